"""Helpline files made for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kindward.safety.records import EMERGENCY_FIELDS, HELPLINE_FIELDS

LINE = {
    "country": "IE",
    "name": "Listeners",
    "what": "Someone who listens.",
    "short_code": "116 123",
    "hours": "always",
    "languages": "English",
    "audience": "anyone",
    "kind": "national",
    "source_name": "Listeners",
    "source": "https://listeners.example/",
    "verified_on": "2026-01-01",
    "verified_by": "Alice",
    "method": "rung",
}
CHECKED = date(2026, 1, 1)


def write_lines(path: Path, *records: dict[str, str]) -> Path:
    rows = ["\t".join(record.get(field, "") for field in HELPLINE_FIELDS) for record in records]
    path.write_text("\n".join(["\t".join(HELPLINE_FIELDS), *rows]) + "\n", encoding="utf-8")
    return path


def write_emergency(path: Path, countries: list[str], number: str = "112") -> Path:
    fixed = {"source": "a list", "verified_on": "2026-01-01", "verified_by": "Alice", "method": "rung"}
    records = [{"country": code, "name": f"Land of {code}", "any": number, **fixed} for code in countries]
    rows = ["\t".join(record.get(field, "") for field in EMERGENCY_FIELDS) for record in records]
    path.write_text("\n".join(["\t".join(EMERGENCY_FIELDS), *rows]) + "\n", encoding="utf-8")
    return path
