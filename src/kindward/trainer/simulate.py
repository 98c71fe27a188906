"""The simulator: made-up people, day by day, under one policy; what became of them, with intervals.

Regret of a day: the benefit of the best practice that fits the person's time and is not the same for the
third time, less the benefit of the one they got, both as they truly are that day. Who left for good after a
hurt counts, on the days they would have come, as on the days they did come: leaving neither saves regret nor
adds to it, and is seen in the days practised. People, days, minutes and chance answers are drawn from the seed
alone, so that all policies meet the same people.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import Bools, Floats
from .choose import COST, WORTH, flow_weights
from .curriculum import Curriculum
from .people import People
from .policies import Policy, Seen, make_policy
from .policies.base import fitting
from .population import from_curriculum
from .rules import Moment, ease, seconds_for
from .worlds import Cohort, World

#: The profile every two weeks, and its standard error; warmth before a session as the check-in hears it.
PROFILE_DAYS, PROFILE_ERROR, FEAR_ERROR, WARMTH_NOISE = 14, 0.4, 0.12, 2.0


@dataclass(eq=False)
class Lived:
    """What became of N people: sums over days."""

    regret: Floats
    hurts: Floats
    days: Floats
    gain: Floats
    coverage: float | None
    coverage_chosen: float | None


def simulate(
    world: World, policy: str, people: int, days: int, seed: int, curriculum: Curriculum
) -> dict[str, Any]:
    """One row: see ``docs/trainer.md`` for the fields. Intervals are 95%, over people."""
    lived = live(world, make_policy(policy, curriculum, seed), people, days, seed, curriculum)
    error = 1.96 * lived.regret.std(ddof=1) / np.sqrt(people) if people > 1 else 0.0
    mean = float(lived.regret.mean())

    def short(value: float | None) -> float | None:
        return None if value is None else round(float(value), 3)

    return {
        "world": world.name, "policy": policy, "regret": short(mean), "regret_low": short(mean - error),
        "regret_high": short(mean + error), "hurts": short(lived.hurts.mean()),
        "weakest_gain": short(lived.gain.mean()),
        "days_practised": short(lived.days.mean()), "coverage": short(lived.coverage),
        "coverage_chosen": short(lived.coverage_chosen),
    }  # fmt: skip


def rows(
    worlds: Iterable[World],
    policies: Iterable[str],
    people: int,
    days: int,
    seed: int,
    curriculum: Curriculum,
) -> list[dict[str, Any]]:
    """A row for every world and policy."""
    named = list(policies)
    return [simulate(world, policy, people, days, seed, curriculum) for world in worlds for policy in named]


def live(world: World, policy: Policy, count: int, days: int, seed: int, curriculum: Curriculum) -> Lived:
    """Let ``count`` people of ``world`` live ``days`` days under ``policy``."""
    name = sum(world.name.encode())
    cohort = world.draw(curriculum, count, days, np.random.default_rng([seed, name, 0]))
    return _Run(cohort, policy, count, days, [seed, name], curriculum).run()


class _Run:
    def __init__(
        self, cohort: Cohort, policy: Policy, count: int, days: int, seed: list[int], curriculum: Curriculum
    ) -> None:
        self.cohort, self.policy, self.curriculum, self.seed = cohort, policy, curriculum, seed
        self.people = People.new(count, from_curriculum(curriculum))
        self.here = np.ones(count, bool)
        self.days, self.count = days, count
        zero = np.zeros(count)
        self.lived = Lived(zero, zero.copy(), zero.copy(), zero.copy(), None, None)
        self.held: list[float] = []
        self.by_day = np.zeros(days)
        self.began = cohort.level.copy()

    def run(self) -> Lived:
        """All days, then what is left at the end."""
        for day in range(self.days):
            # Each day has its own stream for everybody, drawn whole, so that one policy's choices shift no
            # other's luck.
            self.day(day, np.random.default_rng([*self.seed, 1, day]))
        came = np.maximum(self.lived.days, 1)
        self.lived.regret *= np.maximum(self.cohort.comes.sum(axis=1), came) / came
        weakest = self.began.argmin(axis=1)
        every = np.arange(self.count)
        self.lived.gain = self.cohort.level[every, weakest] - self.began[every, weakest]
        width = self.policy.half_width(self.people)
        if width is not None:
            mean = self._believed()
            self.lived.coverage = float((np.abs(self.cohort.soothing() - mean) <= width).mean())
            self.lived.coverage_chosen = float(np.mean(self.held)) if self.held else None
        return self.lived

    def day(self, day: int, rng: np.random.Generator) -> None:
        """One day of everybody."""
        now = float(day)
        if day % PROFILE_DAYS == 0:
            self._measure(now, rng)
        luck, warmth = rng.random((4, self.count)), rng.standard_normal(self.count)
        due = self.cohort.comes[:, day]
        rows = np.flatnonzero(due & self.here)
        seconds = self.cohort.seconds[:, day]
        fits = self.curriculum.shortest <= seconds[:, None]
        soothing = self.cohort.soothing()
        if len(rows):
            self._practise(day, rows, soothing, fits, luck, warmth, rng)
        self.cohort.level += 0.004 * (self.began - self.cohort.level)

    def _practise(
        self,
        day: int,
        rows: Any,
        soothing: Floats,
        fits: Bools,
        luck: Floats,
        warmth: Floats,
        rng: np.random.Generator,
    ) -> None:
        now, cohort, people = float(day), self.cohort, self.people
        said = rows[cohort.answers[rows, day]]
        truly = 5 + 2 * cohort.level.mean(axis=1) + WARMTH_NOISE * warmth
        people.felt(said, np.clip(np.rint(truly[said]), 0, 10), now)
        moment = Moment.plain(_some(people, rows), now, cohort.seconds[rows, day])
        weights = flow_weights(moment)
        chosen = self.policy.choose(moment, rows, rng)
        every = np.arange(len(rows))
        length = seconds_for(self.curriculum, moment)[every, chosen].astype(float)
        if (width := self.policy.half_width(moment.people)) is not None:
            off = np.abs(soothing[rows, chosen] - self._believed()[rows, chosen])
            self.held.extend((off <= width[every, chosen]).tolist())
        eased = np.zeros(self.count)
        # Sessions are shortened after a hurt by the player's own "ease off" for every policy alike.
        eased[rows] = ease(moment.people, now) > 0
        # No policy offers the same for the third time running, so the best is the best of the others.
        benefit = self._benefit(soothing, eased, fits)[rows]
        best = np.where(fitting(self.curriculum, moment), benefit, -np.inf).max(axis=1)
        self.by_day[day] = (best - benefit[every, chosen]).mean()
        self.lived.regret[rows] += best - benefit[every, chosen]
        hurt = luck[0, rows] < cohort.hurt_chance(eased)[rows, chosen]
        still = hurt & (luck[1, rows] < cohort.lasts[rows])
        taps = cohort.answer(rows, chosen, np.random.default_rng([*self.seed, 2, day]))
        people.practised(self.curriculum, rows, chosen, length, now)
        quiet = (cohort.silent > 1) & (taps < 2) & (luck[3, rows] > 1 / cohort.silent)
        answered = cohort.answers[rows, day] & ~quiet
        # A hurt is told of even by most who skip the rest: "stop" and "ease off" tell of it too.
        people.soothed(rows[answered], chosen[answered], taps[answered])
        told = hurt & (answered | (luck[3, rows] < 0.7))
        people.hurt(rows[told], chosen[told], still[told], now)
        cohort.lived(rows, chosen, hurt)
        self.lived.hurts[rows] += hurt
        self.lived.days[rows] += 1
        self.here[rows[hurt & (luck[2, rows] < cohort.leaves[rows])]] = False
        self.policy.learn(Seen(rows, chosen, np.where(answered, taps, np.nan), told, weights), people, now)

    def _benefit(self, soothing: Floats, eased: Floats, fits: Bools) -> Floats:
        weakest = self.cohort.level.argmin(axis=1)
        flow = self.cohort.trains[:, weakest].T
        return np.where(fits, soothing + WORTH * flow - COST * self.cohort.hurt_chance(eased), -np.inf)

    def _measure(self, now: float, rng: np.random.Generator) -> None:
        every = np.arange(self.count)
        noise = PROFILE_ERROR * rng.standard_normal((self.count, 3))
        for flow in range(3):
            value = self.cohort.level[:, flow] + noise[:, flow]
            self.people.measured(every, flow, value, np.full(self.count, PROFILE_ERROR), now)
        seen = self.cohort.fear + FEAR_ERROR * rng.standard_normal(self.count)
        self.people.fear = np.clip(seen, 0, 1)

    def _believed(self) -> Floats:
        way = getattr(self.policy, "way", None)
        if way is not None and not way.learns:
            return np.broadcast_to(self.policy.population.mean, self.people.mean.shape)  # type: ignore[attr-defined]
        return self.people.mean


def _some(people: People, rows: Any) -> People:
    from dataclasses import fields

    return People(*(getattr(people, item.name)[rows] for item in fields(people)))
