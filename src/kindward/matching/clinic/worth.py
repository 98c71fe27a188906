"""What a place is worth to those who have not asked yet: one price for each therapist, from who asked before.

Whoever asked in the weeks before may ask again, so to speak, in the hours ahead, each with a part of their weight;
whoever waits has all of theirs. Places are those free now and those that open at the pace at which they opened before.
A person goes to whom they gain most with, fit less price, near equals sharing; a price rises where more come than there
are places and falls to nothing where there are fewer. That is the dual of a fluid assignment, smoothed by entropy
(bid prices: Talluri and van Ryzin 1998; scaling: Cuturi 2013).
"""

from __future__ import annotations

import numpy as np

from ..arrays import Bools, Floats, Ints
from .scene import Scene
from .world import Demand, Past

#: Hours ahead that count.
AHEAD = 144.0
#: How near, in thousandths of fit, two choices are to be shared between: so much less of a gain is chosen e times less.
NEAR = 40.0
#: How much of each correction is made in one round, and how many rounds are made at first and when little has changed.
STEP, FIRST_ROUNDS, ROUNDS = 0.7, 60, 6
#: What going nowhere for now is taken to gain: what is worth less than this, price taken off, can wait for a while.
LATER = 100.0
#: No place costs more than the best fit there is.
MOST = 1000.0
#: What every therapist's pace is drawn towards the mean by: half of what a mean therapist opened.
_DRAWN = 0.5
_TINY = 1e-3


class Prices:
    """The price of each therapist's next place, in thousandths of fit, kept up to date hour by hour.

    ``pace`` is how many places open in an hour at each, ``per_place`` how many people there are for each place ahead.
    """

    def __init__(self, past: Past) -> None:
        opened = past.opened.astype(float)
        mean = opened.mean() if len(opened) else 0.0
        self.pace: Floats = (opened + _DRAWN * mean) / ((1 + _DRAWN) * past.hours)
        self.of: Floats = np.zeros(len(opened))
        self.per_place = 0.0
        self._past = past
        self._known = False

    def look(self, scene: Scene) -> None:
        """Bring prices up to what is free and who waits now."""
        people = _together(self._past.people, scene.may)
        weight = np.concatenate(
            [np.full(len(self._past.people), AHEAD / self._past.hours), np.ones(len(scene.may))]
        )
        some = np.diff(people.start) > 0
        counts, begin, weight = np.diff(people.start)[some], people.start[:-1][some], weight[some]
        places = scene.free + self.pace * AHEAD
        self.per_place = float(weight.sum() / max(places.sum(), _TINY))
        if not len(begin):
            return
        for _ in range(ROUNDS if self._known else FIRST_ROUNDS):
            wanted = self._wanted(people, begin, counts, weight)
            raised = self.of + STEP * NEAR * np.log((wanted + _TINY) / (places + _TINY))
            self.of = np.clip(raised, 0.0, MOST)
        self._known = True

    def _wanted(self, people: Demand, begin: Ints, counts: Ints, weight: Floats) -> Floats:
        """How many come to each therapist at these prices."""
        gain = (people.fit - self.of[people.therapist]) / NEAR
        share = np.exp(np.clip(gain, -30.0, 30.0))
        # The first term stands for going nowhere for now.
        whole = weight / (np.exp(LATER / NEAR) + np.add.reduceat(share, begin))
        return np.asarray(
            np.bincount(people.therapist, share * np.repeat(whole, counts), len(self.of)), dtype=float
        )


def _together(one: Demand, other: Demand) -> Demand:
    return Demand(
        np.concatenate([one.start, one.start[-1] + other.start[1:]]),
        np.concatenate([one.therapist, other.therapist]),
        np.concatenate([one.fit, other.fit]),
    )


def promise(people: Demand, gain: Floats, chance: Floats, may: Bools) -> Floats:
    """What each may hope to gain: the mean of the best of ``gain`` (0 or more) among those pairs of ``may`` that come
    true, each by itself with its ``chance``."""
    out = np.zeros(len(people))
    if not may.any():
        return out
    at = np.flatnonzero(may & (gain > 0))
    person = np.searchsorted(people.start, at, side="right") - 1
    order = np.lexsort((at, -gain[at], person))
    at, person = at[order], person[order]
    misses = np.log1p(-np.minimum(chance[at], 1 - 1e-9))
    before = np.cumsum(misses) - misses
    first = np.searchsorted(person, np.arange(len(people)))
    # The chance that none of this person's better pairs came true.
    none = np.exp(before - before[np.minimum(first, max(len(at) - 1, 0))[person]]) if len(at) else before
    np.add.at(out, person, gain[at] * chance[at] * none)
    return out
