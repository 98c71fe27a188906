"""The trainer as a policy, by the code that decides on a page."""

from __future__ import annotations

import numpy as np

from ..arrays import Floats, Ints
from ..choose import Way, pick, weigh
from ..curriculum import Curriculum
from ..effects import half_width
from ..learn import update_population
from ..people import People
from ..population import from_curriculum
from ..rules import Moment
from .base import Seen


class Ours:
    """Learns every evening about everybody; ``way.learns`` false keeps to curriculum and rules."""

    def __init__(
        self, curriculum: Curriculum, way: Way | None = None, name: str = "kindward", steps: int = 2
    ) -> None:
        self.curriculum, self.way, self.name, self.steps = curriculum, way or Way(), name, steps
        self.population = from_curriculum(curriculum)

    def choose(self, moment: Moment, rows: Ints, rng: np.random.Generator) -> Ints:
        """See :class:`.base.Policy`."""
        weighed = weigh(self.curriculum, self.population, moment, self.way)
        return pick(weighed.chance, rng.random(len(rows)))

    def learn(self, seen: Seen, people: People, now: float) -> None:  # noqa: ARG002
        """The nightly update."""
        if self.way.learns:
            self.population = update_population(
                people.records(), self.curriculum, self.population, self.steps
            )
            people.refresh(self.population)

    def half_width(self, people: People) -> Floats | None:
        """See :class:`.base.Policy`; a policy that does not learn has the curriculum's interval."""
        if self.way.learns:
            return half_width(self.population, people.answers, people.cov)
        start = np.repeat(self.population.start[None], len(people), axis=0)
        return half_width(self.population, np.zeros_like(people.answers), start)
