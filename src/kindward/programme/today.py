"""What is due today: one or two practices, and one thing of the week. Nothing is ever overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..practice.script import Script
from .schedule import WEEK_DAYS, Place, position
from .week import WEEKS, Week

Extra = Literal["article", "act", "reflection", "hard", "rest", "on"]
#: By day of the week's turn: what else there is. Reading first; the act while there are days left to do it
#: in.
EXTRAS: dict[int, Extra] = {
    1: "article",
    2: "rest",
    3: "act",
    4: "rest",
    5: "reflection",
    6: "rest",
    7: "hard",
}
#: Days that have to lie between two takings of the profile, so that they are two.
APART_DAYS = 2
#: The second follow-up asks what stayed: a week after the first, at the earliest.
FOLLOW_UP_APART_DAYS = 7
Profile = Literal["baseline-1", "baseline-2", "follow-up-1", "follow-up-2"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A practice to do today, with its length in seconds and why."""

    practice: str
    seconds: int
    says: str
    kind: Literal["formal", "informal"]


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a day: the sittings, and one thing of the week beside them."""

    sittings: tuple[Sitting, Sitting]
    extra: Extra


def due(week: Week, day: int, minutes: int, gentle: bool, instead: Script) -> Due:
    """What is due on that day (from 1) of a turn of ``week`` for who has ``minutes`` (5, 10 or 20) a day.

    With ``gentle`` the steadier practice ``instead`` (the script of ``week.fear.practice``) takes the place
    of the formal one, for as long as it can be.
    """
    formal = Sitting(week.formal.practice, week.formal.seconds[minutes], week.formal.says, "formal")
    if gentle:
        seconds = min(max(formal.seconds, instead.min_seconds), instead.max_seconds)
        formal = Sitting(week.fear.practice, seconds, week.fear.says, "formal")
    informal = Sitting(week.informal.practice, week.informal.seconds[minutes], week.informal.says, "informal")
    return Due((formal, informal), EXTRAS[day] if day <= WEEK_DAYS else "on")


def profile_due(place: Place, order: str, taken: Sequence[date], today: date) -> Profile | None:
    """Which taking of the three-flows profile is offered today, if any.

    Two baselines in the first two weeks, at least :data:`APART_DAYS` days apart, because one answer alone
    says too little (two and two shrink the change needed from 1.07-1.59 to 0.76-1.13 standard
    deviations); two follow-ups from the last week on. ``taken`` are the person's dates of taking it, in any
    order.
    """
    if place.state not in ("going", "finished") or place.first is None:
        return None
    days = sorted(set(taken))
    early = [day for day in days if (place.first - day).days <= 14]
    if place.state == "going" and position(order, place.week) <= 2:
        if not early:
            return "baseline-1"
        if len(early) == 1 and (today - early[0]).days >= APART_DAYS:
            return "baseline-2"
        return None
    if place.state == "going" and (position(order, place.week) < WEEKS or place.day < WEEK_DAYS - 2):
        return None
    late_from = place.began or place.first
    late = [day for day in days if day >= late_from]
    if not late:
        return "follow-up-1"
    if len(late) == 1 and (today - late[0]).days >= FOLLOW_UP_APART_DAYS:
        return "follow-up-2"
    return None
