"""One policy through one world: people ask, offers are made, answered, declined or left to expire, places open.

Looks are five minutes apart, and those at which nothing happened and nothing is due are passed over.
Who was not accepted within 48 hours leaves, counted as missed. That is kinder to nobody: it keeps one policy's backlog
from being counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..arrays import Bools, Floats, Ints
from .offers import REST, Out
from .scene import PROMISED, Policy, Scene
from .world import World

#: Hours between looks.
LOOK = 1 / 12


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What became of everybody: hour of acceptance (inf: never), therapist (-1: none) and fit, and offers by person.

    ``held`` is the latest hour after asking at which each waited on though somebody with a free place could
    have been asked.
    """

    accepted: Floats
    therapist: Ints
    fit: Ints
    offers: Ints
    held: Floats


class _State:
    """The clinic as it stands."""

    def __init__(self, world: World) -> None:
        people = len(world.arrived)
        self.world = world
        self.free = world.free.copy()
        self.last_asked = np.full(world.therapists, -1.0)
        self.blocked = np.full(len(world.people.fit), -1.0)
        self.waiting: dict[int, None] = {}
        self.out = Out()
        self.accepted = np.full(people, np.inf)
        self.therapist = np.full(people, -1)
        self.fit = np.zeros(people, dtype=np.int64)
        self.offers = np.zeros(people, dtype=np.int64)
        self.held = np.zeros(people)
        self.next_person, self.next_place = 0, 0

    def happen(self, now: float) -> bool:
        """Let everything up to ``now`` happen; whether anything did that could change a choice."""
        world, changed = self.world, False
        while self.next_person < len(world.arrived) and world.arrived[self.next_person] <= now:
            self.waiting[self.next_person] = None
            self.next_person += 1
            changed = True
        while self.next_place < len(world.opens) and world.opens[self.next_place] <= now:
            self.free[world.opens_at[self.next_place]] += 1
            self.next_place += 1
            changed = True
        for offer in self.out.ended(now):
            if offer.accepted:
                self.accepted[offer.person] = offer.ends
                self.therapist[offer.person] = offer.therapist
                self.fit[offer.person] = world.people.fit[offer.pair]
                continue
            self.free[offer.therapist] += 1
            self.blocked[offer.pair] = np.inf if offer.answered else now + REST
            self.waiting[offer.person] = None
            changed = True
        return changed

    def let_go(self, now: float) -> None:
        """Those whose 48 hours are over leave."""
        for person in [one for one in self.waiting if now - world_hour(self.world, one) >= PROMISED]:
            del self.waiting[person]

    def scene(self, now: float) -> tuple[Scene, Ints, Ints]:
        """What is seen now, who the people in it are, and where their pairs are in the world."""
        who = np.array(sorted(self.waiting), dtype=np.int64)
        may, at = self.world.people.among(who)
        open_ = self.blocked[at] <= now
        if not open_.all():
            of = np.repeat(np.arange(len(who)), np.diff(may.start))[open_]
            start = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(who)))])
            may, at = type(may)(start, may.therapist[open_], may.fit[open_]), at[open_]
        waited = now - self.world.arrived[who]
        return Scene(now, waited, may, self.free, self.last_asked), who, at

    def put(self, now: float, person: int, pair: int) -> None:
        """Make one offer."""
        therapist = int(self.world.people.therapist[pair])
        self.free[therapist] -= 1
        self.last_asked[therapist] = now
        self.offers[person] += 1
        del self.waiting[person]
        waited = now - world_hour(self.world, person)
        yes, takes = bool(self.world.accepts[pair]), float(self.world.takes[pair])
        self.out.make(now, waited, person, therapist, pair, yes, takes)


def world_hour(world: World, person: int) -> float:
    """The hour at which this person asked."""
    return float(world.arrived[person])


def run(world: World, policy: Policy) -> Run:
    """Live through ``world`` with ``policy``. The same two give the same answer.

    Raises :class:`ValueError` when the policy offers a place that is not free, or one place twice.
    """
    state = _State(world)
    last = int(np.ceil((world.hours + PROMISED) / LOOK)) + 1
    due, changed = 0.0, False
    for look in range(last + 1):
        now = look * LOOK
        changed |= state.happen(now)
        wake = now >= due or (changed and not policy.by_the_hour)
        if not wake or not state.waiting:
            continue
        due, changed = now + policy.every, False
        state.let_go(now)
        scene, who, at = state.scene(now)
        chosen = policy.decide(scene)
        for place in np.flatnonzero(chosen >= 0).tolist():
            pair = int(at[chosen[place]])
            if state.free[world.people.therapist[pair]] <= 0:
                raise ValueError("a place that is not free was offered; expected a free one")
            state.put(now, int(who[place]), pair)
        waits = who[(chosen < 0) & _could(scene)]
        state.held[waits] = now - world.arrived[waits]
    state.happen(last * LOOK + PROMISED)
    return Run(state.accepted, state.therapist, state.fit, state.offers, state.held)


def _could(scene: Scene) -> Bools:
    """Whether somebody could be asked now for each who waits, by the places that this look's offers left."""
    known = np.concatenate([[0], np.cumsum(scene.can())])
    return np.asarray(known[scene.may.start[1:]] > known[scene.may.start[:-1]])
