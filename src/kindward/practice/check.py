"""``kindward check``: everything about the content that a machine can tell its author."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from ..safety.helplines import check_helplines
from ..text.findings import Finding, from_here
from .catalogue import content_folder
from .check_head import check_head
from .check_lengths import check_lengths
from .check_wording import check_forbidden, check_reading, check_repeats, said_in, shared_sentences
from .compose import SpeechTimer
from .errors import PracticeError, ScriptError
from .parse import parse_script, read_script
from .references import check_reference
from .script import Script


class Checker:
    """Checks against one content folder, on one day, for a number of voices."""

    def __init__(self, content: Path, today: date, timers: Sequence[SpeechTimer]) -> None:
        self.content, self.today, self.timers = content, today, timers

    def script(self, script: Script, text: str) -> list[Finding]:
        """Findings for one script; ``text`` is its file as written."""
        return [
            *check_head(script, text, self.content, self.today),
            *check_lengths(script, self.timers),
            *check_reading(script),
            *check_forbidden(script, text),
            *check_repeats(script, self._said, self._shared),
        ]

    def file(self, path: Path) -> list[Finding]:
        """Findings for the script or reference at ``path``."""
        if path.suffix == ".yml":
            return check_reference(path)
        try:
            return self.script(read_script(path), path.read_text(encoding="utf-8"))
        except ScriptError as error:
            return [_finding(error)]

    @cached_property
    def _said(self) -> dict[str, tuple[str, ...]]:
        return said_in(self.content / "practices")

    @cached_property
    def _shared(self) -> set[str]:
        return shared_sentences(self.content)


def check_path(path: Path | None, today: date, timers: Sequence[SpeechTimer]) -> list[Finding]:
    """Findings, sorted by place, for a script, a reference or a folder; all content for ``None``.

    ``timers`` are the voices for which every length must hold. Raises :class:`PracticeError` for a path that
    is not there or holds nothing that can be checked.
    """
    path = path or from_here(content_folder())
    if not path.exists():
        raise PracticeError(
            f"{path}:1: file: there is no such file; expected a script, a reference or a folder of them"
        )
    checker = Checker(_content_of(path), today, timers)
    if path.suffix == ".tsv" and path.parent.name == "helplines":
        return check_helplines(path, today)
    if path.is_file():
        return sorted(set(checker.file(path)))
    files = [file for file in sorted(path.rglob("*")) if _is_checked(file, path)]
    helplines = (path / "helplines").is_dir() or path.name == "helplines"
    if not files and not helplines:
        raise PracticeError(
            f"{path}:1: file: nothing here can be checked; expected a folder with practices/*.md"
        )
    findings = [finding for file in files for finding in checker.file(file)]
    if helplines:
        findings += check_helplines(path, today)
    return sorted(set(findings))


def check_text(text: str, name: str, today: date, timers: Sequence[SpeechTimer]) -> list[Finding]:
    """Findings for a script that is not in a file; ``name`` stands in for its path."""
    try:
        script = parse_script(text, name)
    except ScriptError as error:
        return [_finding(error)]
    return sorted(set(Checker(content_folder(), today, timers).script(script, text)))


def _is_checked(file: Path, folder: Path) -> bool:
    if file.suffix == ".md":
        return file.parent.name == "practices" or file.parent == folder
    return file.suffix == ".yml" and "references" in (file.parent.name, folder.name)


def _content_of(path: Path) -> Path:
    """The content that ``path`` belongs to: the folder around ``practices``, else what ships."""
    whole = path.resolve()
    for folder in (whole, *whole.parents[:2]):
        if (folder / "practices").is_dir():
            return folder
    return content_folder()


def _finding(error: ScriptError) -> Finding:
    return Finding(error.path, error.line, error.field, error.message)
