"""How old what we know may be. ``today`` is always given: the library has no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .helplines import HelplineBook
from .records import Emergency, Helpline

#: From this age on (days) the operator is told; from the second on, secondary lines are not shown.
STALE_AT, OLD_AT = 90, 180


class Freshness(StrEnum):
    """``fresh``; ``stale`` (the operator is told); ``old`` (secondary lines are not shown)."""

    FRESH = "fresh"
    STALE = "stale"
    OLD = "old"


def age(record: Emergency | Helpline, today: date) -> int:
    """Whole days since the record was checked; 0 for a date that has not come yet."""
    return max(0, (today - record.verified_on).days)


def freshness(record: Emergency | Helpline, today: date) -> Freshness:
    """How far the record may be trusted on ``today``."""
    days = age(record, today)
    return Freshness.OLD if days >= OLD_AT else Freshness.STALE if days >= STALE_AT else Freshness.FRESH


@dataclass(frozen=True, slots=True)
class CountryHelp:
    """What may be shown for a country today. ``hidden`` counts secondary lines left out for their age."""

    emergency: Emergency
    national: tuple[Helpline, ...]
    secondary: tuple[Helpline, ...]
    hidden: int

    @property
    def lines(self) -> tuple[Helpline, ...]:
        """All lines that are shown, national first."""
        return self.national + self.secondary


def country_help(book: HelplineBook, country: str, today: date) -> CountryHelp:
    """What may be shown: the emergency record and national lines always, secondary ones while not old.

    Raises :class:`KeyError` for a country that is not in the book.
    """
    lines = book.lines.get(country, ())
    secondary = tuple(line for line in lines if not line.national)
    shown = tuple(line for line in secondary if freshness(line, today) is not Freshness.OLD)
    national = tuple(line for line in lines if line.national)
    return CountryHelp(book.emergency[country], national, shown, len(secondary) - len(shown))


def stale_records(book: HelplineBook, today: date) -> list[Emergency | Helpline]:
    """All records that are no longer fresh, the oldest first."""
    records: list[Emergency | Helpline] = [*book.emergency.values()]
    records += [line for lines in book.lines.values() for line in lines]
    stale = [record for record in records if freshness(record, today) is not Freshness.FRESH]
    return sorted(stale, key=lambda record: (record.verified_on, record.country, record.name))


def operator_notice(book: HelplineBook, today: date) -> str | None:
    """What the operator must be told, in two sentences; ``None`` while every record is fresh."""
    stale = stale_records(book, today)
    if not stale:
        return None
    oldest = stale[0]
    old = sum(freshness(record, today) is Freshness.OLD for record in stale)
    hidden = sum(isinstance(record, Helpline) and not record.national for record in stale[:old])
    records = "record was" if len(stale) == 1 else "records were"
    said = (
        f"{len(stale)} crisis help {records} last checked {STALE_AT} days ago or more; "
        f"the oldest is {oldest.name} ({oldest.country}), {age(oldest, today)} days ago."
    )
    if hidden:
        said += f" Not shown any more, being older than {OLD_AT} days: {hidden}."
    return f"{said} Check them again: docs/guides/helplines.md."
