"""The monthly report of the 48-hour clock: how many asked, how many heard within 48 hours, how long it took.

Counted are rounds: a person who asks for another therapist is promised 48 hours anew. A figure that speaks of fewer
than :data:`SMALLEST` people is withheld, since in a small place it could tell who they are.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .clock import PROMISED, Clock
from .states import Happened, Standing, after

#: Fewer people than this are not told of as a group (as in statistics of health services, five).
SMALLEST = 5
#: Ends of a round, in the order in which a report lists them.
ENDS = ("contacted", "withdrawn", "urgent", "ended", "waiting", "paused")


@dataclass(frozen=True, slots=True)
class Round:
    """One asking and what came of it. ``waited``: until it stopped, or until ``now``; pauses left out."""

    started_at: datetime
    waited: timedelta
    #: One of :data:`ENDS`.
    end: str
    is_missed: bool
    declines: tuple[str, ...] = ()
    expiries: int = 0
    nobody: bool = False

    @property
    def is_within(self) -> bool:
        """Whether the person heard from a therapist within 48 hours."""
        return self.end == "contacted" and self.waited < PROMISED and not self.is_missed

    @property
    def is_kept_or_broken(self) -> bool:
        """Whether the promise can be judged: it was kept, or 48 hours went by."""
        return self.end == "contacted" or self.is_missed or self.waited >= PROMISED


@dataclass(frozen=True, slots=True)
class Report:
    """A month. Hours are None where nobody heard or too few did; counts are None where they are withheld.

    In ``ends`` a withheld count may be of :data:`SMALLEST` or more: it hides a smaller one.
    """

    asked: int
    judged: int
    within: int | None
    missed: int | None
    share: float | None
    median_hours: float | None
    p90_hours: float | None
    longest_hours: float | None
    ends: dict[str, int | None] = field(default_factory=dict)
    #: Why therapists said no, by code.
    declines: dict[str, int | None] = field(default_factory=dict)
    expiries: int = 0
    nobody: int | None = 0
    is_withheld: bool = False


def rounds_of(events: Iterable[Happened], now: datetime) -> list[Round]:
    """The rounds of one case, from its events in order."""
    found: list[Round] = []
    standing, seen = Standing(), list[Happened]()
    for event in events:
        if event.kind == "asked_again" and standing.clock is not None:
            found.append(_round(standing, seen, now))
            seen = []
        standing = after(standing, event)
        seen.append(event)
    if standing.clock is not None:
        found.append(_round(standing, seen, now))
    return found


def _round(standing: Standing, seen: Sequence[Happened], now: datetime) -> Round:
    clock = standing.clock or Clock(now)
    return Round(
        clock.started_at,
        clock.waited(now),
        _end(standing, seen),
        standing.is_missed,
        tuple(event.reason or "none" for event in seen if event.kind == "declined"),
        sum(event.kind == "expired" for event in seen),
        any(event.kind == "no_capacity" for event in seen),
    )


def _end(standing: Standing, seen: Sequence[Happened]) -> str:
    if any(event.kind == "contacted" for event in seen):
        return "contacted"
    if standing.is_over:
        return standing.state
    return "paused" if standing.state == "paused" else "waiting"


def report(rounds: Iterable[Round], smallest: int = SMALLEST) -> Report:
    """The report of some rounds, such as those that began in one month."""
    told = list(rounds)
    judged = [one for one in told if one.is_kept_or_broken]
    heard = sorted(one.waited / timedelta(hours=1) for one in told if one.end == "contacted")
    within, missed = sum(one.is_within for one in judged), sum(one.is_missed for one in told)
    few = 0 < len(told) < smallest
    # A share of few is as good as their names; what is left of a whole must not give a small part away either.
    apart = 0 < within < smallest or 0 < len(judged) - within < smallest
    return Report(
        asked=len(told),
        judged=len(judged),
        within=None if few or apart else within,
        missed=_unless_few(missed, smallest),
        share=None if few or apart or not judged else within / len(judged),
        median_hours=None if len(heard) < smallest else quantile(heard, 0.5),
        p90_hours=None if len(heard) < smallest else quantile(heard, 0.9),
        longest_hours=None if len(heard) < smallest else heard[-1],
        ends=_parts({end: sum(one.end == end for one in told) for end in ENDS}, smallest),
        declines={
            reason: _unless_few(count, smallest)
            for reason, count in sorted(Counter(why for one in told for why in one.declines).items())
        },
        expiries=sum(one.expiries for one in told),
        nobody=_unless_few(sum(one.nobody for one in told), smallest),
        is_withheld=few or apart,
    )


def quantile(values: Sequence[float], share: float) -> float:
    """The value that at least ``share`` (0 to 1) of sorted ``values`` do not exceed. Raises ``ValueError`` for none."""
    if not values:
        raise ValueError("a quantile needs at least one value")
    return values[max(0, math.ceil(share * len(values)) - 1)]


def _unless_few(count: int, smallest: int) -> int | None:
    return None if 0 < count < smallest else count


def _parts(counts: dict[str, int], smallest: int) -> dict[str, int | None]:
    """Parts of a whole that is told: where one alone is withheld the next smallest goes too, or it gave it away."""
    told = {name: _unless_few(count, smallest) for name, count in counts.items()}
    if sum(count is None for count in told.values()) == 1:
        rest = [name for name, count in told.items() if count]
        if rest:
            told[min(rest, key=lambda name: counts[name])] = None
    return told
