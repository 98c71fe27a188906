"""Reminders that have to earn their place: few, varied, fading, tested on the one person they are for.

On each day that is due, chance decides whether a prompt is sent or the day stays quiet, and both are
written down (a micro-randomised trial; Klasnja et al. 2015). A kind of prompt after which somebody
practises no more often than on quiet days is dropped for them; three ignored in a row end all of them. In
HeartSteps a suggestion first brought 66% more steps in the half hour after it, and the effect wore off
(Klasnja et al. 2019): hence fewer as weeks go by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, lgamma, log
from typing import Literal

Kind = Literal["cue", "moment", "minute", "kindness"]
#: What is said when the person's own cue is not to be shown, and by the kinds that need none.
SAYS: dict[Kind, str] = {
    "cue": "A quiet moment, if you like",
    "moment": "A quiet moment, if you like",
    "minute": "One minute is plenty, if now is a good time",
    "kindness": "One small kindness today, given or received?",
}
KINDS: tuple[Kind, ...] = tuple(SAYS)
LONGEST_CUE = 60
#: Days that are due in each week since reminders were switched on; from the last on, one a week.
DUE_DAYS = (7, 7, 5, 5, 4, 3, 3, 2, 1)
#: Of the days that are due, the share on which a prompt is sent; the others stay quiet and are compared with.
SENT_SHARE = 0.65
#: Ignored prompts in a row after which reminders stop.
IGNORED_TO_STOP = 3
#: Fewer than these say nothing about a kind.
LEAST_SENT, LEAST_QUIET = 6, 6
#: A kind stays while the chance that it helps at all is at least this.
STAYS_FROM = 0.3


@dataclass(frozen=True, slots=True)
class Prompted:
    """A day that was due: which kind of prompt, whether it was sent, and what followed.

    ``practised`` and ``opened`` are None while the day is not over; ``opened`` stays False for a quiet day.
    """

    day: date
    kind: Kind
    sent: bool
    practised: bool | None = None
    opened: bool | None = None

    @property
    def is_ignored(self) -> bool:
        """Whether it was sent, the day is over, and neither it was opened nor anything practised."""
        return self.sent and self.practised is False and not self.opened


@dataclass(frozen=True, slots=True)
class Choice:
    """What chance decided for a day: the kind, whether it is sent, and with what probability it would be."""

    kind: Kind
    sent: bool
    probability: float


def is_due(day: date, began: date, history: Sequence[Prompted]) -> bool:
    """Whether a prompt may come on ``day``, reminders having been switched on on ``began``.

    Days are spread evenly over a week that begins with ``began``, so that few in a week do not fall together;
    a day that is in ``history`` is over.
    """
    since = (day - began).days
    if since < 0 or any(row.day == day for row in history):
        return False
    week, weekday = divmod(since, 7)
    days = DUE_DAYS[min(week, len(DUE_DAYS) - 1)]
    # Shifted each week, so that one a week is not always the same weekday.
    place = (weekday + 3 * week) % 7
    return place * days // 7 != (place - 1) * days // 7


def choose(history: Sequence[Prompted], draw: Callable[[], float]) -> Choice | None:
    """Decide for a day that is due; ``draw`` gives numbers from 0 up to 1. None when nothing helps any more.

    Among the kinds that are still in, the one used least is next, so that no day looks like the one before.
    """
    left = kinds_left(history)
    if not left:
        return None
    used = Counter(row.kind for row in history)
    last = history[-1].kind if history else None
    fewest = min(used[kind] + (kind == last and len(left) > 1) for kind in left)
    among = [kind for kind in left if used[kind] + (kind == last and len(left) > 1) == fewest]
    kind = among[min(int(draw() * len(among)), len(among) - 1)]
    return Choice(kind, draw() < SENT_SHARE, SENT_SHARE)


def kinds_left(history: Sequence[Prompted]) -> tuple[Kind, ...]:
    """The kinds that have not been found to make no difference."""
    return tuple(kind for kind in KINDS if not is_dropped(kind, history))


def is_dropped(kind: Kind, history: Sequence[Prompted]) -> bool:
    """Whether that kind, once enough is known, does not help this person."""
    chance = chance_it_helps(kind, history)
    return chance is not None and chance < STAYS_FROM


def chance_it_helps(kind: Kind, history: Sequence[Prompted]) -> float | None:
    """Probability that after this kind the person practises more often than on quiet days; None while too
    little is known (:data:`LEAST_SENT`, :data:`LEAST_QUIET`). Quiet days of all kinds count together:
    chance made them so.
    """
    known = [row for row in history if row.practised is not None]
    sent = [bool(row.practised) for row in known if row.sent and row.kind == kind]
    quiet = [bool(row.practised) for row in known if not row.sent]
    if len(sent) < LEAST_SENT or len(quiet) < LEAST_QUIET:
        return None
    return chance_greater(sum(sent), len(sent), sum(quiet), len(quiet))


def chance_greater(yes: int, of: int, other_yes: int, other_of: int) -> float:
    """P(p > q) for p ~ Beta(1 + yes, 1 + of - yes) and q likewise, from uniform priors; exact for whole
    numbers.

    The sum of Miller (2015), Formulas for Bayesian A/B testing, equation 6. Raises ``ValueError`` for
    counts that cannot be.
    """
    if not (0 <= yes <= of and 0 <= other_yes <= other_of):
        raise ValueError("counts: more successes than trials, or fewer than none")
    a, b = 1 + other_yes, 1 + other_of - other_yes
    c, d = 1 + yes, 1 + of - yes
    total = sum(
        exp(_log_beta(a + i, b + d) - log(d + i) - _log_beta(1 + i, d) - _log_beta(a, b)) for i in range(c)
    )
    return min(1.0, max(0.0, total))


def has_been_ignored(history: Sequence[Prompted]) -> bool:
    """Whether the last :data:`IGNORED_TO_STOP` prompts that were sent, and whose days are over, were all
    ignored."""
    sent = [row for row in history if row.sent and row.practised is not None]
    return len(sent) >= IGNORED_TO_STOP and all(row.is_ignored for row in sent[-IGNORED_TO_STOP:])


def words(kind: Kind, cue: str, shows_cue: bool) -> str:
    """The line that a prompt says. The person's own words stand in it only when they chose so."""
    return cue if kind == "cue" and cue and shows_cue else SAYS[kind]


def next_due(day: date, began: date, history: Sequence[Prompted]) -> date:
    """The first day from ``day`` on that is due."""
    while not is_due(day, began, history):
        day += timedelta(days=1)
    return day


def _log_beta(a: int, b: int) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
