"""The same market by other means: simple rules, and other solvers asked the same question.

Each answers with the therapist of every client, -1 for none. Solvers see the first three goals as one worth, which
double precision holds exactly at these sizes; evenness, which none of them can be asked for in a sum, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kindward.matching import Market
from kindward.matching.arrays import Floats, Ints


def first_come_first_served(market: Market, arrived: Sequence[int]) -> Ints:
    """Clients in the order they came, each to the best fit that has room."""
    room, of = _room(market), np.full(len(market.urgent), -1)
    for client in arrived:
        here = slice(market.pairs.start[client], market.pairs.start[client + 1])
        therapists = market.pairs.therapist[here]
        fits = np.where(room[therapists] > 0, market.worth[here].astype(np.int64), -1)
        if len(fits) and fits.max() >= 0:
            of[client] = therapists[fits.argmax()]
            room[of[client]] -= 1
    return of


def greedy(market: Market) -> Ints:
    """Pairs from the best down, those of urgent clients first, each taken while both sides are free."""
    client, therapist = market.pairs.clients(), market.pairs.therapist
    order = np.lexsort((-market.worth.astype(np.int64), ~market.urgent[client]))
    room, of = _room(market).tolist(), [-1] * len(market.urgent)
    for c, t in zip(client[order].tolist(), therapist[order].tolist(), strict=True):
        if of[c] < 0 and room[t]:
            of[c] = t
            room[t] -= 1
    return np.array(of)


def scipy_sparse(market: Market) -> Ints:
    """Jonker and Volgenant on a sparse table (SciPy): one column a place, and one a client for staying unmatched."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    client, column, worth, of_column = _table(market)
    count = len(market.urgent)
    table = coo_matrix(
        (
            np.concatenate([worth, np.full(count, 1e-3)]),
            (
                np.concatenate([client, np.arange(count)]),
                np.concatenate([column, len(of_column) + np.arange(count)]),
            ),
        ),
        shape=(count, len(of_column) + count),
    )
    rows, columns = min_weight_full_bipartite_matching(table.tocsr(), maximize=True)
    of = np.full(count, -1)
    inside = columns < len(of_column)
    of[rows[inside]] = of_column[columns[inside]]
    return of


def scipy_dense(market: Market) -> Ints:
    """The same on a dense table."""
    from scipy.optimize import linear_sum_assignment

    client, column, worth, of_column = _table(market)
    table = np.zeros((len(market.urgent), len(of_column)))
    table[client, column] = worth
    rows, columns = linear_sum_assignment(table, maximize=True)
    of = np.full(len(market.urgent), -1)
    real = table[rows, columns] > 0
    of[rows[real]] = of_column[columns[real]]
    return of


def highs(market: Market) -> Ints:
    """A linear programme (HiGHS, dual simplex): one variable a pair, one row a client and a therapist."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix, vstack

    client, therapist = market.pairs.clients(), market.pairs.therapist
    pairs, ones = len(client), np.ones(len(client))
    each = coo_matrix((ones, (client, np.arange(pairs))), shape=(len(market.urgent), pairs))
    room = coo_matrix((ones, (therapist, np.arange(pairs))), shape=(len(market.load), pairs))
    limits = np.concatenate([np.ones(len(market.urgent)), _room(market)])
    rows = vstack([each, room]).tocsr()
    solved = linprog(-_worth(market) / 1e4, A_ub=rows, b_ub=limits, bounds=(0, 1), method="highs-ds")
    of, taken = np.full(len(market.urgent), -1), solved.x > 0.5
    of[client[taken]] = therapist[taken]
    return of


def _worth(market: Market) -> Floats:
    """A client outweighs all fit and urgency there is, an urgent one all fit on a path: see ``matching.scale``."""
    urgent = 2 * 1000 * (len(market.load) + 1) + 1
    client = market.pairs.clients()
    return 3.0 * urgent + urgent * market.urgent[client] + market.worth


def _table(market: Market) -> tuple[Ints, Ints, Floats, Ints]:
    """Each pair once for every place of its therapist: client, column, worth; and whose each column is."""
    room = np.minimum(_room(market), np.bincount(market.pairs.therapist, minlength=len(market.load)))
    first = np.cumsum(room) - room
    copies = room[market.pairs.therapist]
    before = np.cumsum(copies) - copies
    client = np.repeat(market.pairs.clients(), copies)
    column = np.repeat(first[market.pairs.therapist] - before, copies) + np.arange(int(copies.sum()))
    return client, column, np.repeat(_worth(market), copies), np.repeat(np.arange(len(room)), room)


def _room(market: Market) -> Ints:
    return np.maximum(0, market.capacity - market.load)
