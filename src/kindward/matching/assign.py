"""The assignment that is best in four goals, one before the other, with its proof.

Goals: most clients matched; of those, most who have waited 24 hours or more; greatest total fit; least sum over
therapists of (load after / capacity) squared. The optimum is exact. A flow is solved over a few of the eligible
pairs, its prices are held against all of them, and pairs that are worth more than their prices are let in, until
there are none. The prices then prove the optimum among all pairs, however the flow was found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arcs import Arcs, arcs_of, best_of_each, blocks_of_pairs, highest
from .arrays import Bools, Fits, Ints
from .eligible import Pairs
from .errors import MatchingError
from .flow import solve
from .prices import ENDLESS, Prices, bound, client_worth, find_prices, value
from .scale import Places, Scale, places_of, scale_of

#: Up to so many pairs all of them go into the first flow; of more, the best few of each client.
ALL_PAIRS, FIRST_PAIRS = 600_000, 20
#: Places that are kept in order beyond those that clients here could take, for clients who come later.
SPARE = 64
#: How far below its prices, in thousandths, a pair may be to go into the next flow, and how many of a client's do.
NEAR, NEAR_PAIRS = 150, 16


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """What an assignment is made of: N clients and M therapists in one order.

    ``worth`` is what each pair counts in thousandths (its fit, and what continuity adds), ``fixed`` for each client the
    therapist of an offer that is out, or -1. ``load`` and ``capacity`` are as they are before all of this.
    """

    pairs: Pairs
    worth: Fits
    urgent: Bools
    load: Ints
    capacity: Ints
    fixed: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """For each client a therapist or -1 (fixed ones too), and the prices that prove it.

    ``gap`` is what no assignment can exceed less what this one is worth: 0, or it would not be here. ``places`` are
    those that fixed offers leave. Prices of fixed clients are 0.
    """

    therapist: Ints
    prices: Prices
    scale: Scale
    places: Places
    gap: int
    rounds: int


def assign(market: Market) -> Assignment:
    """The best assignment of ``market``. Raises :class:`MatchingError` when numbers are too large for the solver."""
    fixed = np.bincount(market.fixed[market.fixed >= 0], minlength=len(market.load))
    load = market.load + fixed
    room = np.maximum(0, market.capacity - load)
    wanted = np.bincount(market.pairs.therapist, minlength=len(load))
    places = places_of(load, market.capacity, np.minimum(room, wanted + SPARE))
    most = max(1000, int(market.worth.max(initial=0)))
    scale = scale_of(len(load), places.ranks, most)
    taking_part = market.fixed < 0
    chosen_pairs = _first_pairs(market, taking_part)
    rounds = 0
    while True:
        rounds += 1
        arcs = arcs_of(market.pairs, market.worth, chosen_pairs)
        chosen, prices = _solve(arcs, places, market.urgent, scale, most)
        near, proved = _near(market, prices, scale, taking_part)
        if proved:
            break
        # What was let in for its fit makes way for what prices say; after that pairs are only added, so this ends.
        chosen_pairs = near if rounds == 1 else np.union1d(chosen_pairs, near)
    therapist = market.fixed.copy()
    therapist[chosen >= 0] = arcs.therapist[chosen[chosen >= 0]]
    gap = bound(prices, places) - value(arcs, chosen, places, market.urgent, scale)
    return Assignment(therapist, prices, scale, places, gap, rounds)


def _first_pairs(market: Market, taking_part: Bools) -> Ints:
    if len(market.pairs) > ALL_PAIRS:
        return best_of_each(market.pairs, market.worth, FIRST_PAIRS, taking_part)
    return np.flatnonzero(np.repeat(taking_part, np.diff(market.pairs.start)))


def _solve(arcs: Arcs, places: Places, urgent: Bools, scale: Scale, most: int) -> tuple[Ints, Prices]:
    """The best among ``arcs``. Large numbers slow the solver down, so it begins with an urgent client that outweighs
    two pairs, which nearly always suffices; prices on the true scale say whether it did."""
    light = 2 * most * scale.fit
    while True:
        light = min(light, scale.urgent)
        chosen = solve(arcs, places, urgent, Scale(scale.fit, light, scale.client))
        prices = find_prices(arcs, chosen, places, urgent, scale)
        if prices is not None:
            return chosen, prices
        if light == scale.urgent:
            raise MatchingError(
                "no prices prove what the solver found; expected whole numbers that it can hold"
            )
        light *= 64


def _near(market: Market, prices: Prices, scale: Scale, taking_part: Bools) -> tuple[Ints, bool]:
    """The pairs of each client that come nearest to their prices or are worth more; and whether none is worth more."""
    found, proved = [np.zeros(0, dtype=np.int64)], True
    worth = client_worth(market.urgent, scale) - prices.client
    start = market.pairs.start
    for first, last in blocks_of_pairs(market.pairs):
        here = slice(int(start[first]), int(start[last]))
        counts = np.diff(start[first : last + 1])
        above = np.repeat(worth[first:last], counts) + scale.fit * market.worth[here].astype(np.int64)
        above -= prices.therapist[market.pairs.therapist[here]]
        above[~np.repeat(taking_part[first:last], counts)] = -ENDLESS
        near = np.flatnonzero(above >= -NEAR * scale.fit)
        above = above[near]
        # Those worth more come first, so that each round lets in a new one and there is an end to them.
        more = above > 0
        proved &= not more.any()
        level = np.minimum(above // scale.fit, NEAR) + NEAR + 2 * NEAR * more
        client = np.searchsorted(start[first : last + 1], here.start + near, side="right") - 1
        counts = np.bincount(client, minlength=last - first)
        found.append(highest(counts, here.start + near, level.astype(np.int32), NEAR_PAIRS))
    return np.concatenate(found), proved
