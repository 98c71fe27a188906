"""What is true of a number of made-up people. Policies never see it; they see answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..arrays import Bools, Floats, Ints
from ..curriculum import Curriculum
from .taps import expected_tap, give_tap

#: Fear of compassion falls by this share with a near practice that went well, half as fast with another; a
#: hurt raises it.
CALMED, RAISED = 0.06, 0.05
#: Levels fall back to where they began by this share a day.
FADES = 0.004


@dataclass(eq=False)
class Cohort:
    """N people, P practices, D days. Points of soothing run from 0 to 4.

    ``soothes`` N x P what a practice does for a person before fear and before the tap is rounded; ``noise``
    N standard deviation of an answer about that, and ``wild`` the share of answers with three times as
    much; ``hurts`` N x P log-odds of a hurt without fear; ``lasts`` N share of hurts that are still there
    afterwards; ``fear`` N from 0 to 1 and ``fear_cost`` points a wholly near practice loses by fear 1;
    ``level`` N x 3 levels in standard units, ``grows`` N what a session adds to a level, ``trains`` P x 3
    what practices truly train; ``comes`` N x D days on which they would practise, whatever is offered,
    ``seconds`` N x D what they have then, ``answers`` N x D whether they check in; ``leaves`` N chance of
    leaving for good after a hurt. ``silent``: how many times less likely those are to answer who were
    soothed by less than 2 points (1: no difference).
    """

    soothes: Floats
    noise: Floats
    hurts: Floats
    lasts: Floats
    fear: Floats
    fear_cost: Floats
    level: Floats
    grows: Floats
    trains: Floats
    comes: Bools
    seconds: Floats
    answers: Bools
    leaves: Floats
    closeness: Floats
    wild: float = 0.0
    silent: float = 1.0
    calmed: float = CALMED

    def soothing(self) -> Floats:
        """The answer to expect today of each person after each practice, N x P: what intervals are to
        cover."""
        return expected_tap(self._latent(), self.noise[:, None], self.wild)

    def hurt_chance(self, eased: Floats) -> Floats:
        """Chance of a hurt today, N x P; ``eased`` N: 1 where the session is a shortened one, which halves
        the odds."""
        odds = self.hurts + 2.5 * self.fear[:, None] * self.closeness - np.log(2) * eased[:, None]
        return np.asarray(1 / (1 + np.exp(-odds)))

    def answer(self, rows: Ints, practice: Ints, rng: np.random.Generator) -> Floats:
        """Taps from 0 to 4 after a session."""
        return give_tap(self._latent()[rows, practice], self.noise[rows], self.wild, rng)

    def lived(self, rows: Ints, practice: Ints, hurt: Bools) -> None:
        """What a session changes: levels grow by what was trained, fear falls or rises."""
        room = np.clip((2.5 - self.level[rows]) / 2.5, 0, 2)
        gain = self.grows[rows, None] * self.trains[practice] * room
        self.level[rows] += np.where(hurt[:, None], 0, gain)
        calmed = self.calmed * (0.5 + 0.5 * self.closeness[practice])
        self.fear[rows] = np.clip(self.fear[rows] * np.where(hurt, 1 + RAISED, 1 - calmed), 0, 1)

    def _latent(self) -> Floats:
        return self.soothes - (self.fear * self.fear_cost)[:, None] * self.closeness


class World(Protocol):
    """Draws people.

    ``rng`` is the only source of chance, so that one seed gives the same people to every policy.
    """

    @property
    def name(self) -> str:
        """What the answer's rows call it."""

    def draw(self, curriculum: Curriculum, people: int, days: int, rng: np.random.Generator) -> Cohort:
        """A fresh cohort of that many people over that many days."""
