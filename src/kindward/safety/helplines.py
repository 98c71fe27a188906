"""The book of helplines: read, checked, and overridden by an operator's own without a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..text.findings import Finding
from .countries import COUNTRIES
from .records import EMERGENCY_FIELDS, HELPLINE_FIELDS, Emergency, Helpline, read_emergency, read_helpline
from .table import read_table

EMERGENCY_FILE = "emergency.tsv"

#: A date further ahead than this is a slip in the year. Not nearer, because a clock may be wrong too.
_TOO_FAR_AHEAD = timedelta(days=366)


class HelplineError(ValueError):
    """Helplines that cannot be used. ``str()`` is the first finding, one line; ``findings`` has them all."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        super().__init__(str(findings[0]))


@dataclass(frozen=True, slots=True)
class HelplineBook:
    """Emergency records and helplines by country (two capital letters); lines in the order of their file."""

    emergency: Mapping[str, Emergency]
    lines: Mapping[str, tuple[Helpline, ...]]


def load_helplines(path: Path) -> HelplineBook:
    """The book in folder ``path``: ``emergency.tsv`` for every country, ``xx.tsv`` for each with helplines.

    Raises :class:`HelplineError` when a record is malformed or undated, or a country has no emergency record.
    """
    emergency, lines, findings = _read_folder(path)
    findings += _missing(path, emergency)
    if findings:
        raise HelplineError(findings)
    return HelplineBook(emergency, lines)


def load_with_own(shipped: Path, own: Path) -> tuple[HelplineBook, list[Finding]]:
    """The shipped book with the operator's own laid over it, and what was wrong with the operator's.

    A valid ``xx.tsv`` of the operator takes the place of the shipped one; records of the operator's
    ``emergency.tsv`` take the place of the same country's. A file with anything wrong in it is left out
    whole, and the shipped one stays. Raises :class:`HelplineError` only for the shipped book.
    """
    book = load_helplines(shipped)
    if not own.is_dir():
        return book, []
    emergency, lines, findings = dict(book.emergency), dict(book.lines), []
    for path in sorted(own.glob("*.tsv")):
        if path.name == EMERGENCY_FILE:
            records, wrong = _read_emergency_file(path)
            if not wrong:
                emergency.update(records)
        else:
            country, read, wrong = _read_lines_file(path)
            if not wrong:
                lines[country] = read
        findings += wrong
    return HelplineBook(emergency, lines), findings


def check_helplines(content: Path, today: date) -> list[Finding]:
    """Everything wrong with the helplines in ``content/helplines``, in folder ``content``, or in one file.

    Age is not a fault: a build must not fail because time has passed. See :mod:`kindward.safety.staleness`.
    """
    if content.is_file():
        return (
            _read_emergency_file(content)[1]
            if content.name == EMERGENCY_FILE
            else _read_lines_file(content)[2]
        )
    folder = content / "helplines" if (content / "helplines").is_dir() else content
    emergency, lines, findings = _read_folder(folder)
    if (folder / EMERGENCY_FILE).is_file():
        findings += _missing(folder, emergency)
    dated: list[tuple[str, Emergency | Helpline]] = [(EMERGENCY_FILE, one) for one in emergency.values()]
    dated += [(f"{country.lower()}.tsv", line) for country, read in lines.items() for line in read]
    for name, record in dated:
        if record.verified_on > today + _TOO_FAR_AHEAD:
            said = f"{record.name}: {record.verified_on} has not come yet; expected the day it was checked"
            findings.append(Finding(str(folder / name), 1, "verified_on", said))
    return findings


def _read_folder(folder: Path) -> tuple[dict[str, Emergency], dict[str, tuple[Helpline, ...]], list[Finding]]:
    emergency, findings = _read_emergency_file(folder / EMERGENCY_FILE)
    lines: dict[str, tuple[Helpline, ...]] = {}
    for path in sorted(folder.glob("*.tsv")):
        if path.name != EMERGENCY_FILE:
            country, read, wrong = _read_lines_file(path)
            lines[country] = read
            findings += wrong
    return emergency, lines, findings


def _read_emergency_file(path: Path) -> tuple[dict[str, Emergency], list[Finding]]:
    rows, findings = read_table(path, list(EMERGENCY_FIELDS))
    records: dict[str, Emergency] = {}
    for row in rows:
        record, wrong = read_emergency(row)
        findings += wrong
        if record and record.country in records:
            findings.append(row.finding("country", f"{record.country} is here twice; expected once"))
        elif record:
            records[record.country] = record
    return records, findings


def _read_lines_file(path: Path) -> tuple[str, tuple[Helpline, ...], list[Finding]]:
    country = path.stem.upper()
    rows, findings = read_table(path, list(HELPLINE_FIELDS))
    lines: list[Helpline] = []
    for row in rows:
        line, wrong = read_helpline(row)
        findings += wrong
        if line is None:
            continue
        if line.country != country:
            said = f"{line.country} does not belong in {path.name}; expected {country}"
            findings.append(row.finding("country", said))
        if any((line.name, line.region) == (other.name, other.region) for other in lines):
            findings.append(row.finding("name", f"{line.name} is here twice; expected once"))
        lines.append(line)
    if not findings and not any(line.national for line in lines):
        findings.append(Finding(str(path), 1, "kind", "there is no national line; expected at least one"))
    return country, tuple(lines), findings


def _missing(folder: Path, emergency: Mapping[str, Emergency]) -> list[Finding]:
    missing = sorted(COUNTRIES - set(emergency))
    if not missing:
        return []
    said = f"no record for {', '.join(missing)}; expected every country, even if its number is not known"
    return [Finding(str(folder / EMERGENCY_FILE), 1, "country", said)]
