"""Pairs as a flow sees them: a chosen few of the eligible ones, each with what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .arrays import Bools, Fits, Ints, spread
from .eligible import Pairs

#: Pairs looked at together.
BLOCK = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Some pairs by client, as :class:`Pairs`; ``worth`` in thousandths of fit."""

    start: Ints
    client: Ints
    therapist: Ints
    worth: Ints

    def among(self, clients: Ints) -> tuple[Ints, Ints]:
        """The arcs of these clients one after the other, and how many each has."""
        counts = self.start[clients + 1] - self.start[clients]
        return spread(self.start[clients], counts), counts


def arcs_of(pairs: Pairs, worth: Fits, chosen: Ints) -> Arcs:
    """The arcs of the pairs at the places ``chosen``, in order."""
    client = np.searchsorted(pairs.start, chosen, side="right") - 1
    start = np.searchsorted(client, np.arange(len(pairs.start)))
    return Arcs(start, client, pairs.therapist[chosen].astype(np.int64), worth[chosen].astype(np.int64))


def best_of_each(pairs: Pairs, worth: Fits, count: int, taking_part: Bools) -> Ints:
    """Places of the ``count`` best pairs of each client who takes part."""
    found = [np.zeros(0, dtype=np.int64)]
    for first, last in blocks_of_pairs(pairs):
        counts = np.where(taking_part[first:last], np.diff(pairs.start[first : last + 1]), 0)
        at = spread(pairs.start[first:last], counts)
        found.append(highest(counts, at, worth[at].astype(np.int32), count))
    return np.concatenate(found)


def highest(counts: Ints, at: Ints, level: NDArray[np.int32], count: int) -> Ints:
    """Of each client's stretch of the pairs ``at`` (so many as ``counts`` says) the ``count`` of highest level, 0 or
    more. Among equals a fixed scatter decides, lest all clients take the same few therapists.
    """
    width = max(count, int(counts.max(initial=0)))
    here = np.arange(width) < counts[:, None]
    key = np.full(here.shape, -1, dtype=np.int32)
    key[here] = (level << 12) | scattered(at)
    least = np.maximum(np.partition(key, width - count, axis=1)[:, width - count], 0)
    return at[(key >= least[:, None])[here]]


def scattered(pairs: Ints) -> NDArray[np.int32]:
    """For each pair a number below 4096 that looks like chance, and is the same every time (Knuth 1973)."""
    return ((pairs * 2654435761 >> 7) & 0xFFF).astype(np.int32)


def blocks_of_pairs(pairs: Pairs) -> list[tuple[int, int]]:
    """Ranges of clients whose pairs are about :data:`BLOCK` together."""
    start, clients = pairs.start, len(pairs.start) - 1
    # Rows of one block are padded to the longest; neighbours have about as many pairs as each other.
    cuts = np.unique(np.searchsorted(start, np.arange(0, int(start[-1]) + BLOCK, BLOCK)))
    edges = sorted({0, clients, *(int(cut) for cut in cuts if cut <= clients), *range(0, clients, 4096)})
    return list(pairwise(edges))
