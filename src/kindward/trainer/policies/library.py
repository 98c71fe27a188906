"""A well-kept bandit library's LinUCB (Li et al. 2010) and LinTS (Agrawal and Goyal 2013), on the same
features.

mabwiser (Strong, Kleynhans and Kadioglu 2021), one arm per practice. Context: the weakest flow's chances,
levels, fear, hurts this week. With history, which is more than the library brings: also what this person
answered so far about each direction and each manner of practice, shrunk for few answers.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np

from ..arrays import Floats, Ints
from ..curriculum import Curriculum
from ..people import People
from ..rules import Moment, ease
from .base import Seen, fitting, weights_of


class Library:
    """One model of the library for everybody, told every evening; ``alpha`` as the library names it."""

    def __init__(self, curriculum: Curriculum, name: str, alpha: float, seed: int) -> None:
        library: Any = import_module("mabwiser.mab")
        ways = library.LearningPolicy
        kind = ways.LinUCB if name.startswith("linucb") else ways.LinTS
        learning = kind(alpha=alpha)
        self.name, self.curriculum, self.history = name, curriculum, name.endswith("-history")
        self.model: Any = library.MAB(list(range(len(curriculum))), learning, seed=seed)
        self.fitted = False
        self.contexts: dict[int, Floats] = {}

    def choose(self, moment: Moment, rows: Ints, rng: np.random.Generator) -> Ints:
        """See :class:`.base.Policy`."""
        fits = fitting(self.curriculum, moment)
        context = features(self.curriculum, moment, self.history)
        self.contexts = dict(zip(rows.tolist(), context, strict=True))
        if not self.fitted:
            return np.asarray(np.where(fits, rng.random(fits.shape), -1).argmax(axis=1))
        said = self.model.predict_expectations(context)
        said = [said] if isinstance(said, dict) else said
        expected = np.array([[one[arm] for arm in range(len(self.curriculum))] for one in said])
        return np.asarray(np.where(fits, expected + 1e-9 * rng.random(fits.shape), -np.inf).argmax(axis=1))

    def learn(self, seen: Seen, people: People, now: float) -> None:  # noqa: ARG002
        """Tell the library what was said."""
        reward = seen.reward(self.curriculum)
        told = np.flatnonzero(~np.isnan(reward))
        if not len(told):
            return
        contexts = np.array([self.contexts[row] for row in seen.rows[told].tolist()])
        teach = self.model.partial_fit if self.fitted else self.model.fit
        teach(seen.practice[told], reward[told], contexts)
        self.fitted = True

    def half_width(self, people: People) -> Floats | None:  # noqa: ARG002
        """None: the library gives no interval for a person's effect."""
        return None


def features(curriculum: Curriculum, moment: Moment, history: bool) -> Floats:
    """What is known of each person, N x features, all about -1 to 1."""
    people = moment.people
    level, _ = people.levels_at(moment.now)
    fear = np.where(np.isnan(people.fear), 0.3, people.fear)
    once = (ease(people, moment.now) > 0).astype(float)
    state = np.column_stack([np.ones(len(people)), weights_of(moment), level, fear, once])
    return np.column_stack([state, _history(curriculum, people)]) if history else state


def _history(curriculum: Curriculum, people: People) -> Floats:
    answers, sums = people.answers, people.sums
    overall = (sums.sum(axis=1) + 2 * 2.0) / (answers.sum(axis=1) + 2)
    groups = [curriculum.trains[:, flow] >= 0.4 for flow in range(3)]
    groups += [curriculum.body, curriculum.imagery, curriculum.inward, curriculum.writes, curriculum.fierce]
    known = []
    for group in groups:
        count = answers[:, group].sum(axis=1)
        known.append((sums[:, group].sum(axis=1) - overall * count) / (count + 2))
    return np.column_stack([overall - 2, *known])
