"""Reads: the monthly report, from the log that cannot be edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from kindward.matching.report import Report, report, rounds_of
from kindward.site.care import standings
from kindward.site.care.models import Event, Kind

#: What ends and reasons are called in the report.
ENDS = {
    "contacted": "heard from a therapist", "withdrawn": "withdrew before that", "urgent": "left for crisis help",
    "ended": "ended before that", "waiting": "wait still", "paused": "paused",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Month:
    """One month's report; examples of a made-up centre are counted only where all is made up."""

    first: date
    report: Report


def month_of(first: date, now: datetime, *, made_up: bool = False) -> Month:
    """The report of rounds that began in the month of ``first`` (UTC)."""
    start, end = _bounds(first)
    began = Event.objects.filter(
        kind__in=(Kind.SUBMITTED, Kind.ASKED_AGAIN), at__gte=start, at__lt=end, made_up=made_up
    )
    histories = standings.histories_of(list(began.values_list("case", flat=True).distinct().order_by()))
    rounds = [
        one
        for events in histories.values()
        for one in rounds_of(events, now)
        if start <= one.started_at < end
    ]
    return Month(start.date(), report(rounds))


def months(now: datetime, most: int = 13) -> list[date]:
    """The months that can be looked at: from the first asking, or the last 13, the latest first."""
    first = Event.objects.filter(kind=Kind.SUBMITTED).order_by("at").values_list("at", flat=True).first()
    found: list[date] = []
    month = now.date().replace(day=1)
    while len(found) < most and (first is None or month >= first.date().replace(day=1) or not found):
        found.append(month)
        if first is None:
            break
        month = (month.replace(day=1) - _DAY).replace(day=1)
    return found


_DAY = date(2000, 1, 2) - date(2000, 1, 1)


def _bounds(first: date) -> tuple[datetime, datetime]:
    start = datetime(first.year, first.month, 1, tzinfo=UTC)
    return start, start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
