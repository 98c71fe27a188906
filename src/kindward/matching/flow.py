"""One flow of least cost: each client is one unit, therapists' places let it out (Goldberg 1997; OR-Tools)."""

from __future__ import annotations

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .arcs import Arcs
from .arrays import Bools, Ints
from .errors import MatchingError
from .scale import Places, Scale


def solve(arcs: Arcs, places: Places, urgent: Bools, scale: Scale) -> Ints:
    """For each client the place in ``arcs`` of the pair that is matched; -1 for none.

    As many clients as possible are matched; among those assignments the worth is greatest. Raises
    :class:`MatchingError` for a problem whose numbers are too large for the solver.
    """
    clients, therapists = len(arcs.start) - 1, len(places.start) - 1
    chosen = np.full(clients, -1, dtype=np.int64)
    if not len(arcs.client) or not len(places.rank):
        return chosen
    sink = clients + therapists
    flow = SimpleMinCostFlow()
    cost = -(scale.fit * arcs.worth + scale.urgent * urgent[arcs.client])
    ones = np.ones(len(cost), dtype=np.int64)
    pair = flow.add_arcs_with_capacity_and_unit_cost(arcs.client, clients + arcs.therapist, ones, cost)
    of = np.repeat(np.arange(clients, sink), np.diff(places.start))
    out = np.full(len(of), sink)
    flow.add_arcs_with_capacity_and_unit_cost(of, out, np.ones(len(of), dtype=np.int64), places.rank)
    waiting = (np.diff(arcs.start) > 0).astype(np.int64)
    flow.set_nodes_supplies(np.arange(clients), waiting)
    flow.set_node_supply(sink, -int(waiting.sum()))
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise MatchingError(
            f"the flow cannot be solved ({status.name.lower()}); expected fewer or smaller numbers"
        )
    taken = np.flatnonzero(flow.flows(pair) > 0)
    chosen[arcs.client[taken]] = taken
    return chosen
