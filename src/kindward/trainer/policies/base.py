"""What a policy sees and is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..arrays import Bools, Floats, Ints
from ..choose import COST, WORTH, flow_weights
from ..curriculum import Curriculum
from ..people import People
from ..rules import Moment


@dataclass(frozen=True, eq=False)
class Seen:
    """The evening after a day: who practised what, and what they said. All of the same length; NaN where
    they said nothing."""

    rows: Ints
    practice: Ints
    soothing: Floats
    hurt: Bools
    weights: Floats

    def reward(self, curriculum: Curriculum) -> Floats:
        """Benefit as observed, the same for every policy: soothing, plus the weakest flow's worth, less
        what a hurt costs."""
        flow = (self.weights * curriculum.trains[self.practice]).sum(axis=1)
        return np.asarray(self.soothing + WORTH * flow - COST * self.hurt)


class Policy(Protocol):
    """Chooses for everybody at once, day by day."""

    name: str

    def choose(self, moment: Moment, rows: Ints, rng: np.random.Generator) -> Ints:
        """A practice for each of ``rows``; ``moment`` holds those people only, in that order."""

    def learn(self, seen: Seen, people: People, now: float) -> None:
        """Take in what was said today."""

    def half_width(self, people: People) -> Floats | None:
        """Half widths N x P of 90% intervals about ``people.mean``; None for a policy without."""


def fitting(curriculum: Curriculum, moment: Moment) -> Bools:
    """What fits the time and is not the same for the third time: all that policies without our rules keep
    to."""
    last = moment.people.last
    thrice = (last[:, :1] == last[:, 1:]) & (last[:, :1] == np.arange(len(curriculum)))
    fits = curriculum.shortest <= moment.seconds[:, None]
    return np.asarray(fits & ~thrice)


def weights_of(moment: Moment) -> Floats:
    """Chance of each flow to be the weakest, N x 3."""
    return flow_weights(moment)
