"""From a problem to the assignment: arrays, eligible pairs, fit, optimum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from .arrays import Fits, Ints
from .assign import Assignment, Market, assign
from .eligible import Pairs, eligible_pairs
from .errors import MatchingError
from .fit import fits_of
from .prices import client_worth
from .problem import Problem
from .tables import Tables, tables_of

#: Thousandths of fit that a pair of the previous run counts more: 1% of the whole.
STABILITY = 10


@dataclass(frozen=True, slots=True)
class Matched:
    """One pair of the assignment; ``fit`` in thousandths; ``frozen`` where it was an offer already."""

    client: str
    therapist: str
    fit: int
    frozen: bool


@dataclass(frozen=True, slots=True)
class Objective:
    """What was reached. ``total_fit`` in thousandths; ``proof_gap`` is what a better one could gain at most: 0."""

    matched: int
    urgent_matched: int
    total_fit: int
    load_squares: Fraction
    proof_gap: int


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """The optimum of ``problem``, and everything it was made of, in the order of ``tables``.

    ``released`` are frozen pairs that no longer are eligible; their clients take part like all others.
    """

    problem: Problem
    tables: Tables
    pairs: Pairs
    fits: Fits
    market: Market
    assignment: Assignment
    released: tuple[tuple[str, str], ...]

    def matched(self) -> Iterator[Matched]:
        """The pairs of the assignment, by client id."""
        clients, therapists = self.tables.clients.rows, self.tables.therapists.rows
        of, frozen = self.assignment.therapist.tolist(), (self.market.fixed >= 0).tolist()
        fits = self.fits_of_matched().tolist()
        for at in sorted(range(len(clients)), key=lambda at: clients[at].id):
            if of[at] >= 0:
                yield Matched(clients[at].id, therapists[of[at]].id, fits[at], frozen[at])

    def unmatched(self) -> Iterator[int]:
        """Places of the clients nobody was found for, by client id."""
        clients = self.tables.clients.rows
        left = np.flatnonzero(self.assignment.therapist < 0).tolist()
        yield from sorted(left, key=lambda at: clients[at].id)

    def fits_of_matched(self) -> Ints:
        """For each client the fit of their pair in thousandths; 0 where there is none."""
        out = np.zeros(len(self.assignment.therapist), dtype=np.int64)
        some = np.flatnonzero(self.assignment.therapist >= 0)
        out[some] = self.fits[find_pairs(self.pairs, some, self.assignment.therapist[some])]
        return out

    def shortfall(self, client: int) -> Ints:
        """For each pair of this client, by how much it is worth less than its prices: 0 or more, on the scale.

        That is what all would lose together, at the least, if this pair had to be.
        """
        here = slice(self.pairs.start[client], self.pairs.start[client + 1])
        prices, scale = self.assignment.prices, self.assignment.scale
        worth = client_worth(self.market.urgent[client : client + 1], scale)
        worth = worth + scale.fit * self.market.worth[here].astype(np.int64)
        return np.asarray(prices.client[client] + prices.therapist[self.pairs.therapist[here]] - worth)

    def objective(self) -> Objective:
        """The four goals, counted anew from the assignment."""
        of = self.assignment.therapist
        after = self.market.load + np.bincount(of[of >= 0], minlength=len(self.market.load))
        return Objective(
            int((of >= 0).sum()),
            int(self.market.urgent[of >= 0].sum()),
            int(self.fits_of_matched().sum()),
            load_squares(after, self.market.capacity),
            self.assignment.gap,
        )


def match(problem: Problem) -> Match:
    """The best assignment of ``problem``. Raises :class:`MatchingError` for numbers too large to hold."""
    tables = tables_of(problem)
    if len(tables.client_at) < len(problem.clients) or len(tables.therapist_at) < len(problem.therapists):
        raise MatchingError("id: one is there twice; expected each id once")
    pairs = eligible_pairs(tables)
    fits = fits_of(tables, pairs, problem.weights)
    fixed, released = _frozen(problem, tables, pairs)
    market = Market(
        pairs,
        _with_stability(problem, tables, pairs, fits),
        tables.clients.urgent,
        tables.therapists.load,
        tables.therapists.capacity,
        fixed,
    )
    return Match(problem, tables, pairs, fits, market, assign(market), released)


def find_pairs(pairs: Pairs, clients: Ints, therapists: Ints) -> Ints:
    """Where these pairs stand among the eligible ones; -1 for those that are not. Both of one length."""
    low, high = pairs.start[clients].copy(), pairs.start[clients + 1].copy()
    end = high.copy()
    # Halving, for all at once: 32 steps are enough for any number of pairs.
    while (open_ := low < high).any():
        middle = (low + high) // 2
        below = np.zeros(len(low), dtype=bool)
        below[open_] = pairs.therapist[middle[open_]] < therapists[open_]
        low = np.where(below, middle + 1, low)
        high = np.where(open_ & ~below, middle, high)
    found = low < end
    found[found] = pairs.therapist[low[found]] == therapists[found]
    return np.where(found, low, -1)


def load_squares(load: Ints, capacity: Ints) -> Fraction:
    """The sum of (load / capacity) squared, exact; somebody without capacity adds nothing."""
    total = Fraction(0)
    for room in np.unique(capacity[capacity > 0]).tolist():
        seen = load[capacity == room]
        total += Fraction(int((seen * seen).sum()), room * room)
    return total


def _places(tables: Tables, named: Sequence[tuple[str, str]]) -> tuple[Ints, list[tuple[str, str]]]:
    """Places (K x 2) of the pairs whose both ids are there, by client id, and those pairs."""
    known = sorted(pair for pair in named if pair[0] in tables.client_at and pair[1] in tables.therapist_at)
    places = [(tables.client_at[client], tables.therapist_at[therapist]) for client, therapist in known]
    return np.array(places, dtype=np.int64).reshape(-1, 2), known


def _with_stability(problem: Problem, tables: Tables, pairs: Pairs, fits: Fits) -> Fits:
    places, _ = _places(tables, problem.previous)
    at = find_pairs(pairs, places[:, 0], places[:, 1])
    worth = fits.copy()
    worth[at[at >= 0]] += STABILITY
    return worth


def _frozen(problem: Problem, tables: Tables, pairs: Pairs) -> tuple[Ints, tuple[tuple[str, str], ...]]:
    """For each client the therapist of a frozen pair or -1; and the pairs that cannot stay."""
    if len({client for client, _ in problem.frozen}) < len(problem.frozen):
        raise MatchingError("frozen: a client is there twice; expected one therapist each")
    places, known = _places(tables, problem.frozen)
    fixed = np.full(len(tables.clients.rows), -1, dtype=np.int64)
    left = tables.therapists.free.copy()
    released = set(problem.frozen).difference(known)
    for pair, (client, therapist), at in zip(known, places, find_pairs(pairs, *places.T), strict=True):
        if at < 0 or left[therapist] == 0:
            released.add(pair)
        else:
            fixed[client] = therapist
            left[therapist] -= 1
    return fixed, tuple(sorted(released))
