"""A helpline, and a country's emergency number: our own dated records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..text.findings import Finding
from . import fields
from .table import Row


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline. Fields that do not apply are empty; docs/guides/helplines.md explains each."""

    country: str
    region: str
    name: str
    what: str
    call: str
    sms: str
    chat: str
    short_code: str
    press: str
    hours: str
    time_zone: str
    languages: str
    audience: str
    kind: str
    source_name: str
    source: str
    verified_on: date
    verified_by: str
    method: str

    @property
    def national(self) -> bool:
        """Whether this line is kept however old the record is."""
        return self.kind == "national"

    @property
    def verified(self) -> bool:
        """Whether anybody has made sure that the number answers; reading it somewhere is not that."""
        return self.method in fields.CONFIRMING

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Numbers to call as (as written, as dialled), the short one first."""
        return tuple((number, fields.digits(number)) for number in (self.short_code, self.call) if number)

    @property
    def text_word(self) -> str:
        """The word to send in the first message, or nothing."""
        return fields.split_sms(self.sms)[0]

    @property
    def text_number(self) -> str:
        """The number to text as it is dialled, or nothing."""
        return fields.split_sms(self.sms)[1]


@dataclass(frozen=True, slots=True)
class Emergency:
    """A country's emergency numbers: ``any`` for everything; ``police``, ``ambulance`` where those differ."""

    country: str
    name: str
    any: str
    police: str
    ambulance: str
    note: str
    source: str
    verified_on: date
    verified_by: str
    method: str

    @property
    def known(self) -> bool:
        """Whether we know any number at all."""
        return bool(self.any or self.police or self.ambulance)

    @property
    def verified(self) -> bool:
        """Whether anybody has made sure that the number answers."""
        return self.method in fields.CONFIRMING


Reader = Callable[[str], Any]

HELPLINE_FIELDS: dict[str, Reader] = {
    "country": fields.country,
    "region": fields.optional,
    "name": fields.text,
    "what": fields.text,
    "call": fields.call,
    "sms": fields.sms,
    "chat": fields.address,
    "short_code": fields.short_code,
    "press": fields.press,
    "hours": fields.hours,
    "time_zone": fields.time_zone,
    "languages": fields.text,
    "audience": fields.text,
    "kind": fields.kind,
    "source_name": fields.text,
    "source": fields.needed_address,
    "verified_on": fields.day,
    "verified_by": fields.text,
    "method": fields.method,
}

EMERGENCY_FIELDS: dict[str, Reader] = {
    "country": fields.country,
    "name": fields.text,
    "any": fields.emergency_numbers,
    "police": fields.emergency_numbers,
    "ambulance": fields.emergency_numbers,
    "note": fields.optional,
    "source": fields.text,
    "verified_on": fields.day,
    "verified_by": fields.text,
    "method": fields.method,
}


def read_helpline(row: Row) -> tuple[Helpline | None, list[Finding]]:
    """The helpline of one row, or what is wrong with it."""
    values, findings = _read(row, HELPLINE_FIELDS)
    if findings:
        return None, findings
    line = Helpline(**values)
    if not (line.numbers or line.sms or line.chat):
        return None, [row.finding("call", "is empty, as are sms, chat and short_code; expected one of them")]
    if line.press and not line.numbers:
        return None, [row.finding("press", "there is nothing to call; expected press only beside a number")]
    timed = line.hours not in (fields.ALWAYS, fields.SEE_SOURCE)
    if timed and not line.time_zone:
        return None, [row.finding("time_zone", "is empty beside those hours; expected such as Europe/London")]
    if line.time_zone and not timed:
        return None, [row.finding("time_zone", f"has no use beside hours {line.hours}; expected it empty")]
    return line, []


def read_emergency(row: Row) -> tuple[Emergency | None, list[Finding]]:
    """The emergency record of one row, or what is wrong with it."""
    values, findings = _read(row, EMERGENCY_FIELDS)
    if findings:
        return None, findings
    record = Emergency(**values)
    if not record.known and not record.note:
        return None, [row.finding("note", "is empty beside no number; expected a sentence that says so")]
    return record, []


def _read(row: Row, readers: dict[str, Reader]) -> tuple[dict[str, Any], list[Finding]]:
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    for field, read in readers.items():
        try:
            values[field] = read(row.cells[field])
        except fields.Wrong as wrong:
            findings.append(row.finding(field, str(wrong)))
    return values, findings
