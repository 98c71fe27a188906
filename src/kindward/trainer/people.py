"""What is remembered of people, as arrays: one row for one person on a page, hundreds in a simulation. The
same code for both.

Times are days since 1970 as fractions. Rows are given as whole numbers; every method changes the arrays in
place.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from . import levels
from .arrays import Bools, Floats, Ints
from .curriculum import Curriculum
from .effects import learn_one, noise_of, posterior
from .population import Population
from .records import Records

#: Hurts remembered with their time; older ones still count in the sums.
REMEMBERED = 8
#: Share of the newest session in the usual length.
USUAL_SHARE = 0.3
FIRST_SECONDS = 180.0


@dataclass(eq=False)
class People:
    """N people and P practices."""

    answers: Floats  # N x P answers about soothing
    sums: Floats  # N x P their sums, points 0 to 4
    squares: Floats  # N sum of squared answers
    done: Floats  # N x P sessions
    hurts: Floats  # N x P sessions that hurt
    last: Ints  # N x 2 the newest practice and the one before; -1 for none
    last_at: Floats  # N time of the newest session; -inf for none
    act_at: Floats  # N time of the newest interpersonal practice
    usual: Floats  # N usual seconds of a session
    hurt_at: Floats  # N x REMEMBERED times of hurts, newest first; -inf for none
    hurt_still: Bools  # N x REMEMBERED whether it was still there
    hurt_by: Ints  # N x REMEMBERED the practice
    level: Floats  # N x 3
    level_cov: Floats  # N x 3 x 3
    level_at: Floats  # N time of the levels; -inf when nothing was heard yet
    fear: Floats  # N fears of compassion 0 to 1; NaN when never measured
    mean: Floats  # N x P expected soothing
    cov: Floats  # N x P x P
    noise: Floats  # N variance of an answer

    @classmethod
    def new(cls, count: int, population: Population) -> People:
        """People of whom nothing is known."""
        size, never = (count, len(population.slugs)), np.full(count, -np.inf)
        answers = np.zeros(size)
        noise = np.full(count, population.noise)
        mean, cov = posterior(population, answers, answers, noise)
        return cls(
            answers, np.zeros(size), np.zeros(count), np.zeros(size), np.zeros(size),
            np.full((count, 2), -1), never, never.copy(),
            np.full(count, FIRST_SECONDS), np.full((count, REMEMBERED), -np.inf),
            np.zeros((count, REMEMBERED), bool),
            np.full((count, REMEMBERED), -1), np.zeros((count, 3)),
            np.repeat(levels.STRANGER[None], count, axis=0),
            never.copy(), np.full(count, np.nan), mean, cov, noise,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.last)

    def copy(self) -> People:
        """The same people, to be changed without changing these."""
        return People(*(getattr(self, item.name).copy() for item in fields(self)))

    def practised(
        self, curriculum: Curriculum, rows: Ints, practice: Ints, seconds: Floats, at: float
    ) -> None:
        """These people practised; a session broken off counts like any other."""
        self.done[rows, practice] += 1
        self.last[rows, 1] = self.last[rows, 0]
        self.last[rows, 0] = practice
        self.last_at[rows] = at
        acted = rows[curriculum.act[practice]]
        self.act_at[acted] = at
        self.usual[rows] += USUAL_SHARE * (seconds - self.usual[rows])

    def soothed(self, rows: Ints, practice: Ints, answer: Floats) -> None:
        """They said how soothing it was, 0 to 4."""
        self.answers[rows, practice] += 1
        self.sums[rows, practice] += answer
        self.squares[rows] += answer**2
        learn_one(self.mean, self.cov, rows, practice, answer, self.noise)

    def hurt(self, rows: Ints, practice: Ints, still: Bools, at: float) -> None:
        """It hurt; ``still`` where the hurt was still there."""
        self.hurts[rows, practice] += 1
        for held, new in (
            (self.hurt_at, np.full(len(rows), at)),
            (self.hurt_still, still),
            (self.hurt_by, practice),
        ):
            both: Any = np.concatenate([new[:, None], held[rows, :-1]], axis=1)
            held[rows] = both

    def felt(self, rows: Ints, warmth: Floats, at: float) -> None:
        """They said before a session how warm they feel, 0 to 10."""
        third = np.full((len(rows), 3), 1 / 3)
        self._hear(
            rows, third, levels.warmth_as_level(warmth), np.full(len(rows), levels.WARMTH_VARIANCE), at
        )

    def measured(self, rows: Ints, flow: int, value: Floats, error: Floats, at: float) -> None:
        """An instrument put the level of one flow (0 to 2) at ``value`` with standard error ``error``."""
        weights = np.zeros((len(rows), 3))
        weights[:, flow] = 1
        self._hear(rows, weights, value, error**2, at)

    def levels_at(self, at: float) -> tuple[Floats, Floats]:
        """Levels N x 3 and covariances N x 3 x 3 at that time."""
        since = np.where(np.isfinite(self.level_at), at - self.level_at, 0.0)
        return levels.drift(self.level, self.level_cov, since)

    def refresh(self, population: Population) -> None:
        """Believe of everybody's effects what follows from a new population."""
        self.noise = noise_of(population, self.answers, self.sums, self.squares, self.mean, self.cov)
        self.mean, self.cov = posterior(population, self.answers, self.sums, self.noise)

    def records(self) -> Records:
        """What the nightly update reads of them."""
        return Records(self.answers, self.sums, self.squares, self.done, self.hurts, self.fear)

    def _hear(self, rows: Ints, weights: Floats, value: Floats, variance: Floats, at: float) -> None:
        since = np.where(np.isfinite(self.level_at[rows]), at - self.level_at[rows], 0.0)
        mean, cov = levels.drift(self.level[rows], self.level_cov[rows], since)
        self.level[rows], self.level_cov[rows] = levels.hear(mean, cov, weights, value, variance)
        self.level_at[rows] = np.maximum(self.level_at[rows], at)
