"""The worlds that ship. None draws from the trainer's own model: effects come from hidden traits of
practices that only partly agree with the curriculum, answers are rounded taps, and in some worlds the
curriculum is turned upside down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

import numpy as np

from ..arrays import Bools, Floats
from ..curriculum import Curriculum
from ..errors import TrainerError
from ..prior import prior_hurt, prior_mean
from .cohort import Cohort, World

Rng = np.random.Generator


@dataclass(frozen=True)
class Settings:
    """The numbers of a world; points of soothing are from 0 to 4, deviations are standard deviations
    between people."""

    name: str
    #: How far the truth about everybody departs from the curriculum: -1 turns it upside down, 1 keeps it;
    #: and on top of that.
    agrees: float = 1.0
    departs: float = 0.2
    #: Between people: overall, by hidden traits of practices, by the practice alone. Heavy: Student's t
    #: with 4 degrees.
    overall: float = 0.35
    traits: float = 0.5
    own: float = 0.3
    heavy: bool = False
    #: Share of a practice's traits that the curriculum knows of.
    known: float = 0.6
    noise: float = 0.7
    noise_spread: float = 0.25
    wild: float = 0.0
    #: Share of people to whom no practice does more than another.
    unmoved: float = 0.0
    fearful: float = 0.15
    fear_cost: float = 0.8
    hurt_more: float = 0.0
    comes: float = 0.65
    drops_out: bool = False
    answers: float = 0.85
    silent: float = 1.0
    leaves: float = 0.03


@dataclass(frozen=True)
class Made:
    """A world of these settings."""

    settings: Settings

    @property
    def name(self) -> str:
        """The world's name in the answer's rows."""
        return self.settings.name

    def draw(self, curriculum: Curriculum, people: int, days: int, rng: Rng) -> Cohort:
        """People of this world."""
        s = self.settings
        soothes = _soothes(s, curriculum, people, rng)
        fearful = rng.random(people) < s.fearful
        fear = np.where(fearful, rng.beta(7, 3, people), rng.beta(2, 8, people))
        low = prior_hurt(curriculum)[0]
        away = rng.normal(0, 0.4, len(curriculum)) + rng.normal(0, 0.5, people)[:, None]
        level = rng.multivariate_normal([0.3, -0.1, -0.2], 0.5 * np.eye(3) + 0.4, people, method="cholesky")
        return Cohort(
            soothes, s.noise * np.exp(rng.normal(0, s.noise_spread, people)),
            np.log(low / (1 - low)) + away + s.hurt_more,
            rng.beta(2, 8, people), fear, np.full(people, s.fear_cost), level,
            np.exp(rng.normal(np.log(0.03), 0.4, people)),
            _trains(s, curriculum, rng), _comes(s, people, days, rng), _seconds(people, days, rng),
            rng.random((people, days)) < s.answers, np.full(people, s.leaves), curriculum.closeness, s.wild,
            s.silent,
        )  # fmt: skip


def _soothes(s: Settings, curriculum: Curriculum, people: int, rng: Rng) -> Floats:
    count = len(curriculum)
    taught = prior_mean(curriculum)
    everybody = taught.mean() + s.agrees * (taught - taught.mean()) + rng.normal(0, s.departs, count)
    seen = np.hstack(
        [
            curriculum.trains,
            np.stack([curriculum.body, curriculum.imagery, curriculum.writes, curriculum.fierce], 1),
        ]
    )
    seen = (seen - seen.mean(0)) / np.maximum(seen.std(0), 1e-9)
    mixed = seen @ rng.normal(0, 1, (seen.shape[1], 4))
    traits = np.sqrt(s.known) * mixed / mixed.std(0) + np.sqrt(1 - s.known) * rng.normal(0, 1, (count, 4))

    def draw(*shape: int) -> Floats:
        return np.asarray(rng.standard_t(4, shape) / np.sqrt(2) if s.heavy else rng.normal(0, 1, shape))

    moved = np.where(rng.random(people) < s.unmoved, 0.1, 1.0)[:, None]
    apart = s.traits / 2 * draw(people, 4) @ traits.T + s.own * draw(people, count)
    return np.asarray(everybody + s.overall * draw(people, 1) - 0.6 * (moved < 1) + moved * apart)


def _trains(s: Settings, curriculum: Curriculum, rng: Rng) -> Floats:
    truth = curriculum.trains.copy()
    if s.agrees < 1:
        swapped = rng.permutation(len(curriculum))[: len(curriculum) // 5]
        truth[swapped] = truth[rng.permutation(swapped)]
    return truth


def _comes(s: Settings, people: int, days: int, rng: Rng) -> Bools:
    would = rng.random((people, days)) < s.comes * rng.uniform(0.6, 1.4, people)[:, None]
    would[:, 0] = True
    if s.drops_out:
        would &= np.arange(days) <= _last_day(people, rng)[:, None]
    return np.asarray(would)


def _last_day(people: int, rng: Rng) -> Floats:
    """Retention of such apps: medians of 3.9% at day 15 and 3.3% at day 30 (Baumel 2019); the first days
    are our guess."""
    days, stay = np.array([0, 1, 7, 15, 30, 56, 365]), np.array([1, 0.4, 0.08, 0.039, 0.033, 0.028, 0.01])
    return np.asarray(np.interp(-np.log(rng.random(people)), -np.log(stay), days))


def _seconds(people: int, days: int, rng: Rng) -> Floats:
    usual = np.exp(rng.normal(np.log(480), 0.5, people))[:, None]
    return np.asarray(np.clip(usual * np.exp(rng.normal(0, 0.5, (people, days))), 60, 2700))


@dataclass(frozen=True)
class Mixed:
    """Everybody at once: each person from one of the other worlds, by lot."""

    worlds: tuple[Made, ...]
    name: str = "mixed"

    def draw(self, curriculum: Curriculum, people: int, days: int, rng: Rng) -> Cohort:
        """People of all the worlds; what is true of practices for everybody is each world's own."""
        parts = [world.draw(curriculum, people, days, rng) for world in self.worlds]
        lot = rng.integers(len(parts), size=people)
        rows = np.arange(people)

        def choose(name: str) -> Any:
            return np.stack([getattr(part, name) for part in parts])[lot, rows]

        names = (
            "soothes",
            "noise",
            "hurts",
            "lasts",
            "fear",
            "fear_cost",
            "level",
            "grows",
            "comes",
            "seconds",
            "answers",
            "leaves",
        )
        return replace(parts[0], **{name: choose(name) for name in names})


