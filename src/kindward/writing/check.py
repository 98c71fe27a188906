"""``kindward check`` for guided writing: what a machine can tell the author of its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..practice.catalogue import content_folder
from ..text.findings import Finding, from_here
from ..text.forbidden import find_forbidden
from ..text.sentences import split_sentences
from .guides import ORDER, PLAN, Guide, GuideError, read_guide

FOLDER = "journal"
#: A question is read once, by somebody who is shaken.
LONGEST_SENTENCE = 30
_WORD = re.compile(r"[\w’'-]*\w[\w’'-]*")


def is_guides(path: Path) -> bool:
    """Whether ``path`` is a file of questions, or their folder: nothing else is to be checked there."""
    return path.name == FOLDER or (path.suffix == ".yml" and path.resolve().parent.name == FOLDER)


def check_guides(path: Path | None = None) -> list[Finding]:
    """Findings, sorted by place, for one file, the folder of questions or a content folder; all for ``None``.

    A content folder without questions has no findings.
    """
    path = path or from_here(content_folder())
    if path.is_file():
        return sorted(_check(path))
    folder = path if path.name == FOLDER else path / FOLDER
    if not folder.is_dir():
        return []
    expected = {f"{kind}.yml" for kind in (*ORDER, PLAN)}
    here = {file.name for file in folder.glob("*.yml")}
    found = [
        Finding(str(folder / name), 1, "file", "there is no such file; expected one for each kind of writing")
        for name in expected - here
    ]
    found += [
        Finding(
            str(folder / name),
            1,
            "file",
            f"is no kind of writing; expected one of {', '.join(sorted(expected))}",
        )
        for name in here - expected
    ]
    for name in expected & here:
        found += _check(folder / name)
    return sorted(found)


def _check(path: Path) -> Iterator[Finding]:
    try:
        guide = read_guide(path)
    except GuideError as problem:
        field, _, message = str(problem).removeprefix(f"{path}: ").partition(": ")
        yield Finding(str(path), _line_of(path, field), field, message)
        return
    for name, words in _said(guide):
        for sentence in split_sentences(words):
            count = len(_WORD.findall(sentence))
            if count > LONGEST_SENTENCE:
                yield Finding(str(path), _line_of(path, sentence[:20]), name, (
                    f"“{sentence[:50]} …” has {count} words; expected at most {LONGEST_SENTENCE}"
                ))  # fmt: skip
    for forbidden in find_forbidden(path.read_text(encoding="utf-8")):
        yield Finding(str(path), forbidden.line, "words", str(forbidden))


def _said(guide: Guide) -> Iterator[tuple[str, str]]:
    yield "promise", guide.promise
    yield "about", guide.about
    for question in guide.questions:
        yield "ask", question.ask
        yield "hint", question.hint


def _line_of(path: Path, words: str) -> int:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 1
    return next((number for number, line in enumerate(lines, 1) if words in line), 1)
