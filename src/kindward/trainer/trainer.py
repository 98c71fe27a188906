"""The trainer: which practice next, how long, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from ..practice.script import FLOWS, Script
from .arrays import Bools
from .choose import Way, Weighed, pick, weigh
from .curriculum import Curriculum, load_curriculum
from .errors import TrainerError
from .events import CheckedIn, Context, Decision, Event, Measured, Practised
from .explain import alternatives, explain, facts_of
from .population import Population, from_curriculum
from .rules import Moment, ease
from .state import PersonState

#: Named with every decision; changes whenever the same input could give another answer.
POLICY = "kindward-1"
_DAY = 86_400.0
_ONE = np.zeros(1, dtype=np.int64)


class Trainer:
    """Chooses for one person at a time. Holds no state of anybody; the clock comes with every question.

    ``catalogue`` scripts by slug; ``curriculum`` and ``population`` default to what ships and to what
    follows from it.
    """

    def __init__(
        self,
        catalogue: Mapping[str, Script],
        curriculum: Curriculum | None = None,
        population: Population | None = None,
        way: Way | None = None,
    ) -> None:
        self.curriculum = curriculum or load_curriculum(catalogue)
        known = population or from_curriculum(self.curriculum)
        self.population, self.way = known.fitted_to(self.curriculum), way or Way()
        self._nothing: Bools = np.zeros((1, len(self.curriculum)), bool)

    def new_person(self) -> PersonState:
        """Somebody of whom nothing is known."""
        return PersonState.new(self.curriculum, self.population)

    def load(self, data: Mapping[str, Any]) -> PersonState:
        """A person from what :meth:`PersonState.as_json` gave, believing today's population."""
        return self._current(PersonState.from_json(data, self.curriculum, self.population))

    def recommend(self, person: PersonState, context: Context) -> Decision:
        """The next practice. Raises :class:`NothingToOffer` when everything is excluded.

        The same person, context and seed give the same answer.
        """
        person = self._current(person)
        moment = self._moment(person, context)
        weighed = weigh(self.curriculum, self.population, moment, self.way)
        place = int(pick(weighed.chance, np.array([_uniform(context.choice_seed)]))[0])
        return self._decide(moment, weighed, place, context)

    def observe(self, person: PersonState, event: Event, at: datetime) -> PersonState:
        """The person after ``event`` at that time; ``person`` stays as it was. Raises :class:`TrainerError`
        for an unknown practice or a time without zone."""
        if at.tzinfo is None:
            raise TrainerError("at: has no time zone; expected one such as UTC")
        person = self._current(person)
        held, day = person.people.copy(), at.timestamp() / _DAY
        if isinstance(event, Measured):
            for flow, (value, error) in event.levels.items():
                held.measured(_ONE, FLOWS.index(flow), np.array([value]), np.array([error]), day)
            if event.fear is not None:
                held.fear[0] = event.fear
            return replace(person, people=held)
        if isinstance(event, CheckedIn) and event.warmth is not None:
            held.felt(_ONE, np.array([event.warmth]), day)
        if event.slug is None:
            return replace(person, people=held)
        if event.slug not in self.curriculum.index:
            raise TrainerError(
                f"slug: there is no practice named “{event.slug}”; expected one of the catalogue"
            )
        practice = np.array([self.curriculum.index[event.slug]])
        if isinstance(event, Practised):
            held.practised(self.curriculum, _ONE, practice, np.array([float(event.seconds)]), day)
        if event.soothing is not None:
            held.soothed(_ONE, practice, np.array([float(event.soothing)]))
        if event.hurt not in (None, "no"):
            held.hurt(_ONE, practice, np.array([event.hurt == "still_here"]), day)
        return replace(person, people=held)

    def _current(self, person: PersonState) -> PersonState:
        if person.slugs != self.curriculum.slugs:
            return self.load(person.as_json())
        if person.believes == self.population.version:
            return person
        held = person.people.copy()
        held.refresh(self.population)
        return PersonState(held, person.slugs, self.population.version)

    def _moment(self, person: PersonState, context: Context) -> Moment:
        def mask(slugs: tuple[str, ...]) -> Bools:
            return self.curriculum.mask(slugs)[None] if slugs else self._nothing

        seconds = np.inf if context.seconds_available is None else float(context.seconds_available)
        return Moment(
            person.people, context.now.timestamp() / _DAY, np.array([seconds]), mask(context.excluded),
            mask(context.pinned),
            mask(context.skip), mask(context.week), np.array([-1 if context.hour is None else context.hour]),
            np.array([FLOWS.index(context.flow) if context.flow else -1]),
        )  # fmt: skip

    def _decide(self, moment: Moment, weighed: Weighed, place: int, context: Context) -> Decision:
        level = int(ease(moment.people, moment.now)[0])
        curriculum = self.curriculum
        facts = facts_of(curriculum, moment, weighed, place, context)
        chances = {
            curriculum.slugs[at]: float(weighed.chance[0, at]) for at in np.flatnonzero(weighed.chance[0])
        }
        seconds = int(weighed.seconds[0, place])
        return Decision(
            curriculum.slugs[place], seconds, explain(curriculum, moment, place, seconds, facts), facts,
            chances[curriculum.slugs[place]], alternatives(curriculum, moment, weighed, place, context),
            level >= 2, level >= 3, self._policy(), chances, self._features(moment, weighed),
        )  # fmt: skip

    def _policy(self) -> str:
        way = self.way
        return f"{POLICY} population {self.population.version} width {way.width:g} explore {way.explore:g}"

    def _features(self, moment: Moment, weighed: Weighed) -> dict[str, float]:
        """What the choice depended on, for the log: numbers that name nobody.

        ``expects …``: observable benefit by practice.
        """
        people = moment.people
        mean, _ = people.levels_at(moment.now)
        out = {f"level {flow}": float(value) for flow, value in zip(FLOWS, mean[0], strict=True)}
        out |= {
            f"weakest {flow}": float(value) for flow, value in zip(FLOWS, weighed.weights[0], strict=True)
        }
        out["ease"], out["sessions"] = float(ease(people, moment.now)[0]), float(people.done.sum())
        if not np.isnan(people.fear[0]):
            out["fear"] = float(people.fear[0])
        return out


def _uniform(seed: int | str) -> float:
    """A number from 0 to below 1 that only the seed decides, on every machine alike."""
    digest = hashlib.sha256(f"kindward choice {seed}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
