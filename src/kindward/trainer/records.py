"""What the nightly update reads: sums per person, so that ten thousand people fit into one small table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .arrays import Floats, Ints


@dataclass(frozen=True, eq=False)
class Records:
    """For N people and P practices: ``answers`` and ``sums`` N x P of soothing, ``squares`` N (sum of
    squared answers), ``done`` and ``hurts`` N x P sessions, ``fear`` N from 0 to 1, NaN where it was never
    measured."""

    answers: Floats
    sums: Floats
    squares: Floats
    done: Floats
    hurts: Floats
    fear: Floats

    @classmethod
    def from_sessions(
        cls,
        shape: tuple[int, int],
        person: Ints,
        practice: Ints,
        soothing: Floats,
        hurt: Ints,
        fear: Floats | None = None,
    ) -> Records:
        """From one entry per session: ``shape`` is people by practices, ``person`` and ``practice`` count
        from 0, ``soothing`` is NaN where it was not answered, ``hurt`` is 0, 1 (passed) or 2 (still
        here)."""
        told = ~np.isnan(soothing)

        def add(where: Any, value: Floats) -> Floats:
            out = np.zeros(shape)
            np.add.at(out, (person[where], practice[where]), value)
            return out

        squares = np.bincount(person[told], soothing[told] ** 2, shape[0]).astype(float)
        return cls(
            add(told, np.ones(told.sum())), add(told, soothing[told]), squares,
            add(slice(None), np.ones(len(person))),
            add(slice(None), (hurt > 0).astype(float)), np.full(shape[0], np.nan) if fear is None else fear,
        )  # fmt: skip

    @classmethod
    def join(cls, parts: Sequence[Records]) -> Records:
        """Several tables of the same practices, one below the other."""
        names = ("answers", "sums", "squares", "done", "hurts", "fear")
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
