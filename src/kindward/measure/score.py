"""From answers to scores: one response at a time, or a whole cohort at once, by the same rules.

Missing answers. A scale (a subscale, or the total) of which at most a fifth of the items is missing is
scored by the person's own mean of the items that are there; beyond that it is "not scored", never
silently zero. A missing answer to a question about risk is unknown, never "no".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .instrument import TOTAL, Instrument, Subscale

#: Largest share of missing items with which a scale is still scored.
MOST_MISSING = 0.2
SAFETY, RISK_UNKNOWN = "safety", "risk-unknown"
#: Digits after the point in which scores are given.
DIGITS = 4

Answers = Sequence[int | None]
Matrix = npt.NDArray[np.float64]
Vector = npt.NDArray[np.float64]


class AnswerError(ValueError):
    """An answer that the instrument does not have: which item (from 1), what it was, what was expected."""

    def __init__(self, item: int, message: str) -> None:
        self.item = item
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Score:
    """What one response comes to. ``None`` stands for not scored; ``not_scored`` says which and why.

    ``flags`` holds ``safety`` when the risk item was answered above 0, ``risk-unknown`` when it was left
    out.
    """

    total: float | None
    subscales: Mapping[str, float | None]
    flags: tuple[str, ...]
    not_scored: tuple[str, ...]

    def of(self, scale: str) -> float | None:
        """The score of a subscale, or of ``total``."""
        return self.total if scale == TOTAL else self.subscales[scale]


@dataclass(frozen=True, slots=True)
class ScoredTable:
    """Scores of many responses in their order: arrays of length n; NaN for not scored, booleans for flags."""

    total: Vector | None
    subscales: Mapping[str, Vector]
    safety: npt.NDArray[np.bool_]
    risk_unknown: npt.NDArray[np.bool_]


def check_answers(instrument: Instrument, answers: Answers) -> None:
    """Raise :class:`AnswerError` for a wrong number of answers or one out of range; ``None`` is missing."""
    if len(answers) != instrument.items:
        at = min(len(answers), instrument.items - 1) + 1
        raise AnswerError(at, f"{len(answers)} answers; expected {instrument.items}")
    for item, answer in enumerate(answers, 1):
        whole = isinstance(answer, int) and not isinstance(answer, bool)
        if answer is not None and not (whole and instrument.low <= answer <= instrument.high):
            expected = f"{instrument.low} to {instrument.high}, or nothing"
            raise AnswerError(item, f"“{answer}” is not an answer; expected {expected}")


def score(instrument: Instrument, answers: Answers) -> Score:
    """Scores of one response: a whole number or ``None`` for each item. Raises :class:`AnswerError`."""
    check_answers(instrument, answers)
    row = np.array([[np.nan if answer is None else answer for answer in answers]], dtype=np.float64)
    table = score_many(instrument, row)
    subscales = {name: plain(values[0]) for name, values in table.subscales.items()}
    total = plain(table.total[0]) if table.total is not None else None
    flags = ((SAFETY,) if table.safety[0] else ()) + ((RISK_UNKNOWN,) if table.risk_unknown[0] else ())
    scored: dict[str, float | None] = dict(subscales)
    if table.total is not None:
        scored[TOTAL] = total
    missing = np.isnan(row[0])
    reasons = tuple(
        not_scored_reason(instrument, missing, name) for name, value in scored.items() if value is None
    )
    return Score(total, subscales, flags, reasons)


def score_many(instrument: Instrument, answers: Matrix) -> ScoredTable:
    """Scores of a cohort: ``answers`` has shape (n, items), NaN for missing, values within the range.

    Fastest when each item's answers lie together in memory (Fortran order). Raises :class:`AnswerError`
    for another shape; values are not checked here, see :func:`check_answers`.
    """
    if answers.ndim != 2 or answers.shape[1] != instrument.items:
        raise AnswerError(1, f"shape {answers.shape}; expected (n, {instrument.items})")
    cohort = _Cohort(instrument, answers)
    subscales = {subscale.name: cohort.subscale(subscale) for subscale in instrument.subscales}
    safety = unknown = np.zeros(len(answers), dtype=bool)
    if instrument.risk_item:
        risk = answers[:, instrument.risk_item - 1]
        safety, unknown = risk > 0, np.isnan(risk)
    return ScoredTable(cohort.total(subscales), subscales, safety, unknown)


def not_scored_reason(
    instrument: Instrument, missing: Sequence[bool] | npt.NDArray[np.bool_], scale: str
) -> str:
    """Why ``scale`` (a subscale's name or ``total``) has no score. ``missing`` says which items are."""
    if scale == TOTAL and instrument.total == "mean-of-subscales":
        return "total: a subscale is not scored"
    items = instrument.items_of(scale)
    count = sum(bool(missing[item - 1]) for item in items)
    return f"{scale}: {count} of {len(items)} items missing; at most a fifth may be"


def plain(value: float) -> float | None:
    """A score as it is given out: a whole number where it is one, else four digits; None for NaN."""
    if np.isnan(value):
        return None
    rounded = round(float(value), DIGITS)
    return int(rounded) if rounded.is_integer() else rounded


class _Cohort:
    """Answers of n people with each item's answers together: shape (items, n)."""

    def __init__(self, instrument: Instrument, answers: Matrix) -> None:
        self.instrument = instrument
        self.columns = [np.ascontiguousarray(answers[:, at]) for at in range(instrument.items)]
        self.whole = [not np.isnan(column).any() for column in self.columns]

    def subscale(self, subscale: Subscale) -> Vector:
        turned = () if subscale.as_answered else self.instrument.reversed
        return self._scale(subscale.items, turned, subscale.how == "sum")

    def total(self, subscales: Mapping[str, Vector]) -> Vector | None:
        instrument = self.instrument
        if instrument.total == "none":
            return None
        if instrument.total == "mean-of-subscales":
            means = [
                self._scale(s.items, instrument.reversed, False) if s.as_answered else subscales[s.name]
                for s in instrument.subscales
            ]
            return np.asarray(np.sum(means, axis=0) / len(means))
        return (
            self._scale(instrument.total_items, instrument.reversed, instrument.total == "sum")
            * instrument.multiply
        )

    def _scale(self, items: Sequence[int], turned: Sequence[int], as_sum: bool) -> Vector:
        there = len(items)
        if all(self.whole[item - 1] for item in items):
            sums = self._sum(items, turned)
            return sums if as_sum else sums / there
        count = np.zeros(len(self.columns[0]))
        for item in items:
            count += ~np.isnan(self.columns[item - 1])
        sums = self._sum(items, turned)
        enough = (there - count) <= MOST_MISSING * there + 1e-9
        means = np.divide(sums, count, out=np.full(len(sums), np.nan), where=enough & (count > 0))
        # A complete sum is taken as it is: dividing and multiplying again would cost its last digit.
        return np.where(count == there, sums, means * there) if as_sum else means

    def _sum(self, items: Sequence[int], turned: Sequence[int]) -> Vector:
        ends = self.instrument.low + self.instrument.high
        sums = np.zeros(len(self.columns[0]))
        for item in items:
            column = self.columns[item - 1]
            if item in turned:
                column = ends - column
            sums += column if self.whole[item - 1] else np.nan_to_num(column, copy=True, nan=0.0)
        return sums
