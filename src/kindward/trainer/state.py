"""What is remembered of one person: immutable, and plain values in storage.

It holds numbers about practice and no words.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import levels
from .arrays import Floats
from .curriculum import Curriculum
from .effects import posterior
from .errors import TrainerError
from .people import REMEMBERED, People
from .population import Population

FORMAT = 1


@dataclass(frozen=True, eq=False)
class PersonState:
    """One person. ``believes`` is the version of the population that the effects follow from."""

    people: People
    slugs: tuple[str, ...]
    believes: int

    @classmethod
    def new(cls, curriculum: Curriculum, population: Population) -> PersonState:
        """Somebody of whom nothing is known."""
        return cls(People.new(1, population), curriculum.slugs, population.version)

    @property
    def sessions(self) -> int:
        """Sessions so far."""
        return int(self.people.done.sum())

    def as_json(self) -> dict[str, Any]:
        """Plain values, numbers as exact as they are; what can be worked out again is left out."""
        held = self.people
        practices = {}
        for place, slug in enumerate(self.slugs):
            row = [float(part[0, place]) for part in (held.done, held.answers, held.sums, held.hurts)]
            if any(row):
                practices[slug] = row
        hurts = [
            {"at": float(at), "slug": self.slugs[by], "still": bool(still)}
            for at, by, still in zip(held.hurt_at[0], held.hurt_by[0], held.hurt_still[0], strict=True)
            if math.isfinite(at)
        ]
        return {
            "format": FORMAT, "believes": self.believes, "practices": practices,
            "squares": float(held.squares[0]),
            "last": [self.slugs[place] for place in held.last[0] if place >= 0],
            "last_at": _some(held.last_at),
            "act_at": _some(held.act_at), "usual": float(held.usual[0]), "hurts": hurts,
            "level": held.level[0].tolist(),
            "level_cov": held.level_cov[0].tolist(), "level_at": _some(held.level_at),
            "fear": _some(held.fear),
            "noise": float(held.noise[0]),
        }  # fmt: skip

    @classmethod
    def from_json(
        cls, data: Mapping[str, Any], curriculum: Curriculum, population: Population
    ) -> PersonState:
        """What :meth:`as_json` gave. A practice that is no longer there is forgotten.

        Raises :class:`TrainerError`.
        """
        if data.get("format") != FORMAT:
            raise TrainerError(f"state: format: {data.get('format')!r} is unknown; expected {FORMAT}")
        try:
            return _read(data, curriculum, population)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise TrainerError(f"state: cannot be read ({error}); expected what as_json gave") from None


def _read(data: Mapping[str, Any], curriculum: Curriculum, population: Population) -> PersonState:
    held, index = People.new(1, population), curriculum.index
    for slug, row in data["practices"].items():
        if slug in index:
            place = index[slug]
            held.done[0, place], held.answers[0, place], held.sums[0, place], held.hurts[0, place] = row
    held.squares[0], held.usual[0], held.noise[0] = data["squares"], data["usual"], data["noise"]
    for place, slug in enumerate(data["last"]):
        held.last[0, place] = index.get(slug, -1)
    hurts = [hurt for hurt in data["hurts"] if hurt["slug"] in index][:REMEMBERED]
    for place, hurt in enumerate(hurts):
        held.hurt_at[0, place], held.hurt_still[0, place] = hurt["at"], hurt["still"]
        held.hurt_by[0, place] = index[hurt["slug"]]
    held.last_at[0], held.act_at[0], held.level_at[0] = (
        -math.inf if data[name] is None else data[name] for name in ("last_at", "act_at", "level_at")
    )
    held.fear[0] = math.nan if data["fear"] is None else data["fear"]
    held.level[0], held.level_cov[0] = data["level"], data["level_cov"]
    if held.level_cov.shape != (1, 3, 3) or not np.isfinite(held.level_cov).all():
        held.level_cov = levels.STRANGER[None].copy()
    held.mean, held.cov = posterior(population, held.answers, held.sums, held.noise)
    return PersonState(held, curriculum.slugs, int(data["believes"]))


def _some(value: Floats) -> float | None:
    return float(value[0]) if math.isfinite(value[0]) else None