_PLAIN = Settings("responders")
MADE = tuple(
    Made(settings)
    for settings in (
        _PLAIN,
        replace(_PLAIN, name="non-responders", unmoved=0.6),
        replace(_PLAIN, name="backdraft", fearful=0.6, fear_cost=1.4, hurt_more=0.5),
        replace(_PLAIN, name="drop-out", drops_out=True, leaves=0.15),
        replace(_PLAIN, name="missing", answers=0.3),
        replace(_PLAIN, name="silent", answers=0.8, silent=3.0),
        replace(_PLAIN, name="wrong-priors", agrees=-1.0, departs=0.4, known=0.1),
        replace(
            _PLAIN,
            name="wrong-variances",
            noise=1.1,
            noise_spread=0.5,
            wild=0.1,
            overall=0.7,
            traits=0.25,
            own=0.6,
            heavy=True,
        ),
    )
)
WORLDS: dict[str, World] = {**{world.name: world for world in MADE}, "mixed": Mixed(MADE)}


def load_world(named: str) -> World:
    """A shipped world by its name, or anybody's as ``module:Class``. Raises :class:`TrainerError`."""
    if named in WORLDS:
        return WORLDS[named]
    module, colon, attribute = named.partition(":")
    if not colon:
        raise TrainerError(
            f"world: there is none named “{named}”; expected one of {', '.join(WORLDS)}, or module:Class"
        )
    try:
        found: Callable[[], World] | World = getattr(import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise TrainerError(f"world: “{named}” cannot be loaded ({error}); expected module:Class") from None
    world = found() if isinstance(found, type) else found
    if not isinstance(getattr(world, "name", None), str) or not callable(getattr(world, "draw", None)):
        raise TrainerError(
            f"world: “{named}” is no world; expected a name and draw(curriculum, people, days, rng)"
        )
    return world  # type: ignore[return-value]
