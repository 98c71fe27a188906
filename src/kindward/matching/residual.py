"""What a search for a path walks over: who is where, what each pair misses of its prices, which places are free.

Of each client only the pairs near to their prices are at hand; the rest is looked at when a search gets as far as the
nearest of the rest can be. So a search touches a few pairs of each client it passes, and misses none.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from .arrays import Ints
from .errors import MatchingError
from .match import Match
from .prices import ENDLESS, client_worth
from .raising import Near, distances

#: Pairs that miss at most so many thousandths of fit are at hand.
AT_HAND = 100
#: How often prices are raised before the first search.
RAISES = 8


class Residual:
    """An assignment with its prices, growing by a client at a time. Worths and prices are on the scale."""

    def __init__(self, match: Match) -> None:
        """The assignment of ``match``, which stays as it is."""
        market, assignment = match.market, match.assignment
        self.scale, self.places = assignment.scale, assignment.places
        self._limit = AT_HAND * self.scale.fit
        self._pairs = match.pairs
        self._worth = self.scale.fit * market.worth.astype(np.int64)
        self._worth += np.repeat(client_worth(market.urgent, self.scale), np.diff(match.pairs.start))
        self._later: list[tuple[Ints, Ints]] = []
        fixed = market.fixed >= 0
        taken = np.bincount(market.fixed[fixed], minlength=len(market.load))
        self.free: list[int] = (np.maximum(0, market.capacity - market.load) - taken).tolist()
        self.of: list[int] = assignment.therapist.tolist()
        self.fixed: list[bool] = fixed.tolist()
        self.seen: list[set[int]] = [set() for _ in self.free]
        for client in np.flatnonzero(~fixed & (assignment.therapist >= 0)).tolist():
            self.seen[self.of[client]].add(client)
        price, gain = assignment.prices.therapist.copy(), assignment.prices.client.copy()
        near = self._raise(price, gain, np.where(fixed, -1, assignment.therapist))
        self.gain: list[int] = gain.tolist()
        # Twice, for arrays and for single steps, each of which is slow with the other.
        self._prices, self.price = price, price.tolist()
        cuts = np.searchsorted(near.client, np.arange(len(gain) + 1)).tolist()
        worth = gain[near.client] + price[near.therapist] - near.missing
        pairs = list(zip(near.therapist.tolist(), worth.tolist(), strict=True))
        worth_at_hand: list[list[tuple[int, int]]] = [pairs[a:b] for a, b in pairwise(cuts)]
        self._at_hand, self._beyond = worth_at_hand, [self._limit] * len(self.of)

    def append(self, therapists: Ints, worth: Ints) -> int:
        """One more client, matched to nobody yet; these are their pairs. Their number."""
        self._later.append((therapists, worth))
        self.of.append(-1)
        self.gain.append(0)
        self.fixed.append(False)
        self._at_hand.append([])
        self._beyond.append(0)
        return len(self.of) - 1

    def pairs(self, client: int) -> tuple[Ints, Ints]:
        """Therapists and worths of all pairs of this client."""
        first = len(self._pairs.start) - 1
        if client >= first:
            return self._later[client - first]
        here = slice(self._pairs.start[client], self._pairs.start[client + 1])
        return self._pairs.therapist[here].astype(np.int64), self._worth[here]

    def missing(self, client: int) -> tuple[Ints, Ints]:
        """Therapists of all pairs of this client, and what each misses of its prices: 0 or more."""
        therapists, worth = self.pairs(client)
        return therapists, self.gain[client] + self._prices[therapists] - worth

    def at_hand(self, client: int) -> tuple[list[tuple[int, int]], int]:
        """The near pairs of this client as therapist and worth; and what every other pair misses at the least."""
        if self._beyond[client] < self._limit // 2:
            therapists, worth = self.pairs(client)
            here = self.gain[client] + self._prices[therapists] - worth < self._limit
            near = list(zip(therapists[here].tolist(), worth[here].tolist(), strict=True))
            self._at_hand[client], self._beyond[client] = near, self._limit
        return self._at_hand[client], self._beyond[client]

    def next_rank(self, therapist: int) -> int | None:
        """The rank of the first free place there; None when there is none.

        Raises :class:`MatchingError` when more have come than places were put in order for.
        """
        taken, ranks = len(self.seen[therapist]), self.places.of(therapist)
        if taken < len(ranks):
            return int(ranks[taken])
        if taken < self.free[therapist]:
            raise MatchingError("insert: very many have come since; expected a new run by now")
        return None

    def raise_price(self, therapist: int, by: int) -> None:
        """A place there costs more, so those who have one gain less."""
        self.price[therapist] += by
        self._prices[therapist] += by
        for client in self.seen[therapist]:
            self.gain[client] -= by
            self._beyond[client] -= by

    def move(self, client: int, therapist: int) -> int:
        """Put this client there (-1: nowhere). Where they were."""
        before = self.of[client]
        if before >= 0:
            self.seen[before].discard(client)
        if therapist >= 0:
            self.seen[therapist].add(client)
        self.of[client] = therapist
        return before

    def _raise(self, price: Ints, gain: Ints, of: Ints) -> Near:
        """Raise prices, and lower gains, as far as the proof allows; the near pairs that there are then."""
        ranks = [self.next_rank(therapist) for therapist in range(len(price))]
        free = np.array([ENDLESS if rank is None else rank for rank in ranks], dtype=np.int64)
        matched = np.flatnonzero(of >= 0)
        for _ in range(RAISES):
            near = self._near(price, gain)
            rise = distances(near, of, gain, np.where(free < ENDLESS, free - price, ENDLESS))
            if not rise.any():
                return near
            price += rise
            gain[matched] -= rise[of[matched]]
        return self._near(price, gain)

    def _near(self, price: Ints, gain: Ints) -> Near:
        start, found = self._pairs.start, []
        for first in range(0, len(gain), 4096):
            last = min(first + 4096, len(gain))
            here = slice(int(start[first]), int(start[last]))
            therapist = self._pairs.therapist[here]
            client = np.repeat(np.arange(first, last), np.diff(start[first : last + 1]))
            missing = gain[client] + price[therapist] - self._worth[here]
            near = np.flatnonzero(missing < self._limit)
            found.append((client[near], therapist[near].astype(np.int64), missing[near]))
        nothing = np.zeros(0, dtype=np.int64)
        clients, therapists, misses = (
            np.concatenate([nothing, *part]) for part in (zip(*found, strict=True) if found else ([], [], []))
        )
        return Near(clients, therapists, misses, self._limit)
