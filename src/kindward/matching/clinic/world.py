"""A made-up clinic of some weeks, seeded: who asks and when, whose place opens and when, and who would say yes.

Nobody here is real. Who suits whom comes from :mod:`kindward.matching.made_up`; shares and times that are chosen here
are guesses of the right size and stand below by name. Whether a therapist accepts a person, and how long they take to
say so, is drawn once for each pair, so that every policy lives in the same world. Hours count from a Monday, 00:00.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..arrays import Bools, Floats, Ints, spread
from ..eligible import eligible_pairs
from ..fit import fits_of
from ..made_up import made_up
from ..problem import Client, Problem, Therapist
from ..read import problem_of
from ..tables import tables_of

#: People for each therapist, and people for each jurisdiction of the region.
EACH, PER_JURISDICTION, MOST_JURISDICTIONS = 5, 200, 51
#: The share of people whom nobody suits, whatever the roster has to offer.
WITHOUT = 0.035
#: The share of places that are open when the run begins; the others open as courses end.
OPEN_AT_FIRST = 0.35
#: How often therapists say yes on the whole, how much they differ, and how much more often
#: a full fit is accepted than none.
YES, YES_LIKE, YES_FOR_FIT = 0.85, 12.0, 0.3
#: Hours until an answer: the median, how much therapists and single answers differ (of the logarithm).
ANSWER_HOURS, THERAPISTS_DIFFER, ANSWERS_DIFFER = 2.0, 0.4, 0.8
#: How much busier each day from Monday on is, and each hour of it.
DAYS = (1.25, 1.2, 1.1, 1.05, 0.95, 0.65, 0.8)
HOURS = (3, 2, 1, 1, 1, 2, 4, 7, 10, 11, 11, 10, 10, 10, 10, 10, 10, 10, 11, 13, 14, 13, 9, 6)


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """People and the therapists who suit them: those of person ``n`` are ``start[n]`` to ``start[n + 1]``.

    ``fit`` is in thousandths.
    """

    start: Ints
    therapist: Ints
    fit: Ints

    def __len__(self) -> int:
        return len(self.start) - 1

    def among(self, people: Ints) -> tuple[Demand, Ints]:
        """Only these people, in this order, and where their pairs were."""
        counts = (self.start[1:] - self.start[:-1])[people]
        at = spread(self.start[people], counts)
        return Demand(np.concatenate([[0], np.cumsum(counts)]), self.therapist[at], self.fit[at]), at


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What a clinic knows of the ``hours`` before: who asked, and how many places opened at each therapist."""

    hours: float
    people: Demand
    opened: Ints


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A run of ``hours``. ``arrived`` is in order; ``opens`` are the hours and ``opens_at`` the therapists of
    places that open later; ``accepts`` and ``takes`` (hours) say for each pair what would be answered."""

    hours: float
    arrived: Floats
    people: Demand
    accepts: Bools
    takes: Floats
    free: Ints
    opens: Floats
    opens_at: Ints
    past: Past

    @property
    def therapists(self) -> int:
        """How many there are."""
        return len(self.free)


def world(people: int, days: int, ratio: float, seed: int) -> World:
    """A run of ``days`` in which ``people`` ask, with ``ratio`` places for each, and as long a time before it.

    The same numbers give the same world; another ratio leaves everybody as they were and adds or takes places.
    """
    rng = np.random.default_rng([seed, people, days])
    hours = 24.0 * days
    everybody, therapists, weight = _everybody(people, seed)
    order = rng.permutation(len(everybody))
    has = np.diff(everybody.start)[order] > 0
    picked = rng.permutation(_so_many(order, has, 2 * people))
    now, _ = everybody.among(picked[:people])
    before, _ = everybody.among(picked[people:])
    likes = rng.beta(YES * YES_LIKE, (1 - YES) * YES_LIKE, therapists)
    pace = ANSWER_HOURS * np.exp(THERAPISTS_DIFFER * rng.standard_normal(therapists))
    chance = np.clip(likes[now.therapist] + YES_FOR_FIT * (now.fit / 1000 - 0.65), 0.02, 0.99)
    takes = pace[now.therapist] * np.exp(ANSWERS_DIFFER * rng.standard_normal(len(now.fit)))
    accepts = rng.random(len(now.fit)) < chance
    arrived = _arrivals(people, hours, rng)
    opened = rng.poisson((1 - OPEN_AT_FIRST) * ratio * people * weight / weight.sum())
    past = Past(hours, before, opened)
    places = np.random.default_rng([seed, people, days, 1])
    free, opens, opens_at = _places(round(ratio * people), weight, hours, places)
    return World(hours, arrived, now, accepts, takes, free, opens, opens_at, past)


def _everybody(people: int, seed: int) -> tuple[Demand, int, Floats]:
    """Enough people for now and before, who suits them, and how much room each therapist has beside the others."""
    count = max(2, round(people / EACH))
    problem = problem_of(made_up(3 * people, count, seed))
    region = sorted({client.jurisdiction for client in problem.clients})
    region = region[: max(3, min(MOST_JURISDICTIONS, round(people / PER_JURISDICTION)))]
    weight = np.array([therapist.free for therapist in problem.therapists], dtype=float)
    if not weight.any():
        weight += 1.0
    within = Problem(
        problem.now,
        tuple(replace(client, jurisdiction=_there(client, region)) for client in problem.clients),
        tuple(_with_room(therapist, region) for therapist in problem.therapists),
        problem.weights,
    )
    tables = tables_of(within)
    pairs = eligible_pairs(tables)
    fits = fits_of(tables, pairs, within.weights)
    room = weight[pairs.therapist] > 0
    of = pairs.clients()[room]
    start = np.concatenate([[0], np.cumsum(np.bincount(of, minlength=len(tables.clients.rows)))])
    demand = Demand(start, pairs.therapist[room].astype(np.int64), fits[room].astype(np.int64))
    return demand, count, weight


def _there(client: Client, region: list[str]) -> str:
    place = client.jurisdiction
    return place if place in region else region[sum(place.encode()) % len(region)]


def _with_room(therapist: Therapist, region: list[str]) -> Therapist:
    """Licensed in the region, with room for the whole run: places are counted by the hour, not here."""
    licences = tuple(
        replace(
            one,
            jurisdiction=one.jurisdiction
            if one.jurisdiction in region
            else region[sum(one.jurisdiction.encode()) % len(region)],
        )
        for one in therapist.licences
    )
    return replace(therapist, licences=licences, load=0, capacity=1)


def _so_many(order: Ints, has: Bools, count: int) -> Ints:
    """``count`` of ``order``, of whom the share :data:`WITHOUT` have nobody, as far as there are enough of each."""
    without, withal = order[~has], order[has]
    few = min(len(without), round(WITHOUT * count))
    few = max(few, count - len(withal))
    return np.concatenate([without[:few], withal[: count - few]])


def _arrivals(people: int, hours: float, rng: np.random.Generator) -> Floats:
    busy = np.outer(DAYS, HOURS).ravel()
    each = np.resize(busy, int(hours)).astype(float)
    known = np.concatenate([[0.0], np.cumsum(each)]) / each.sum()
    return np.asarray(np.interp(np.sort(rng.random(people)), known, np.arange(len(known), dtype=float)))


def _places(count: int, weight: Floats, hours: float, rng: np.random.Generator) -> tuple[Ints, Floats, Ints]:
    """Places free at first by therapist, and hour and therapist of those that open, by hour."""
    whose = rng.choice(len(weight), count, p=weight / weight.sum())
    first = rng.random(count) < OPEN_AT_FIRST
    free = np.bincount(whose[first], minlength=len(weight))
    later = whose[~first]
    opens = rng.random(len(later)) * hours
    by_hour = np.argsort(opens, kind="stable")
    return free, opens[by_hour], later[by_hour]
