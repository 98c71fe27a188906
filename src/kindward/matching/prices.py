"""Prices that prove an assignment to be the best, and explain it.

Every client is worth something to the whole, every therapist's next place costs something. Where no eligible pair is
worth more than its client and its place together, no assignment at all is worth more than the sum of both (weak
duality); and where a matched pair is worth exactly that, ours reaches the sum. Prices are the least there are: that
of a therapist is what one more place there would add to the whole (Leonard 1983).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arcs import Arcs
from .arrays import Bools, Ints, spread
from .scale import Places, Scale

#: Above every price there is.
ENDLESS = np.int64(1) << np.int64(62)


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What each client adds and each therapist's next place costs, on the scale; both 0 or more."""

    client: Ints
    therapist: Ints


def client_worth(urgent: Bools, scale: Scale) -> Ints:
    """What matching each client is worth, apart from how well."""
    return scale.client + scale.urgent * urgent.astype(np.int64)


def find_prices(arcs: Arcs, chosen: Ints, places: Places, urgent: Bools, scale: Scale) -> Prices | None:
    """Prices for the pairs ``chosen`` (see :func:`flow.solve`); None when there are none, for then it is not the best.

    Rounds of raising (Bellman 1958): a place costs at least what any client would gain by it; a client matched at
    a place that costs more gains less, and so bids more elsewhere; only those whose price moved bid again.
    """
    matched = np.flatnonzero(chosen >= 0)
    of = np.full(len(chosen), -1)
    of[matched] = arcs.therapist[chosen[matched]]
    low, high, used = _bounds(of, places)
    worth = client_worth(urgent, scale)
    own = worth.copy()
    own[matched] += scale.fit * arcs.worth[chosen[matched]]
    price, gain = low.copy(), np.zeros(len(chosen), dtype=np.int64)
    gain[matched] = own[matched] - price[of[matched]]
    # Clients in the order of their therapists, so that those of one are a stretch.
    by_therapist = np.argsort(of, kind="stable")[len(of) - int(used.sum()) :]
    first = np.concatenate([[0], np.cumsum(used)])
    bidding = np.flatnonzero(np.diff(arcs.start) > 0)
    while len(bidding):
        at, counts = arcs.among(bidding)
        bid = scale.fit * arcs.worth[at] + np.repeat(worth[bidding] - gain[bidding], counts)
        therapist = arcs.therapist[at]
        higher = bid > price[therapist]
        np.maximum.at(price, therapist[higher], bid[higher])
        moved = np.unique(therapist[higher])
        if (price[moved] > high[moved]).any():
            return None  # A place that is free would be worth taking.
        counted = used[moved]
        bidding = by_therapist[spread(first[moved], counted)]
        gain[bidding] = own[bidding] - price[of[bidding]]
        if (gain[bidding] < 0).any():
            return None  # A client who is matched should make way for another.
    return Prices(gain, price)


def _bounds(of: Ints, places: Places) -> tuple[Ints, Ints, Ints]:
    """For each therapist: the rank of the last place taken, of the first one free, and how many are taken."""
    therapists = len(places.start) - 1
    used = np.bincount(of[of >= 0], minlength=therapists)
    low, high = np.zeros(therapists, dtype=np.int64), np.full(therapists, ENDLESS)
    some, room = used > 0, used < np.diff(places.start)
    low[some] = places.rank[(places.start[:-1] + used - 1)[some]]
    high[room] = places.rank[(places.start[:-1] + used)[room]]
    return low, high, used


def value(arcs: Arcs, chosen: Ints, places: Places, urgent: Bools, scale: Scale) -> int:
    """What the assignment is worth on the scale: its pairs less the ranks of the places they take."""
    matched = np.flatnonzero(chosen >= 0)
    pairs = client_worth(urgent, scale)[matched] + scale.fit * arcs.worth[chosen[matched]]
    used = np.bincount(arcs.therapist[chosen[matched]], minlength=len(places.start) - 1)
    taken = places.rank[spread(places.start[:-1], used)]
    return int(sum(pairs.tolist()) - sum(taken.tolist()))


def bound(prices: Prices, places: Places) -> int:
    """What no assignment can be worth more than: what clients add, and what places cost above their rank."""
    above = np.maximum(0, np.repeat(prices.therapist, np.diff(places.start)) - places.rank)
    return int(sum(prices.client.tolist()) + sum(above.tolist()))
