"""What the room knows: the book of helplines that ships, with the operator's own laid over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings

from kindward.practice import content_folder
from kindward.safety import HelplineBook, load_with_own, operator_notice
from kindward.text.findings import Finding


def own_folder() -> Path:
    """Where an operator keeps helplines of their own, which count without a release."""
    return Path(settings.KINDWARD_DATA) / "helplines"


def read_book() -> tuple[HelplineBook, list[Finding]]:
    """The book, and what is wrong with the operator's own files (those are left out)."""
    return load_with_own(content_folder() / "helplines", own_folder())


def state_of_files() -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each helpline file: when this changes, the pages are made anew."""
    found: list[tuple[str, int, int]] = []
    for folder in (content_folder() / "helplines", own_folder()):
        if folder.is_dir():
            stats = ((str(path), path.stat()) for path in sorted(folder.glob("*.tsv")))
            found += [(name, stat.st_mtime_ns, stat.st_size) for name, stat in stats]
    return tuple(found)


def staff_notice(today: date) -> str | None:
    """The banner for the operator when records have become stale; ``None`` while all are fresh."""
    return operator_notice(read_book()[0], today)
