"""Everything a person has here, as plain values: row by row and field by field, as the register declares it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from kindward.site.audit.selectors import acts_about
from kindward.site.people.exports import plain
from kindward.site.people.kept import KEPT, Kept
from kindward.site.people.models import Account, Person
from kindward.site.yours.values import schema_of, told

FORMAT, VERSION = "kindward-person", 1
#: Acts about a person that go along; the latest.
MOST_ACTS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """The person's rows of one model, and each of them as plain values."""

    kept: Kept
    rows: list[Any]
    told: list[dict[str, Any]]


def parts_of(person: Person) -> list[Part]:
    """All that is taken along of the person, model by model; models without a row as well."""
    found = [(kept, list(kept.rows_of(person))) for kept in KEPT.values() if not kept.not_taken]
    numbers: dict[tuple[type[Model], Any], int] = {
        (kept.model, row.pk): number for kept, rows in found for number, row in enumerate(rows, 1)
    }
    return [Part(kept, rows, [_row(kept, row, numbers) for row in rows]) for kept, rows in found]


def archive_of(person: Person, parts: list[Part], now: datetime) -> dict[str, Any]:
    """The parts as one object, for a file that another Kindward takes in."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": plain(now),
        "rows": {part.kept.label: part.told for part in parts},
        "acts": [
            {"at": plain(act.at), "by": act.role, "name": act.name, "did": act.verb, "what": act.what}
            for act in acts_about(person, MOST_ACTS)
        ],
    }


def schema() -> dict[str, Any]:
    """What an archive may hold, as JSON Schema (draft 2020-12)."""
    rows = {kept.label: {"type": "array", "items": _schema_of(kept)} for kept in _taken()}
    act = {name: {"type": "string"} for name in ("at", "by", "name", "did", "what")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a person takes along from Kindward",
        "type": "object",
        "required": ["format", "version", "made_at", "rows"],
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "made_at": {"type": "string", "format": "date-time"},
            "rows": {"type": "object", "properties": rows, "additionalProperties": False},
            "acts": {"type": "array", "items": {"type": "object", "properties": act}},
        },
        "additionalProperties": False,
    }


def tied_models(kept: Kept) -> dict[str, type[Model]]:
    """The ties that go along, by name: those to another row, not to the person or account that has it all."""
    found = {name: kept.model._meta.get_field(name).related_model for name in kept.ties}
    return {
        name: model
        for name, model in found.items()
        if isinstance(model, type) and not issubclass(model, Person | Account)
    }


def _taken() -> Iterator[Kept]:
    return (kept for kept in KEPT.values() if not kept.not_taken)


def _row(kept: Kept, row: Any, numbers: dict[tuple[type[Model], Any], int]) -> dict[str, Any]:
    made: dict[str, Any] = {"row": numbers[kept.model, row.pk]}
    for name, model in tied_models(kept).items():
        made[name] = numbers.get((model, getattr(row, f"{name}_id")))
    for name in kept.taken:
        value = getattr(row, name)
        made[name] = str(value) if name in kept.outside and value is not None else told(value)
    return made


def _schema_of(kept: Kept) -> dict[str, Any]:
    made: dict[str, Any] = {"row": {"type": "integer", "description": "its number in this list"}}
    for name, model in tied_models(kept).items():
        made[name] = {
            "type": ["integer", "null"],
            "description": f"the number of the row in {model._meta.label_lower}",
        }
    for name, words in kept.taken.items():
        kind = (
            {"type": ["string", "null"]}
            if name in kept.outside
            else schema_of(kept.model._meta.get_field(name))
        )
        made[name] = kind | {"description": words}
    return {"type": "object", "required": list(made), "properties": made, "additionalProperties": False}
