"""What a policy sees at one moment, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..arrays import Bools, Floats, Ints
from .world import Demand

#: Nobody is held longer than this many hours after asking, whatever a policy says.
LONGEST_HOLD = 12.0
#: The promise, in hours.
PROMISED = 48.0


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One moment. ``now`` is in hours; who waits comes in the order in which they asked.

    ``may`` holds everybody who waits, with the therapists who suit them and may be asked as far as they are concerned
    (no decline, no rest), a free place or not; ``free`` counts the places of every therapist that are open and not
    offered; ``last_asked`` is the hour of the last offer to each, -1 for never.
    """

    now: float
    waited: Floats
    may: Demand
    free: Ints
    last_asked: Floats

    def can(self) -> Bools:
        """For each pair of ``may``, whether that therapist has a free place now."""
        return np.asarray(self.free[self.may.therapist] > 0)


class Policy(Protocol):
    """A way of choosing. ``every`` is how often it looks, in hours; it also looks whenever something happened, unless
    it goes ``by_the_hour``."""

    name: str
    every: float
    by_the_hour: bool

    def decide(self, scene: Scene) -> Ints:
        """For each who waits, the place in ``scene.may`` of the pair that is offered now, or -1 for waiting on."""
        ...
