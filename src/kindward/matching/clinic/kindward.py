"""Kindward's own way: the best fit less what the place is worth to others, and a hold where waiting is likely to pay.

At each look, everybody who waits is put together with every free place in one exact assignment of fit less price
(:mod:`.worth`). Somebody is held only in their first twelve hours, and only where one of two things is so:

- a place that suits them better is likely enough to open in what is left of those hours, so that the gain to be
  expected is above what the waiting costs. An hour costs more where there are more people than places, for
  who is held there stands in a line;
- every place that is free now is worth more to others than to them, or nearly.

After twelve hours whatever is free is offered.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..arrays import Bools, Floats, Ints
from .plain import best_together, in_turn
from .scene import LONGEST_HOLD, Scene
from .world import Past
from .worth import LATER, MOST, Prices, promise

#: What an hour of waiting costs in thousandths of fit: where places are plenty, and where they are short.
HOUR_IN_PLENTY, HOUR_IN_SHORTAGE = 0.3, 3.0
#: People for each place ahead, from where to where the one becomes the other.
PLENTY, SHORTAGE = 0.9, 1.1
#: Why somebody waits on or not, by the numbers in :class:`Choice`.
WHY = (
    "offered",
    "better is likely",
    "worth more to others",
    "no free place",
    "nobody suits",
    "others went first",
)
OFFERED, BETTER, OTHERS, FULL, NOBODY, TURN = range(len(WHY))


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """For each who waits: the pair in ``Scene.may`` or -1, why (a place in :data:`WHY`), what waiting may gain and what
    it costs, both in thousandths of fit."""

    pair: Ints
    why: Ints
    gain: Floats
    cost: Floats


class Kindward:
    """The policy, which knows the weeks before. It looks every half hour and whenever something happened."""

    name, every, by_the_hour = "kindward", 0.5, False
    #: Hours after which prices are brought up to date.
    afresh = 1.0

    def __init__(self, past: Past) -> None:
        self.prices = Prices(past)
        self._asked = bool(len(past.people.therapist))
        self._at = -np.inf

    def decide(self, scene: Scene) -> Ints:
        """See :class:`.scene.Policy`."""
        return self.choose(scene).pair

    def choose(self, scene: Scene) -> Choice:
        """What to do, and why."""
        if scene.now - self._at >= self.afresh:
            self.prices.look(scene)
            self._at = scene.now
        may, can = scene.may, scene.can()
        gain = may.fit - self.prices.of[may.therapist]
        of = np.repeat(np.arange(len(may)), np.diff(may.start))
        best = np.full(len(may), -np.inf)
        np.maximum.at(best, of[can], gain[can])
        left = np.maximum(0.0, LONGEST_HOLD - scene.waited)
        hope = self._hope(scene, gain, best, left)
        cost = self.hour() * left
        why = np.where(np.isfinite(best), OFFERED, FULL)
        why[np.diff(may.start) == 0] = NOBODY
        early = (left > 0) & (why == OFFERED)
        why[early & (hope > cost)] = BETTER
        why[early & (best < LATER) & ~self._unwanted(scene, gain, best, of)] = OTHERS
        pair = _put(scene, gain, can & (why == OFFERED)[of])
        why[(why == OFFERED) & (pair < 0)] = TURN
        return Choice(pair, why, hope, cost)

    def hour(self) -> float:
        """What an hour of waiting costs now."""
        short = np.clip((self.prices.per_place - PLENTY) / (SHORTAGE - PLENTY), 0.0, 1.0)
        return float(HOUR_IN_PLENTY + (HOUR_IN_SHORTAGE - HOUR_IN_PLENTY) * short)

    def _unwanted(self, scene: Scene, gain: Floats, best: Floats, of: Ints) -> Bools:
        """Whether the best free place of each has no price (keeping it serves nobody), or nobody asked before."""
        # Nobody is known to ask later: those who wait would only keep it from one another.
        out = np.full(len(best), not self._asked)
        out[of[scene.can() & (self.prices.of[scene.may.therapist] == 0) & (gain == best[of])]] = True
        return out

    def _hope(self, scene: Scene, gain: Floats, best: Floats, left: Floats) -> Floats:
        """What each is likely to gain over the best that is free, by places that open in the hours ``left``."""
        counts = np.diff(scene.may.start)
        more = gain - np.repeat(np.maximum(best, LATER), counts)
        chance = -np.expm1(-self.prices.pace[scene.may.therapist] * np.repeat(left, counts))
        return promise(scene.may, more, chance, ~scene.can())


def _put(scene: Scene, gain: Floats, allowed: Bools) -> Ints:
    """Everybody who is to be offered, together; one alone needs no assignment."""
    if np.count_nonzero(np.add.reduceat(np.append(allowed, False), scene.may.start[:-1])) < 2:
        return in_turn(scene, gain, allowed)
    # Whole numbers from 0, as the assignment has them; a place costs at most as much as the best fit.
    return best_together(scene, np.rint(gain + MOST).astype(np.int64), allowed)
