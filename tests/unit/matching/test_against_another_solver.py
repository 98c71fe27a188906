"""On a large roster another solver, asked another way, reaches the same three goals."""

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, vstack

from kindward.matching import match, problem_of
from kindward.matching.made_up import made_up


@pytest.mark.slow
def test_two_thousand_clients_as_highs_matches_them():
    found = match(problem_of(made_up(2_000, 400)))
    market = found.market
    client, therapist = market.pairs.clients(), market.pairs.therapist
    pairs, clients, therapists = len(market.pairs), len(market.urgent), len(market.load)
    # Goal after goal on one scale; no assignment of these has a total fit above a million thousandths.
    worth = (1e9 + 5e6 * market.urgent[client] + market.worth) / 1e4
    each = coo_matrix((np.ones(pairs), (client, np.arange(pairs))), shape=(clients, pairs))
    room = coo_matrix((np.ones(pairs), (therapist, np.arange(pairs))), shape=(therapists, pairs))
    limits = np.concatenate([np.ones(clients), np.maximum(0, market.capacity - market.load)])
    solved = linprog(-worth, A_ub=vstack([each, room]).tocsr(), b_ub=limits, bounds=(0, 1), method="highs-ds")
    taken = solved.x > 0.5
    np.testing.assert_allclose(solved.x, taken, atol=1e-6)
    objective = found.objective()
    assert (objective.matched, objective.urgent_matched, objective.total_fit) == (
        taken.sum(), market.urgent[client[taken]].sum(), market.worth[taken].sum(),
    )  # fmt: skip
    assert objective.proof_gap == 0
