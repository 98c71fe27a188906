"""What could have been reached by somebody who knew everything beforehand: a bound, not a policy.

Whoever asks and every place that opens is known, and, where ``declines`` are known too, who would say yes. Each person
takes one place that is open in time to be accepted within 48 hours; most people first, then most fit, exactly, as one
flow of least cost. Nothing that a policy can do within 48 hours is better in how many are accepted.
"""

from __future__ import annotations

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from ..arrays import Bools, Floats, Ints
from .run import Run
from .scene import PROMISED
from .world import World


def hindsight(world: World, declines: bool = True, hold: float = PROMISED) -> Run:
    """The best there was in ``world``. Without ``declines`` everybody is taken to say yes, at once.

    ``hold`` is how many hours somebody may wait for a place to open; 48 for the bound that no policy can pass.
    """
    units, first = _units(world)
    takes = world.takes if declines else np.zeros(len(world.takes))
    pairs, unit = _latest(
        world, units, first, np.minimum(PROMISED - takes, hold), world.accepts if declines else None
    )
    people = len(world.arrived)
    person = np.repeat(np.arange(people), np.diff(world.people.start))[pairs]
    chosen = pairs[_flow(people, person, unit, world.people.fit[pairs], first)]
    accepted, therapist = np.full(people, np.inf), np.full(people, -1, dtype=np.int64)
    fit, offers = np.zeros(people, dtype=np.int64), np.zeros(people, dtype=np.int64)
    whose = np.searchsorted(world.people.start, chosen, side="right") - 1
    therapist[whose], fit[whose], offers[whose] = world.people.therapist[chosen], world.people.fit[chosen], 1
    within = np.minimum(PROMISED - takes[chosen], hold)
    _hours(world, chosen, whose, units, first, within, takes, accepted)
    return Run(accepted, therapist, fit, offers, np.zeros(people))


def _units(world: World) -> tuple[Floats, Ints]:
    """The hour at which each place opens, by therapist and hour, and where the places of each therapist begin."""
    whose = np.concatenate([np.repeat(np.arange(world.therapists), world.free), world.opens_at])
    hour = np.concatenate([np.zeros(int(world.free.sum())), world.opens])
    order = np.lexsort((hour, whose))
    counts = np.bincount(whose, minlength=world.therapists)
    return hour[order], np.concatenate([[0], np.cumsum(counts)])


def _latest(
    world: World, units: Floats, first: Ints, within: Floats, accepts: Bools | None
) -> tuple[Ints, Ints]:
    """The pairs that could be, and for each the last place that opens in time; all earlier ones do as well."""
    person = np.repeat(np.arange(len(world.arrived)), np.diff(world.people.start))
    until = world.arrived[person] + within
    # Hours are far below this, so that therapist and hour together are one number in order.
    far = 2 * (world.hours + PROMISED)
    owner = np.repeat(np.arange(world.therapists), np.diff(first))
    last = (
        np.searchsorted(owner * far + units, world.people.therapist * far + np.maximum(until, -1), "right")
        - 1
    )
    could = (last >= first[world.people.therapist]) & (within >= 0)
    if accepts is not None:
        could &= accepts
    pairs = np.flatnonzero(could)
    return pairs, last[pairs]


def _flow(people: int, person: Ints, unit: Ints, fit: Ints, first: Ints) -> Ints:
    """Which of the pairs are taken. A person enters at a place and may be passed on to earlier ones."""
    units = int(first[-1])
    if not len(person) or not units:
        return np.zeros(0, dtype=np.int64)
    flow, sink = SimpleMinCostFlow(), people + units
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        person, people + unit, np.ones(len(person), dtype=np.int64), -fit
    )
    later = np.setdiff1d(np.arange(units), first)
    many = np.full(len(later), people, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(people + later, people + later - 1, many, np.zeros_like(many))
    ones = np.ones(units, dtype=np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        people + np.arange(units), np.full(units, sink), ones, np.zeros_like(ones)
    )
    flow.set_nodes_supplies(np.unique(person), np.ones(len(np.unique(person)), dtype=np.int64))
    flow.set_node_supply(sink, -len(np.unique(person)))
    if flow.solve_max_flow_with_min_cost() != flow.OPTIMAL:
        raise ValueError("the flow cannot be solved; expected fewer people")
    return np.flatnonzero(flow.flows(arcs) > 0)


def _hours(
    world: World,
    chosen: Ints,
    whose: Ints,
    units: Floats,
    first: Ints,
    within: Floats,
    takes: Floats,
    accepted: Floats,
) -> None:
    """When each is accepted: at one therapist, whoever has to be soonest takes the place that opens first."""
    until = world.arrived[whose] + within
    used = first[:-1].copy()
    for at in np.argsort(until, kind="stable").tolist():
        therapist = int(world.people.therapist[chosen[at]])
        opens = units[used[therapist]]
        used[therapist] += 1
        accepted[whose[at]] = max(opens, world.arrived[whose[at]]) + takes[chosen[at]]
