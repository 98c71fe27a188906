"""Policies without a model: the fixed course, chance, and what is popular."""

from __future__ import annotations

import numpy as np

from ..arrays import Floats, Ints
from ..curriculum import Curriculum
from ..people import People
from ..rules import Moment
from .base import Seen, fitting, weights_of

#: The eight weeks: a formal and an informal practice each, in the order of the programme's themes.
EIGHT_WEEKS = (
    ("loving-kindness-for-one", "five-senses"),
    ("body-with-kindness", "soothing-touch"),
    ("affectionate-breathing", "self-compassion-break"),
    ("compassionate-self-talk", "friend-reframe"),
    ("loving-kindness", "just-like-me"),
    ("being-cared-for", "letting-in-good"),
    ("difficult-person-with-a-boundary", "fierce-break"),
    ("compassionate-self", "day-with-kindness"),
)


class _Plain:
    name = "plain"

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum

    def learn(self, seen: Seen, people: People, now: float) -> None:
        """Nothing."""

    def half_width(self, people: People) -> Floats | None:  # noqa: ARG002
        """None: it believes nothing."""
        return None


class Chance(_Plain):
    """Evenly among what fits."""

    name = "random"

    def choose(self, moment: Moment, rows: Ints, rng: np.random.Generator) -> Ints:  # noqa: ARG002
        """See :class:`.base.Policy`."""
        fits = fitting(self.curriculum, moment)
        return np.asarray(np.where(fits, rng.random(fits.shape), -1).argmax(axis=1))


class Fixed(_Plain):
    """The eight weeks as they are, formal and informal by turns; the informal one when time is short, the
    shortest of all when even that does not fit."""

    name = "fixed"

    def choose(self, moment: Moment, rows: Ints, rng: np.random.Generator) -> Ints:  # noqa: ARG002
        """See :class:`.base.Policy`."""
        week = EIGHT_WEEKS[int(moment.now % 56) // 7]
        formal, informal = (self.curriculum.index.get(slug, 0) for slug in week)
        turn = moment.people.done.sum(axis=1) % 2 == 0
        short = self.curriculum.shortest
        shortest = np.where(short[informal] <= moment.seconds, informal, short.argmin())
        return np.where(turn & (short[formal] <= moment.seconds), formal, shortest)


class Popular(_Plain):
    """What pleased most on average so far; ``in_flow``: among those that train each person's weakest flow."""

    def __init__(self, curriculum: Curriculum, in_flow: bool = False) -> None:
        super().__init__(curriculum)
        self.in_flow = in_flow
        self.name = "popular-in-flow" if in_flow else "popular"
        self.sums, self.counts = np.zeros(len(curriculum)), np.zeros(len(curriculum))

    def choose(self, moment: Moment, rows: Ints, rng: np.random.Generator) -> Ints:  # noqa: ARG002
        """See :class:`.base.Policy`."""
        fits = fitting(self.curriculum, moment)
        if self.in_flow:
            weakest = weights_of(moment).argmax(axis=1)
            inside = fits & (self.curriculum.trains[:, weakest].T >= 0.4)
            fits = np.where(inside.any(axis=1, keepdims=True), inside, fits)
        # A practice nobody has tried yet counts as the average, so that the first day is by lot.
        usual = self.sums.sum() / max(self.counts.sum(), 1)
        means = (self.sums + 2 * usual) / (self.counts + 2)
        return np.asarray(np.where(fits, means + 1e-6 * rng.random(fits.shape), -np.inf).argmax(axis=1))

    def learn(self, seen: Seen, people: People, now: float) -> None:  # noqa: ARG002
        """Add up what was said."""
        reward = seen.reward(self.curriculum)
        told = ~np.isnan(reward)
        np.add.at(self.sums, seen.practice[told], reward[told])
        np.add.at(self.counts, seen.practice[told], 1)
