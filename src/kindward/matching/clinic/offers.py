"""Offers that are out, and places that open, in the order in which they happen."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

from .scene import PROMISED

#: As :mod:`kindward.matching.clock` has it: a third of what is left, from one hour to six.
LONGEST, SHORTEST, PART = 6.0, 1.0, 3.0
#: Who let an offer expire is not asked for the same person before so many hours.
REST = 12.0


@dataclass(order=True, slots=True)
class Offer:
    """One that is out until ``ends``: of whom, to whom, the pair, and whether it will be accepted or was answered."""

    ends: float
    person: int
    therapist: int = field(compare=False)
    pair: int = field(compare=False)
    accepted: bool = field(compare=False)
    answered: bool = field(compare=False)


class Out:
    """All offers that are out, the next to end first."""

    def __init__(self) -> None:
        self._heap: list[Offer] = []

    def make(
        self, now: float, waited: float, person: int, therapist: int, pair: int, yes: bool, takes: float
    ) -> None:
        """Ask ``therapist``, who would answer ``yes`` or no after ``takes`` hours."""
        limit = min(LONGEST, max(SHORTEST, (PROMISED - waited) / PART))
        answered = takes <= limit
        ends = now + min(takes, limit)
        heapq.heappush(self._heap, Offer(ends, person, therapist, pair, yes and answered, answered))

    def ended(self, now: float) -> list[Offer]:
        """Those that ended up to ``now``; they are out no longer."""
        done = []
        while self._heap and self._heap[0].ends <= now:
            done.append(heapq.heappop(self._heap))
        return done

    def __len__(self) -> int:
        return len(self._heap)
