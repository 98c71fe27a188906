"""Four goals on one scale, so that one number says which of two assignments is better.

The goals, in order: clients matched; clients matched who have waited 24 hours; total fit; evenness of load. Whole
numbers large enough for the first to outweigh any sum of the others would not fit into a machine's word. They need
not. An assignment is the best if no closed chain of moves improves it (Klein 1967), and a chain that repeats nothing
brings in at most one client and lets at most one go, takes at most one place and gives up at most one, and passes each
therapist at most once. So a client has to outweigh one other urgent client and a thousand thousandths of fit at each
therapist, no more; and what evenness weighs needs to be right in order alone, not in size.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .arrays import Ints, spread


@dataclass(frozen=True, slots=True)
class Worth:
    """A worth taken apart: clients, urgent clients among them, thousandths of fit, ranks of evenness."""

    matched: int
    urgent: int
    fit: int
    evenness: int


@dataclass(frozen=True, slots=True)
class Scale:
    """What a thousandth of fit, an urgent client and any client are worth, in ranks of evenness."""

    fit: int
    urgent: int
    client: int

    def apart(self, worth: int) -> Worth:
        """``worth`` of one chain of moves, taken apart; each part is the nearest whole number of what is left."""
        matched, rest = _nearest(int(worth), self.client)
        urgent, rest = _nearest(rest, self.urgent)
        fit, rest = _nearest(rest, self.fit)
        return Worth(matched, urgent, fit, rest)


def _nearest(worth: int, unit: int) -> tuple[int, int]:
    count = (worth + unit // 2) // unit
    return count, worth - count * unit


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Free places by therapist, the emptiest first: those of therapist ``m`` are ``start[m]`` to ``start[m + 1]``.

    ``rank``, from 1, orders all of them by what filling one adds to the sum of (load / capacity) squared, equal
    sums having equal ranks.
    """

    start: Ints
    rank: Ints
    ranks: int

    def of(self, therapist: int) -> Ints:
        """The ranks of one therapist's places."""
        return self.rank[self.start[therapist] : self.start[therapist + 1]]


def places_of(load: Ints, capacity: Ints, free: Ints) -> Places:
    """The ``free`` places of therapists who see ``load`` of at most ``capacity`` clients.

    Filling a place of a therapist who sees l of c adds (2 l + 1) / c squared, compared as exact fractions.
    """
    start = np.concatenate([[0], np.cumsum(free)])
    seen = spread(load, free)
    of = np.repeat(capacity, free)
    most = int(seen.max(initial=0)) + 1
    kinds, kind = np.unique(of * most + seen, return_inverse=True)
    adds = [Fraction(2 * (key % most) + 1, (key // most) ** 2) for key in kinds.tolist()]
    order = {value: at for at, value in enumerate(sorted(set(adds)), 1)}
    ranks = np.array([order[value] for value in adds], dtype=np.int64)
    return Places(start, ranks[kind] if len(kinds) else np.zeros(0, dtype=np.int64), len(order))


def scale_of(therapists: int, ranks: int, most: int) -> Scale:
    """The scale for so many therapists, so many ranks of places, and pairs worth at most ``most`` thousandths."""
    fit = 2 * ranks + 1
    urgent = fit * (2 * most * (therapists + 1) + 1)
    return Scale(fit, urgent, 3 * urgent)
