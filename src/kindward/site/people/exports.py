"""What a person can take along: everything that hangs on them, room by room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model

from kindward.site.people.models import Person


@dataclass(frozen=True, slots=True)
class Exporter:
    """One room's part: the models it takes along, how, and what somebody gets of whom nothing is kept.

    ``left_out``: models that are not taken along, each with the reason.
    """

    models: tuple[type[Model], ...]
    take: Callable[[Person], Mapping[str, Any]]
    empty: Mapping[str, Any]
    left_out: Mapping[type[Model], str] = field(default_factory=dict)


#: By room. Each room that keeps personal rows adds its own; a test finds the models that nobody takes along.
EXPORTERS: dict[str, Exporter] = {}


def everything_of(person: Person | None, now: datetime) -> dict[str, Any]:
    """All that is kept about the person as plain values, times in ISO 8601 and UTC."""
    parts: dict[str, Any] = {"format": 1, "made_at": plain(now), "person": _person(person)}
    for exporter in EXPORTERS.values():
        parts |= exporter.take(person) if person else exporter.empty
    return parts


def fields_of(row: Model | None, *names: str) -> dict[str, Any] | None:
    """Some fields of a row as plain values; None for no row."""
    return None if row is None else {name: plain(getattr(row, name)) for name in names}


def plain(value: Any) -> Any:
    """A value as JSON has it: times in ISO 8601 and UTC, dates in ISO 8601."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if hasattr(value, "isoformat") else value


def _person(person: Person | None) -> dict[str, Any] | None:
    if person is None:
        return None
    account = person.account
    return {
        "known_since": plain(person.created_at),
        "account": {
            "name": account.username,
            "email": account.email or None,
            "since": plain(account.date_joined),
        }
        if account
        else None,
    }
