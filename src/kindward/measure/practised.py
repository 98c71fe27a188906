"""What a person's practice adds up to: the days of a month, seconds by flow, the time since the last one.

Days in a row are never counted, and a day without practice is not told apart from any other: a lapse costs
nothing. Two sittings of ten minutes weigh as much as one of twenty; half a session counts as the half it is.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kindward.practice.script import FLOWS

#: Days without practice after which somebody is welcomed back, with an easier first step.
GAP_DAYS = 14
#: Below this many seconds a length is said to the second, from here on in whole minutes.
SAID_EXACTLY = 600
_MONTH = re.compile(r"\A((?:19|20|21)\d\d)-(0[1-9]|1[0-2])\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Practised:
    """One session: the person's own date, whole seconds practised (0 or more), and the flows of its practice.

    ``flows`` is empty for grounding, which aims at no flow, and None for a practice nobody knows any more.
    """

    day: date
    seconds: int
    flows: tuple[str, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, with the seconds practised on it."""

    date: date
    seconds: int
    is_today: bool
    is_to_come: bool

    @property
    def is_practised(self) -> bool:
        """Whether anything was practised, however short."""
        return self.seconds > 0


@dataclass(frozen=True, slots=True)
class Month:
    """A month as weeks of seven places, Monday first; None where the day belongs to another month."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]

    @property
    def days(self) -> list[Day]:
        """All days in order."""
        return [day for week in self.weeks for day in week if day is not None]

    @property
    def practised(self) -> list[Day]:
        """The days with a practice, in order."""
        return [day for day in self.days if day.is_practised]

    @property
    def seconds(self) -> int:
        """Seconds practised in all."""
        return sum(day.seconds for day in self.days)


@dataclass(frozen=True, slots=True)
class ByFlow:
    """Seconds by flow; ``steadying`` for grounding, ``unknown`` for practices nobody knows any more."""

    flows: dict[str, float]
    steadying: float
    unknown: float


def month_of(first: date, practised: Iterable[Practised], today: date) -> Month:
    """The month that begins on ``first``; sessions on other dates are left out.

    A day after ``today`` is to come; it may still hold a practice, after a flight to the west.
    """
    seconds: Counter[date] = Counter()
    for session in practised:
        seconds[session.day] += session.seconds
    weeks = calendar.Calendar(calendar.MONDAY).monthdatescalendar(first.year, first.month)
    return Month(
        first,
        tuple(
            tuple(
                Day(day, seconds[day], day == today, day > today) if day.month == first.month else None
                for day in week
            )
            for week in weeks
        ),
    )


def seconds_by_flow(practised: Iterable[Practised]) -> ByFlow:
    """Seconds by flow. A practice of several flows shares its seconds evenly among them, so that all parts
    together are exactly what was practised."""
    flows = dict.fromkeys(FLOWS, 0.0)
    steadying = unknown = 0.0
    for session in practised:
        if session.flows is None:
            unknown += session.seconds
        elif not session.flows:
            steadying += session.seconds
        else:
            for flow in session.flows:
                flows[flow] += session.seconds / len(session.flows)
    return ByFlow(flows, steadying, unknown)


def days_away(last: date | None, today: date) -> int:
    """Days from the last practice to today; 0 for who never practised, or whose last one is a date ahead."""
    return max(0, (today - last).days) if last else 0


def is_back_after_a_gap(last: date | None, today: date) -> bool:
    """Whether the last practice is :data:`GAP_DAYS` days ago or more."""
    return days_away(last, today) >= GAP_DAYS


def month_before(first: date) -> date:
    """First day of the month before the one that begins on ``first``."""
    return (first - timedelta(days=1)).replace(day=1)


def month_after(first: date) -> date:
    """First day of the month after the one that begins on ``first``."""
    return (first + timedelta(days=31)).replace(day=1)


def last_day(first: date) -> date:
    """Last day of the month that begins on ``first``."""
    return month_after(first) - timedelta(days=1)


def read_month(text: str) -> date | None:
    """First day of the month in ``2026-10``, years 1900 to 2199; None for anything else."""
    found = _MONTH.match(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def say_practised(seconds: float) -> str:
    """How long that is in words: to the second below ten minutes, in whole minutes from there on."""
    whole = round(seconds)
    if whole >= SAID_EXACTLY:
        return f"{round(seconds / 60):,} minutes"
    minutes, rest = divmod(whole, 60)
    if rest == 30 and minutes:
        return f"{minutes}½ minutes"
    if minutes and rest:
        return f"{minutes} min {rest} s"
    count, unit = (minutes, "minute") if minutes else (rest, "second")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
