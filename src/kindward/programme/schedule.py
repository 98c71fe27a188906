"""Where somebody is in the eight weeks, worked out from what they did: began, paused, went on, came back.

A week ends when the person says so. After seven days the next one is offered, and nothing moves on by
itself, so that after a gap everybody finds the programme where they left it. Days on pause, and days away,
do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from .week import WEEKS

WEEK_DAYS = 7
#: Days without practice after which the week is taken to have waited.
AWAY_DAYS = 7
USUAL = tuple(range(1, WEEKS + 1))
#: For whom kindness brings fear: to others first, then receiving a little, then towards oneself;
#: behaviour and body before imagery (Gilbert, McEwan, Matos & Rivis 2011, on fears of compassion).
GENTLE = (1, 2, 5, 6, 3, 4, 7, 8)
ORDERS = {"usual": USUAL, "gentle": GENTLE}

Kind = Literal["start", "pause", "resume", "go", "stop", "finish"]
State = Literal["none", "going", "paused", "stopped", "finished"]


@dataclass(frozen=True, slots=True)
class Move:
    """Something the person did with the programme, on their own date. ``week`` counts for ``start`` and
    ``go``."""

    kind: Kind
    on: date
    week: int = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is on a day.

    ``week`` is the number of the week's file; ``began`` the date on which this turn of it began, ``day``
    the day of it from 1 on, pauses and days away not counted; ``times`` how often this week was begun;
    ``since`` when the state began; ``first`` when the programme was first begun.
    """

    state: State = "none"
    week: int = 1
    began: date | None = None
    day: int = 1
    times: int = 0
    since: date | None = None
    first: date | None = None
    #: Whether the week waited because nothing was practised for a while.
    waited: bool = False

    @property
    def is_going(self) -> bool:
        """Whether the weeks are under way, neither paused nor over."""
        return self.state == "going"

    @property
    def may_go_on(self) -> bool:
        """Whether a full week has gone by, so that the next one is offered."""
        return self.is_going and self.day > WEEK_DAYS


def where(moves: Iterable[Move], today: date, practised: Iterable[date] = ()) -> Place:
    """Where the person is on ``today``; ``moves`` in the order in which they were made.

    ``practised`` are dates of practice. A stretch of more than :data:`AWAY_DAYS` days without one counts as a
    single day: the week has waited. A move that changes nothing, such as a pause while paused, is passed
    over.
    """
    days = sorted(set(practised))
    place, counted, running = Place(), 0, None
    times: dict[int, int] = {}
    for move in moves:
        if move.kind in ("start", "go"):
            if (move.kind == "go" and place.state == "none") or _is_again(place, move):
                continue
            times[move.week] = times.get(move.week, 0) + 1
            place = Place("going", move.week, move.on, 1, times[move.week], move.on, place.first or move.on)
            counted, running = 0, move.on
        elif move.kind == "resume" and place.state in ("paused", "stopped", "finished"):
            place, running = replace(place, state="going", since=move.on), move.on
        elif move.kind in _STATES and place.state not in ("none", _STATES[move.kind]):
            if running is not None:
                counted, running = counted + _days_counted(running, move.on, days)[0], None
            place = replace(place, state=_STATES[move.kind], since=move.on)
    if running is not None:
        more, waited = _days_counted(running, today, days)
        counted, place = counted + more, replace(place, waited=waited)
    return replace(place, day=counted + 1)


def _is_again(place: Place, move: Move) -> bool:
    """Whether a tap came twice."""
    return place.is_going and place.week == move.week and place.began == move.on


def _days_counted(first: date, until: date, practised: list[date]) -> tuple[int, bool]:
    """Days from ``first`` to ``until`` that count, and whether the last stretch of them was spent waiting."""
    counted, waited, at = 0, False, first
    for day in [*(day for day in practised if first < day < until), until]:
        gap = max(0, (day - at).days)
        waited = gap > AWAY_DAYS
        counted, at = counted + (1 if waited else gap), day
    return counted, waited


_STATES: dict[str, State] = {"pause": "paused", "stop": "stopped", "finish": "finished"}


def place_in(order: str, position: int) -> int:
    """Number of the week that stands at ``position`` (from 1) in that order."""
    return ORDERS[order][position - 1]


def position(order: str, week: int) -> int:
    """Where a week stands in that order, from 1."""
    return ORDERS[order].index(week) + 1


def next_week(order: str, week: int) -> int | None:
    """The week after ``week`` in that order; None after the last."""
    at = position(order, week)
    return place_in(order, at + 1) if at < WEEKS else None


def week_before(order: str, week: int) -> int | None:
    """The week before ``week`` in that order; None before the first."""
    at = position(order, week)
    return place_in(order, at - 1) if at > 1 else None


def days_left(place: Place, order: str) -> int:
    """Days until the eight weeks would be over at one week each; 0 when they are not under way."""
    if not place.is_going:
        return 0
    return max(0, WEEK_DAYS - place.day + 1) + WEEK_DAYS * (WEEKS - position(order, place.week))


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment in UTC when clocks in ``zone`` show ``at`` on ``day``.

    A time that is skipped in spring is taken an hour later; one that comes twice in autumn, the first time.
    """
    return datetime.combine(day, at, zone).astimezone(UTC)
