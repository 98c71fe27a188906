"""The friend gap: what is sure, what is corrected, and where it goes."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kindward.selftalk import Gap, closing, gap_of, gaps, shipped_model

HARSH = "I am a pathetic loser and I ruin everything I ever touch, every single time."
WARM = "Oh love, I am so sorry, you did your best and I am here with you, come and rest."
DAY = date(2026, 3, 1)


@dataclass
class Reframe:
    said_to_self: str = HARSH
    said_to_friend: str = WARM
    correction: Any = None
    day: date = DAY


def gap(value: float, day: int) -> Gap:
    return Gap(DAY + timedelta(day), 0.0, value, value - 0.2, value + 0.2, False)


def test_words_to_a_friend_that_are_warmer_make_a_gap():
    found = gap_of(Reframe(), shipped_model())
    assert found.gap > 0.8 and found.low > 0 and found.low < found.gap < found.high


def test_a_text_too_short_to_speak_of_makes_none():
    assert gap_of(Reframe(said_to_self="Typical me."), shipped_model()) is None


def test_the_persons_own_word_wins():
    found = gap_of(Reframe(correction={"to_self": 0.5, "to_friend": 0.5}), shipped_model())
    assert (found.gap, found.low, found.high, found.corrected) == (0, 0, 0, True)


def test_the_persons_own_word_counts_where_the_model_is_silent():
    found = gap_of(Reframe(said_to_self="Typical.", correction={"to_self": -1}), shipped_model())
    assert found.to_self == -1 and found.low < found.high


@pytest.mark.parametrize(
    "odd", [{"to_self": "warm"}, {"to_self": True}, {"to_self": float("nan")}, "no", [], {}]
)
def test_a_correction_that_is_none_changes_nothing(odd):
    assert gap_of(Reframe(correction=odd), shipped_model()) == gap_of(Reframe(), shipped_model())


def test_gaps_come_by_day_and_leave_out_what_is_not_sure():
    late = Reframe(day=DAY + timedelta(9))
    found = gaps([late, Reframe(said_to_friend="ok"), Reframe()], shipped_model())
    assert [one.day for one in found] == [DAY, late.day]


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ([1.2, 0.9, 0.6, 0.2], "closing"),
        ([0.2, 0.5, 0.9], "opening"),
        ([0.6, 0.7, 0.6], "steady"),
        ([1.2, 1.1, 1.9, 0.8, 0.6, 0.5], "closing"),
        ([1.2, 0.1], None),
    ],
)
def test_where_the_gap_goes(values, word):
    assert closing([gap(value, 7 * at) for at, value in enumerate(values)]) == word


def test_one_day_is_no_time():
    assert closing([gap(1.0, 0), gap(0.5, 0), gap(0.0, 0)]) is None
