"""Plain ways of choosing, that Kindward's own is held against."""

from __future__ import annotations

import numpy as np

from ..arrays import Bools, Fits, Floats, Ints
from ..assign import Market, assign
from ..eligible import Pairs
from .scene import Scene


class NextAvailable:
    """Whoever waits longest is offered to the therapist who has gone longest without an offer; fit counts nothing."""

    name, every, by_the_hour = "next-available", 1.0, False

    def decide(self, scene: Scene) -> Ints:
        """See :class:`.scene.Policy`."""
        return in_turn(scene, -scene.last_asked[scene.may.therapist], scene.can())


class FirstCome:
    """Whoever waits longest gets the best fit among those who have a free place now."""

    name, every, by_the_hour = "first-come", 1.0, False

    def decide(self, scene: Scene) -> Ints:
        """See :class:`.scene.Policy`."""
        return in_turn(scene, scene.may.fit.astype(float), scene.can())


class BatchOptimum:
    """Each hour the exact best assignment of all who wait, seeing nothing of what comes."""

    name, every, by_the_hour = "batch-optimum", 1.0, True

    def decide(self, scene: Scene) -> Ints:
        """See :class:`.scene.Policy`."""
        return best_together(scene, scene.may.fit, scene.can())


class Hold24:
    """Everybody is held for a day, so that the best assignment of each hour has many to choose from."""

    name, every, by_the_hour = "hold-24h", 1.0, True

    def decide(self, scene: Scene) -> Ints:
        """See :class:`.scene.Policy`."""
        chosen = best_together(scene, scene.may.fit, scene.can())
        return np.where(scene.waited >= 24.0, chosen, -1)


def in_turn(scene: Scene, score: Floats, allowed: Bools) -> Ints:
    """One after the other, each the allowed pair that scores highest of places not yet taken; the first of equals."""
    chosen = np.full(len(scene.may), -1, dtype=np.int64)
    left = scene.free.copy()
    at = np.flatnonzero(allowed)
    begin = np.searchsorted(at, scene.may.start)
    for person in np.flatnonzero(np.diff(begin)).tolist():
        mine = at[begin[person] : begin[person + 1]]
        mine = mine[left[scene.may.therapist[mine]] > 0]
        if len(mine):
            pair = int(mine[np.argmax(score[mine])])
            chosen[person] = pair
            left[scene.may.therapist[pair]] -= 1
    return chosen


def best_together(scene: Scene, worth: Ints, allowed: Bools) -> Ints:
    """The exact assignment of most people, then most worth (whole thousandths, 0 or more), by allowed pairs."""
    chosen = np.full(len(scene.may), -1, dtype=np.int64)
    at = np.flatnonzero(allowed)
    if not len(at):
        return chosen
    start = np.searchsorted(at, scene.may.start)
    # Only therapists who could be asked take part, so that few people make a small problem.
    whom, therapist = np.unique(scene.may.therapist[at], return_inverse=True)
    few: Fits = worth[at].astype(np.int16)
    people = len(scene.may)
    free = scene.free[whom]
    market = Market(
        Pairs(start, therapist.astype(np.int32)),
        few,
        np.zeros(people, dtype=bool),
        np.zeros(len(whom), dtype=np.int64),
        free,
        np.full(people, -1, dtype=np.int64),
    )
    of = assign(market).therapist
    person = np.repeat(np.arange(people), np.diff(start))
    taken = therapist == of[person]
    chosen[person[taken]] = at[taken]
    return chosen
