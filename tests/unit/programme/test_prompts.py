"""Reminders that earn their place: due less and less, left to chance, compared, dropped, stopped."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.programme.prompts import (
    DUE_DAYS,
    KINDS,
    SENT_SHARE,
    Prompted,
    chance_greater,
    chance_it_helps,
    choose,
    has_been_ignored,
    is_due,
    kinds_left,
    next_due,
    words,
)

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def rows(kind: str, sent: bool, yes: int, of: int, first: int = 0) -> list[Prompted]:
    return [Prompted(day(first + n), kind, sent, practised=n < yes, opened=False) for n in range(of)]  # type: ignore[arg-type]


def test_they_fade_from_every_day_to_one_a_week() -> None:
    for week in range(12):
        days = [is_due(day(7 * week + n), MONDAY, []) for n in range(7)]
        assert sum(days) == DUE_DAYS[min(week, len(DUE_DAYS) - 1)]


def test_one_a_week_is_not_always_the_same_weekday() -> None:
    weekdays = {next_due(day(7 * week), MONDAY, []).weekday() for week in range(9, 20)}
    assert len(weekdays) > 3


def test_one_a_day_at_most_and_none_before_they_were_switched_on() -> None:
    assert not is_due(MONDAY, MONDAY, [Prompted(MONDAY, "cue", True)])
    assert not is_due(day(-1), MONDAY, [])


def live(rate_quiet: float, rate_sent: float, seed: int, weeks: int = 26) -> list[Prompted]:
    """Somebody who practises by those rates, and never ignores three in a row without having opened one."""
    chance, history = Random(seed), list[Prompted]()  # noqa: S311
    for number in range(7 * weeks):
        if is_due(day(number), MONDAY, history) and (choice := choose(history, chance.random)):
            practised = chance.random() < (rate_sent if choice.sent else rate_quiet)
            history.append(Prompted(day(number), choice.kind, choice.sent, practised, opened=choice.sent))
    return history


def test_chance_leaves_its_share_of_days_quiet_and_says_with_what_probability() -> None:
    chance = Random(1)  # noqa: S311
    choices = [choose([], chance.random) for _ in range(4000)]
    assert sum(choice.sent for choice in choices if choice) / 4000 == pytest.approx(SENT_SHARE, abs=0.02)
    assert {choice.probability for choice in choices if choice} == {SENT_SHARE}


def test_all_kinds_take_turns_and_no_two_days_are_alike_at_first() -> None:
    kinds = [row.kind for row in live(0.3, 0.6, seed=1)[:16]]
    assert set(Counter(kinds).values()) == {4}
    assert all(kind != after for kind, after in pairwise(kinds))


def test_what_harms_is_dropped_far_more_often_than_what_helps() -> None:
    left = {rates: sum(len(kinds_left(live(*rates, seed))) for seed in range(80)) / (80 * len(KINDS))
            for rates in ((0.3, 0.7), (0.6, 0.2))}  # fmt: skip
    assert left[0.3, 0.7] > 0.95
    assert left[0.6, 0.2] < 0.6


def test_little_is_not_taken_for_something() -> None:
    history = rows("cue", True, 0, 5) + rows("cue", False, 20, 20, first=5)
    assert chance_it_helps("cue", history) is None
    assert "cue" in kinds_left(history)


def test_a_kind_after_which_nothing_follows_is_dropped_and_the_others_stay() -> None:
    history = rows("cue", True, 1, 10) + rows("minute", False, 8, 10, first=10)
    assert kinds_left(history) == ("moment", "minute", "kindness")


def test_when_nothing_helps_there_is_nothing_to_choose() -> None:
    history = rows("cue", False, 8, 10)
    for number, kind in enumerate(KINDS, 1):
        history += rows(kind, True, 0, 10, first=10 * number)
    assert choose(history, Random(1).random) is None  # noqa: S311


def test_a_day_that_is_not_over_tells_nothing_yet() -> None:
    open_days = [Prompted(day(n), "cue", True) for n in range(20)]
    assert chance_it_helps("cue", open_days + rows("cue", False, 5, 10, first=20)) is None
    assert not has_been_ignored(open_days)


@pytest.mark.parametrize(
    ("followed", "stops"),
    [
        ("...", True),
        ("..", False),
        (".p..", False),
        ("p...", True),
        ("..o", False),
        (".q..", True),
        ("q.q.q.", True),
    ],
)
def test_three_ignored_in_a_row_are_enough(followed: str, stops: bool) -> None:
    """``.`` ignored, ``p`` practised, ``o`` opened, ``q`` a quiet day without practice."""
    history = [
        Prompted(day(n), "cue", sign != "q", practised=sign == "p", opened=sign == "o")
        for n, sign in enumerate(followed)
    ]
    assert has_been_ignored(history) is stops


def test_the_comparison_agrees_with_numbers_worked_out_by_hand() -> None:
    # Nothing known of either: a coin. One success against nothing: E[p] of Beta(2, 1) is 2/3.
    assert chance_greater(0, 0, 0, 0) == pytest.approx(1 / 2)
    assert chance_greater(1, 1, 0, 0) == pytest.approx(2 / 3)
    # Beta(2, 1) against Beta(1, 2): the integral of 2p (1 - (1 - p)^2) from 0 to 1 is 4/3 - 1/2 = 5/6.
    assert chance_greater(1, 1, 0, 1) == pytest.approx(5 / 6)


COUNTS = st.integers(0, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.integers(of, of)))


@given(COUNTS, COUNTS)
def test_either_one_is_greater_or_the_other(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert chance_greater(*one, *other) + chance_greater(*other, *one) == pytest.approx(1)


@given(COUNTS, COUNTS)
def test_one_more_success_never_counts_against(one: tuple[int, int], other: tuple[int, int]) -> None:
    (yes, of) = one
    assert chance_greater(yes + 1, of + 1, *other) > chance_greater(yes, of + 1, *other) - 1e-9


def test_the_comparison_agrees_with_drawing_many_times() -> None:
    chance = Random(7)  # noqa: S311
    draws = [chance.betavariate(7, 5) > chance.betavariate(4, 8) for _ in range(40_000)]
    assert chance_greater(6, 10, 3, 10) == pytest.approx(sum(draws) / len(draws), abs=0.01)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="counts"):
        chance_greater(3, 2, 0, 0)


def test_the_own_cue_is_said_only_by_its_kind_and_only_when_wanted() -> None:
    assert words("cue", "after the first coffee", True) == "after the first coffee"
    plain = {
        words(kind, "after the first coffee", shows) for kind in KINDS for shows in (kind != "cue", False)
    }
    assert "after the first coffee" not in plain
    assert words("cue", "", True) == "A quiet moment, if you like"
