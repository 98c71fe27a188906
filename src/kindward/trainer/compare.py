"""A small trial on one person: two practices, which of them by lot each time (N-of-1; Lillie et al. 2011)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import student
from .errors import TrainerError

#: Sessions of each practice before anything is said.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Comparison:
    """``better``: the practice whose answers are higher, or None when that cannot be told yet;
    ``difference`` first less second in points of soothing, with its 90% interval; ``left``: sessions still
    to come before anything is said."""

    better: str | None
    difference: float | None
    low: float | None
    high: float | None
    left: int


def whose_turn(one: str, other: str, sessions: int, seed: int | str) -> str:
    """Which of the two comes next: pairs in an order drawn by lot, so that neither gets ahead.

    Each has a chance of one half.
    """
    lot = hashlib.sha256(f"kindward pair {seed} {sessions // 2}".encode()).digest()[0] % 2
    return (one, other)[(sessions + lot) % 2]


def compare(one: str, other: str, answers: Sequence[tuple[str, float]]) -> Comparison:
    """What the answers so far say (Welch 1947).

    Raises :class:`TrainerError` for a practice that is neither of the two.
    """
    for slug, _ in answers:
        if slug not in (one, other):
            raise TrainerError(f"answers: “{slug}” is not compared; expected {one} or {other}")
    parts = [np.array([value for slug, value in answers if slug == name], float) for name in (one, other)]
    left = sum(max(LEAST - len(part), 0) for part in parts)
    if left:
        return Comparison(None, None, None, None, left)
    # A person who always taps the same has not shown that answers never vary: one more tap of spread is
    # assumed.
    errors = [(float(part.var(ddof=1)) * (len(part) - 1) + 0.25) / len(part) / len(part) for part in parts]
    difference, error = float(parts[0].mean() - parts[1].mean()), sum(errors)
    df = error**2 / sum(part**2 / (len(held) - 1) for part, held in zip(errors, parts, strict=True))
    half = float(student(df)) * float(np.sqrt(error))
    better = one if difference > half else other if difference < -half else None
    return Comparison(better, difference, difference - half, difference + half, 0)
