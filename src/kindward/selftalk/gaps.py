"""The friend gap: how much warmer somebody's words to a friend are than their words to themselves.

A gap is warmth to the friend minus warmth to oneself, from -2 to 2. Where the person said how they meant it,
that counts and nothing else does. What the model is not sure of is left out, not guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .model import Model, Said

#: What a warmth is off by, as a standard deviation, when the model is sure and when it is not; lines of the
#: hands held aside (``python -m benchmarks.selftalk``) are off by about so much.
OFF_WHEN_SURE, OFF_WHEN_UNSURE = 0.35, 0.6
#: 90 percent of a normal distribution lie within so many standard deviations.
NINETY = 1.645
#: With so many times at least, a line through them is worth saying something about (Theil, 1950; Sen, 1968).
ENOUGH = 3
#: A change smaller than this over all the time shown is none.
NOTICEABLE = 0.25


@dataclass(frozen=True, slots=True)
class Gap:
    """One reframe. ``gap`` is from ``low`` to ``high`` with nine in ten; all three are equal where the person
    said it.
    """

    day: date
    to_self: float
    to_friend: float
    low: float
    high: float
    corrected: bool

    @property
    def gap(self) -> float:
        """Warmth to the friend minus warmth to oneself."""
        return self.to_friend - self.to_self


def gaps(reframes: Iterable[Any], model: Model) -> list[Gap]:
    """Gaps in order of their days. A reframe has ``day``, ``said_to_self``, ``said_to_friend`` and ``correction``.

    ``correction`` is None or ``{"to_self": w, "to_friend": w}`` with warmths from -1 to 1, either of which may
    be missing. A reframe of which a side is neither corrected nor long and sure enough to speak of is left out.
    """
    found = [gap for reframe in reframes if (gap := gap_of(reframe, model))]
    return sorted(found, key=lambda gap: gap.day)


def gap_of(reframe: Any, model: Model) -> Gap | None:
    """The gap of one reframe, or None where nothing sure can be said."""
    given: Mapping[str, Any] = reframe.correction if isinstance(reframe.correction, Mapping) else {}
    own = _side(reframe.said_to_self, given.get("to_self"), model)
    friend = _side(reframe.said_to_friend, given.get("to_friend"), model)
    if own is None or friend is None:
        return None
    within = NINETY * math.hypot(own[1], friend[1])
    gap = friend[0] - own[0]
    corrected = own[1] == 0 or friend[1] == 0
    return Gap(reframe.day, own[0], friend[0], max(-2.0, gap - within), min(2.0, gap + within), corrected)


def _side(text: str, given: Any, model: Model) -> tuple[float, float] | None:
    """Warmth and what it may be off by."""
    if isinstance(given, int | float) and not isinstance(given, bool) and math.isfinite(given):
        return min(1.0, max(-1.0, float(given))), 0.0
    said = model.rate(text or "")
    return (said.warmth, off(said)) if said.speaks else None


def off(said: Said) -> float:
    """What the warmth may be off by: less, the surer."""
    return OFF_WHEN_UNSURE + (OFF_WHEN_SURE - OFF_WHEN_UNSURE) * min(1.0, max(0.0, 2 * said.sure - 1))


def closing(found: list[Gap]) -> str | None:
    """``closing``, ``opening`` or ``steady`` over the time shown; None with fewer than three times or one day.

    By the middle of all slopes between two times, which a single odd day does not move (Theil, 1950; Sen, 1968).
    """
    slopes = sorted(
        (later.gap - earlier.gap) / (later.day - earlier.day).days
        for at, earlier in enumerate(found)
        for later in found[at + 1 :]
        if later.day > earlier.day
    )
    if len(found) < ENOUGH or not slopes:
        return None
    half = len(slopes) // 2
    middle = slopes[half] if len(slopes) % 2 else (slopes[half - 1] + slopes[half]) / 2
    change = middle * (found[-1].day - found[0].day).days
    if abs(change) < NOTICEABLE:
        return "steady"
    return "closing" if change < 0 else "opening"
