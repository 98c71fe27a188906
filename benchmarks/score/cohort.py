"""A made-up cohort, seeded: answers in memory, and the same as CSV."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from kindward.measure.instruments import Instrument

Matrix = npt.NDArray[np.float64]


def make(instrument: Instrument, people: int, missing: float, seed: int = 1) -> Matrix:
    """Answers of that many people, NaN for the share ``missing`` of them; shape (people, items)."""
    rng = np.random.default_rng(seed)
    answers = rng.integers(instrument.low, instrument.high + 1, (people, instrument.items)).astype(float)
    answers[rng.random(answers.shape) < missing] = np.nan
    return np.asfortranarray(answers)


def write(instrument: Instrument, answers: Matrix, path: Path) -> None:
    """``answers`` as ``kindward score`` takes them."""
    words = np.array(["" if n < 0 else str(n) for n in range(-1, instrument.high + 1)], dtype=object)
    with path.open("w", encoding="utf-8") as out:
        out.write("id," + ",".join(f"item{n}" for n in range(1, instrument.items + 1)) + "\n")
        for start in range(0, len(answers), 50_000):
            part = words[np.nan_to_num(answers[start : start + 50_000], nan=-1).astype(int) + 1]
            out.writelines(f"p{start + n},{','.join(row)}\n" for n, row in enumerate(part))
