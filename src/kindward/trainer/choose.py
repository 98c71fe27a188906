"""Which practice, with which chance: expected benefit under the rules, and a small chance for what is
nearly as good.

Benefit is in points of soothing (0 to 4): what the session is expected to soothe, plus what training the
weakest flow is worth, less what a hurt costs, expected. The worth and the cost are judgements, said here
and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from .arrays import Bools, Floats, Ints
from .curriculum import Curriculum
from .hurts import expected_hurts
from .levels import chance_weakest
from .population import Population
from .rules import Moment, allowed, seconds_for

#: Points that a session wholly in the weakest flow is worth; points that a hurt costs.
WORTH, COST = 0.5, 1.5
#: Points for being early in the teacher's order, fading over the first sessions; for being in the
#: programme's week.
TEACHER, TEACHER_SESSIONS, PROGRAMME = 0.3, 6.0, 0.3
_DRAWS = 64


@dataclass(frozen=True, slots=True)
class Way:
    """How to choose. ``width``: posterior draws (Thompson 1933) at this share of their spread; 0 is the
    posterior mean.

    ``explore``: chance of choosing evenly among the ``near`` best. ``learns`` false: keeps to the curriculum.
    """

    width: float = 0.0
    curious: float = 0.0
    explore: float = 0.05
    near: int = 3
    learns: bool = True


@dataclass(frozen=True, eq=False)
class Weighed:
    """What a choice was made from, all N x P save ``weights`` N x 3: the chance of each flow to be the
    weakest."""

    may: Bools
    seconds: Ints
    soothing: Floats
    usual: Floats
    hurt: Floats
    weights: Floats
    benefit: Floats
    chance: Floats


def weigh(curriculum: Curriculum, population: Population, moment: Moment, way: Way) -> Weighed:
    """Benefit and chance of every practice for each person; each row of ``chance`` adds up to 1, and is 0
    beyond the rules."""
    people = moment.people
    may = allowed(curriculum, moment)
    hurt = expected_hurts(population, curriculum, people.done, people.hurts, people.fear)
    weights = flow_weights(moment)
    sessions = people.done.sum(axis=1, keepdims=True)
    teacher = -TEACHER * (curriculum.order / curriculum.order.max()) * np.exp(-sessions / TEACHER_SESSIONS)
    fixed = WORTH * weights @ curriculum.trains.T - COST * hurt + teacher + PROGRAMME * moment.week
    soothing = people.mean if way.learns else np.broadcast_to(population.mean, people.mean.shape)
    benefit = soothing + fixed
    return Weighed(
        may,
        seconds_for(curriculum, moment),
        soothing,
        population.mean,
        hurt,
        weights,
        benefit,
        _chance(benefit, may, people.cov, population.mean_cov, way),
    )


def flow_weights(moment: Moment) -> Floats:
    """How much each flow counts, N x 3: the chance that it is the weakest, or all on the one the person
    chose."""
    weights = chance_weakest(*moment.people.levels_at(moment.now))
    chosen = moment.flow[:, None] == np.arange(3)
    return np.where((moment.flow >= 0)[:, None], chosen, weights)


def pick(chance: Floats, uniform: Floats) -> Ints:
    """The practice of each row in which ``uniform`` (N, from 0 to below 1) falls."""
    edges = chance.cumsum(axis=1)
    return np.asarray((edges <= uniform[:, None] * edges[:, -1:]).sum(axis=1).astype(np.int64))


def _chance(benefit: Floats, may: Bools, cov: Floats, common: Floats, way: Way) -> Floats:
    open_ = np.where(may, benefit, -np.inf)
    best = np.zeros(benefit.shape)
    if (way.width > 0 or way.curious > 0) and way.learns:
        # The draws are fixed and one of them is chosen evenly, so that the chance of a practice is exactly
        # its share of draws.
        drawn = open_[:, None] + way.curious * (_points(len(common)) @ _root(common).T)
        if way.width > 0:
            drawn = drawn + way.width * (_points(len(common)) @ _root(cov).transpose(0, 2, 1))
        winners = np.where(may[:, None], drawn, -np.inf).argmax(axis=2)
        np.add.at(best, (np.arange(len(best))[:, None], winners), 1 / _DRAWS)
    else:
        best[np.arange(len(best)), open_.argmax(axis=1)] = 1
    bar = np.sort(open_, axis=1)[:, -min(way.near, open_.shape[1])][:, None]
    near = may & (open_ >= bar)
    return np.asarray((1 - way.explore) * best + way.explore * near / near.sum(axis=1, keepdims=True))


def _root(cov: Floats) -> Floats:
    return np.asarray(np.linalg.cholesky(cov + 1e-9 * np.eye(cov.shape[-1])), float)


@cache
def _points(count: int) -> Floats:
    half = np.random.default_rng(19330101).standard_normal((_DRAWS // 2, count))
    return np.concatenate([half, -half])
