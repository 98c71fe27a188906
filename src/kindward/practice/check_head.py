"""Whether what a script's head points to is there, and whether its review is still in date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from ..text.findings import Finding
from .references import check_reference
from .script import Script

#: A script is read again by a clinician at most this long after its last review.
LONGEST_REVIEW = timedelta(days=2 * 366)


def check_head(script: Script, text: str, content: Path, today: date) -> Iterator[Finding]:
    """Slugs, references and review dates of one script; ``text`` is its file as written."""
    path = script.path
    lines = text.splitlines()

    def found(field: str, message: str) -> Finding:
        line = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")), 1)
        return Finding(str(path), line, field, message)

    if path.suffix and script.slug != path.stem:
        yield found("slug", f"“{script.slug}” must be the file's name; expected {path.stem}")
    for field, slug in (("gentler", script.gentler), ("ease_off", script.ease_off)):
        if slug == script.slug:
            yield found(field, "leads to the practice itself; expected another one")
        elif not (content / "practices" / f"{slug}.md").is_file():
            yield found(field, f"there is no practice “{slug}”; expected the slug of a file in practices/")
    for evidence in script.evidence:
        for name in evidence.references:
            reference = content / "references" / f"{name}.yml"
            if not reference.is_file():
                yield found(
                    "evidence",
                    f"there is no references/{name}.yml; expected one with authors, year, title and doi",
                )
            else:
                yield from check_reference(reference)
    if script.reviewed_on and script.due_on:
        if script.reviewed_on > today:
            yield found("reviewed_on", f"{script.reviewed_on} is in the future; expected a day up to {today}")
        if not script.reviewed_on < script.due_on <= script.reviewed_on + LONGEST_REVIEW:
            yield found(
                "due_on",
                f"{script.due_on} is not after {script.reviewed_on}; expected a day up to two years later",
            )
        if script.due_on < today:
            yield found(
                "due_on", f"the review was due on {script.due_on}; expected a clinician to read it again"
            )
