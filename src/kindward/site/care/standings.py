"""Reads: where cases stand, derived from their events each time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import groupby
from uuid import UUID

from kindward.matching.states import Standing, derive
from kindward.site.care.models import Assessment, Event

#: Cases named in one query; SQLite may take no more than 999 values.
MOST_NAMED = 500


def events_of(case: UUID) -> list[Event]:
    """What happened to a case, in order."""
    return list(Event.objects.filter(case=case).order_by("seq"))


def standing_of(case: UUID) -> Standing:
    """Where a case stands."""
    return derive(events_of(case))


def standings_of(cases: Iterable[UUID]) -> dict[UUID, Standing]:
    """Where many cases stand; one query for every 500."""
    return {case: derive(events) for case, events in histories_of(list(cases)).items()}


def histories_of(cases: Collection[UUID]) -> dict[UUID, list[Event]]:
    """The events of many cases, each in order."""
    named, found = list(cases), dict[UUID, list[Event]]()
    for start in range(0, len(named), MOST_NAMED):
        rows = Event.objects.filter(case__in=named[start : start + MOST_NAMED]).order_by("case", "seq")
        found |= {case: list(events) for case, events in groupby(rows, key=lambda event: event.case)}
    return found


def waiting() -> list[tuple[Assessment, Standing]]:
    """Everybody whose clock runs, the longest waiting first, with where they stand."""
    rows = list(Assessment.objects.filter(due_at__isnull=False, ended_at=None).order_by("submitted_at", "pk"))
    standings = standings_of(row.case for row in rows)
    found = [(row, standings[row.case]) for row in rows if row.case in standings]
    found = [(row, standing) for row, standing in found if standing.is_waiting and standing.clock]
    return sorted(found, key=lambda pair: pair[1].clock.started_at if pair[1].clock else pair[0].begun_at)
