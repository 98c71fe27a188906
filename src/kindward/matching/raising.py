"""Prices as high as the proof allows: then a search for a path hardly ever looks at what is not on it.

How far a place is from an end (a free place, or somebody who makes way) is what its price may rise by. Distances are
counted over near pairs alone, and cut off at what those further away miss: so the proof holds for these too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """Pairs that miss less than ``limit`` of their prices: client, therapist, and what they miss."""

    client: Ints
    therapist: Ints
    missing: Ints
    limit: int


def distances(near: Near, of: Ints, gain: Ints, to_free: Ints) -> Ints:
    """For each therapist how far an end is, at most ``near.limit``.

    ``of`` is each client's therapist or -1, ``gain`` what each would lose by making way, ``to_free`` what a free
    place of each therapist costs above the price, more than the limit where there is none.
    """
    far = np.minimum(to_free, near.limit)
    matched = np.flatnonzero(of >= 0)
    np.minimum.at(far, of[matched], gain[matched])
    holder = of[near.client]
    of_holder = (holder >= 0) & (holder != near.therapist)
    holder, therapist, missing = holder[of_holder], near.therapist[of_holder], near.missing[of_holder]
    while len(holder):
        through = missing + far[therapist]
        nearer = through < far[holder]
        if not nearer.any():
            break
        np.minimum.at(far, holder[nearer], through[nearer])
    return far
