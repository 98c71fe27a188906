"""What to do now, for people and therapists as a site knows them: offers, and holds with their reasons.

Pure: the same arguments give the same answer, whatever the order of the lists. It is the policy that the simulator
runs, told of the people at hand instead of made-up ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from ..eligible import eligible_pairs
from ..errors import MatchingError
from ..fit import fits_of
from ..problem import WEIGHTS, Client, Problem, Therapist
from ..tables import tables_of
from .kindward import OFFERED, WHY, Choice, Kindward
from .scene import Scene
from .world import Demand, Past


@dataclass(frozen=True, slots=True)
class History:
    """The ``hours`` before now, more than 0: who asked then, and how many places opened at each therapist, by id.

    With nobody in it nothing is expected, so nobody is held, and all who wait get the exact best assignment.
    """

    hours: float
    clients: tuple[Client, ...] = ()
    opened: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offered:
    """Ask ``therapist`` for ``client`` now. ``fit`` in thousandths; ``price`` is what the place is worth to others."""

    client: str
    therapist: str
    fit: int
    price: int


@dataclass(frozen=True, slots=True)
class Held:
    """``client`` waits on; ``why`` is one of ``kindward.WHY``, ``gain`` and ``cost`` of that in thousandths of fit."""

    client: str
    why: str
    gain: int
    cost: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Everybody who waits is in one of both, in the order in which they asked."""

    offers: tuple[Offered, ...]
    holds: tuple[Held, ...]


def decide(
    now: datetime,
    waiting: Sequence[Client],
    therapists: Sequence[Therapist],
    history: History,
    weights: Mapping[str, float] = WEIGHTS,
) -> Decision:
    """Whom to ask for whom at ``now`` (UTC).

    ``waiting`` are those with no offer out; who declined or rests is in their ``excluded``. ``load`` counts offers that
    are out. Raises :class:`MatchingError` for ids that are there twice and a history of no length.
    """
    if not history.hours > 0:
        raise MatchingError(f"hours: {history.hours} is no time; expected more than 0")
    for side in (waiting, therapists):
        if len({one.id for one in side}) < len(side):
            raise MatchingError("id: one is there twice; expected each id once")
    staff = sorted(therapists, key=lambda therapist: therapist.id)
    queue = sorted(waiting, key=lambda client: (client.submitted_at, client.id))
    before = [replace(client, id=f"{at}") for at, client in enumerate(_in_order(history.clients))]
    known = Past(
        history.hours,
        _demand(now, before, staff, weights),
        np.array([history.opened.get(therapist.id, 0) for therapist in staff], dtype=np.int64),
    )
    scene = Scene(
        0.0,
        np.array([(now - client.submitted_at).total_seconds() / 3600 for client in queue]),
        _demand(now, queue, staff, weights),
        np.array([therapist.free for therapist in staff], dtype=np.int64),
        np.zeros(len(staff)),
    )
    policy = Kindward(known)
    return _in_words(policy.choose(scene), scene, policy, queue, staff)


def _in_order(clients: Sequence[Client]) -> list[Client]:
    return sorted(clients, key=lambda client: (client.submitted_at, client.id))


def _demand(
    now: datetime, clients: Sequence[Client], staff: Sequence[Therapist], weights: Mapping[str, float]
) -> Demand:
    """The pairs of these clients in this order, free place or not."""
    roomy = tuple(replace(therapist, capacity=1, load=0) for therapist in staff)
    tables = tables_of(Problem(now, tuple(clients), roomy, weights))
    pairs = eligible_pairs(tables)
    fits = fits_of(tables, pairs, weights)
    everybody = Demand(pairs.start, pairs.therapist.astype(np.int64), fits.astype(np.int64))
    return everybody.among(np.array([tables.client_at[client.id] for client in clients], dtype=np.int64))[0]


def _in_words(
    choice: Choice, scene: Scene, policy: Kindward, queue: Sequence[Client], staff: Sequence[Therapist]
) -> Decision:
    offers, holds = [], []
    for at, client in enumerate(queue):
        pair = int(choice.pair[at])
        if choice.why[at] == OFFERED:
            whom = int(scene.may.therapist[pair])
            price = round(float(policy.prices.of[whom]))
            offers.append(Offered(client.id, staff[whom].id, int(scene.may.fit[pair]), price))
        else:
            gain, cost = round(float(choice.gain[at])), round(float(choice.cost[at]))
            holds.append(Held(client.id, WHY[choice.why[at]], gain, cost))
    return Decision(tuple(offers), tuple(holds))
