"""``kindward check`` for the eight weeks: what a machine can tell their author."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ..practice.catalogue import Catalogue, content_folder
from ..practice.errors import ScriptError
from ..practice.parse import read_script
from ..practice.script import Script
from ..text.findings import Finding, from_here
from ..text.forbidden import find_forbidden
from ..text.sentences import split_sentences
from .errors import WeekError
from .read import read_week
from .week import MINUTES, WEEKS, Week

FOLDER = "programme"
#: Words of an introduction: two minutes' reading.
FEWEST_WORDS, MOST_WORDS = 200, 350
#: Flesch-Kincaid grade (Kincaid, Fishburne, Rogers & Chissom 1975).
HIGHEST_GRADE = 8.0
LONGEST_SENTENCE = 30
#: Both practices together take the minutes a day that were chosen, or at most this many seconds more.
SPARE_SECONDS = 60
#: And no less than this share of them.
LEAST_SHARE = 0.8
LONGEST_REVIEW = timedelta(days=2 * 366)
_WORD = re.compile(r"[\w’'-]*\w[\w’'-]*")


def is_programme(path: Path) -> bool:
    """Whether ``path`` is a week, or the folder of weeks: nothing else is to be checked there."""
    return path.name == FOLDER or (path.suffix == ".md" and path.resolve().parent.name == FOLDER)


def check_programme(today: date, path: Path | None = None) -> list[Finding]:
    """Findings, sorted by place, for one week, the folder of weeks or a content folder; all for ``None``.

    Reviews are held against ``today``. A content folder without weeks has no findings.
    """
    path = path or from_here(content_folder())
    if path.is_file():
        return sorted(set(_check(path, today)))
    folder = path if path.name == FOLDER else path / FOLDER
    if not folder.is_dir():
        return []
    expected = {f"week-{number}.md" for number in range(1, WEEKS + 1)}
    files = sorted(folder.glob("*.md"))
    found = [
        Finding(str(folder / name), 1, "file", "there is no such file; expected eight weeks")
        for name in sorted(expected - {file.name for file in files})
    ]
    for file in files:
        if file.name in expected:
            found += _check(file, today)
        else:
            found.append(
                Finding(str(file), 1, "file", "is not a week; expected the names week-1.md to week-8.md")
            )
    return sorted(set(found))


def _check(path: Path, today: date) -> list[Finding]:
    try:
        week = read_week(path)
    except WeekError as error:
        return [Finding(error.path, error.line, error.field, error.message)]
    text = path.read_text(encoding="utf-8")
    content = path.resolve().parents[1]
    return [
        *_check_links(week, text, content),
        *_check_wording(week, text),
        *_check_review(week, text, today),
    ]


def _check_links(week: Week, text: str, content: Path) -> Iterator[Finding]:
    if week.path.stem != f"week-{week.number}":
        yield _found(
            week, text, "number", f"{week.number} is not the file's number; expected it to fit the name"
        )
    if not (content / "articles" / f"{week.article}.md").is_file():
        yield _found(
            week, text, "article", f"there is no articles/{week.article}.md; expected the slug of one"
        )
    known = Catalogue(_scripts(content))
    named = [
        ("formal", week.formal.practice),
        ("informal", week.informal.practice),
        ("fear", week.fear.practice),
    ]
    for field, slug in [*named, *(("hard", hard.practice) for hard in week.hard)]:
        if slug not in known:
            yield _found(
                week, text, field, f"there is no practice “{slug}”; expected the slug of a file in practices/"
            )
    for field, part in (("formal", week.formal), ("informal", week.informal)):
        script = known.get(part.practice)
        for seconds in part.seconds.values() if script else ():
            if script and not script.min_seconds <= seconds <= script.max_seconds:
                yield _found(week, text, field, (
                    f"{part.practice} cannot take {seconds} s; "
                    f"expected {script.min_seconds} to {script.max_seconds} s"
                ))  # fmt: skip
    for minutes in MINUTES:
        both, asked = week.formal.seconds[minutes] + week.informal.seconds[minutes], 60 * minutes
        if not LEAST_SHARE * asked <= both <= asked + SPARE_SECONDS:
            yield _found(week, text, "formal", (
                f"both practices take {both} s of {minutes} minutes a day; "
                f"expected {round(LEAST_SHARE * asked)} to {asked + SPARE_SECONDS} s"
            ))  # fmt: skip


def _scripts(content: Path) -> dict[str, Script]:
    out = {}
    for path in (content / "practices").glob("*.md"):
        try:
            out[path.stem] = read_script(path)
        except ScriptError:
            continue  # It has its own finding when it is checked.
    return out


def _check_wording(week: Week, text: str) -> Iterator[Finding]:
    with warnings.catch_warnings():
        # It reads its word lists through a module that newer setuptools warn of.
        warnings.simplefilter("ignore")
        from textstat import textstat

    whole = " ".join(week.text)
    count = len(_WORD.findall(whole))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        yield Finding(str(week.path), week.text_line, "text", (
            f"has {count} words; expected {FEWEST_WORDS} to {MOST_WORDS}"
        ))  # fmt: skip
    for sentence in split_sentences(whole):
        words = len(_WORD.findall(sentence))
        if words > LONGEST_SENTENCE:
            yield Finding(str(week.path), week.text_line, "sentence", (
                f"“{sentence[:50]} …” has {words} words; expected at most {LONGEST_SENTENCE}"
            ))  # fmt: skip
    grade = textstat.flesch_kincaid_grade(whole)
    if grade > HIGHEST_GRADE:
        yield Finding(
            str(week.path),
            week.text_line,
            "reading level",
            f"reads at grade {grade:g}; expected at most {HIGHEST_GRADE:g}",
        )
    for forbidden in find_forbidden(text):
        yield Finding(str(week.path), forbidden.line, "words", str(forbidden))


def _check_review(week: Week, text: str, today: date) -> Iterator[Finding]:
    if not (week.reviewed_on and week.due_on):
        return
    if week.reviewed_on > today:
        yield _found(
            week, text, "reviewed_on", f"{week.reviewed_on} is in the future; expected a day up to {today}"
        )
    if not week.reviewed_on < week.due_on <= week.reviewed_on + LONGEST_REVIEW:
        yield _found(
            week,
            text,
            "due_on",
            f"{week.due_on} is not after {week.reviewed_on}; expected a day up to two years later",
        )
    if week.due_on < today:
        yield _found(
            week,
            text,
            "due_on",
            f"the review was due on {week.due_on}; expected a clinician to read it again",
        )


def _found(week: Week, text: str, field: str, message: str) -> Finding:
    lines = text.splitlines()
    return Finding(
        str(week.path),
        next((n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")), 1),
        field,
        message,
    )
