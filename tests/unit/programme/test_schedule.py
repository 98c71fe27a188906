"""Where somebody is: nothing runs ahead, pauses and days away do not count, every step is one step."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.programme import Move, next_week, position, week_before, where
from kindward.programme.schedule import days_left, moment

MONDAY = date(2026, 3, 2)


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


START = Move("start", MONDAY)
DAILY = [on(days) for days in range(60)]


def test_who_never_began_is_nowhere() -> None:
    assert where([], MONDAY).state == "none"
    assert where([Move("pause", MONDAY), Move("go", MONDAY, 5)], MONDAY).state == "none"


def test_the_first_day_is_day_one_of_week_one() -> None:
    place = where([START], MONDAY)
    assert (place.state, place.week, place.day, place.times) == ("going", 1, 1, 1)
    assert not place.may_go_on


def test_after_seven_days_the_next_week_is_offered_and_nothing_moves_by_itself() -> None:
    assert not where([START], on(6), DAILY).may_go_on
    place = where([START], on(20), DAILY)
    assert place.may_go_on
    assert place.week == 1


def test_days_on_pause_do_not_count() -> None:
    moves = [START, Move("pause", on(3)), Move("resume", on(10))]
    assert where(moves[:2], on(9)).state == "paused"
    assert where(moves[:2], on(9)).day == 4
    assert where(moves, on(10)).day == 4
    assert where(moves, on(11)).day == 5


def test_after_a_gap_everybody_is_where_they_were() -> None:
    place = where([START], on(30), [MONDAY, on(1)])
    assert place.waited
    assert place.day == 3
    # And practising again does not make the days away count after all.
    again = where([START], on(31), [MONDAY, on(1), on(30)])
    assert not again.waited
    assert again.day == 4


def test_a_day_or_two_without_practice_is_no_gap() -> None:
    place = where([START], on(6), [MONDAY])
    assert not place.waited
    assert place.day == 7


def test_a_week_can_be_repeated_left_and_come_back_to() -> None:
    moves = [START, Move("go", on(7), 2), Move("go", on(9), 1), Move("go", on(12), 2)]
    assert [where(moves[:n], on(12)).times for n in (2, 3, 4)] == [1, 2, 2]
    place = where(moves, on(12))
    assert (place.week, place.began, place.day, place.first) == (2, on(12), 1, MONDAY)


def test_a_tap_that_came_twice_is_one_step() -> None:
    twice = [START, Move("go", on(7), 2), Move("go", on(7), 2)]
    assert where(twice, on(8)) == where(twice[:2], on(8))


def test_stopping_keeps_the_place_and_resuming_finds_it() -> None:
    moves = [START, Move("go", on(7), 2), Move("stop", on(9))]
    assert (where(moves, on(400)).state, where(moves, on(400)).week) == ("stopped", 2)
    back = where([*moves, Move("resume", on(400))], on(400))
    assert (back.state, back.week, back.day) == ("going", 2, 3)


def test_the_circle_can_be_closed_and_gone_round_again() -> None:
    done = [START, Move("go", on(49), 8), Move("finish", on(56))]
    assert where(done, on(60)).state == "finished"
    assert where([*done, Move("go", on(70), 1)], on(70)).times == 2


def test_a_journey_west_makes_no_day_zero() -> None:
    assert where([START], MONDAY - timedelta(days=1)).day == 1


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["start", "pause", "resume", "go", "stop", "finish"]),
        st.integers(0, 9),
        st.integers(1, 8),
    ),
    max_size=12,
)


@given(MOVES, st.lists(st.integers(0, 120), max_size=20))
def test_whatever_was_tapped_there_is_a_place_with_a_day_of_at_least_one(
    taps: list[tuple[str, int, int]], practised: list[int]
) -> None:
    moves, day = [], 0
    for kind, later, week in taps:
        day += later
        moves.append(Move(kind, on(day), week))  # type: ignore[arg-type]
    place = where(moves, on(day + 5), map(on, practised))
    assert 1 <= place.week <= 8
    assert 1 <= place.day <= day + 6
    assert (place.state == "none") == all(move.kind != "start" for move in moves)


@pytest.mark.parametrize("order", ["usual", "gentle"])
def test_each_order_leads_through_all_weeks_and_back(order: str) -> None:
    seen = [1]
    while (following := next_week(order, seen[-1])) is not None:
        assert week_before(order, following) == seen[-1]
        seen.append(following)
    assert sorted(seen) == list(range(1, 9))
    assert [position(order, week) for week in seen] == list(range(1, 9))
    assert week_before(order, 1) is None


def test_the_days_that_are_left_shrink_with_every_day_and_are_none_on_pause() -> None:
    assert days_left(where([START], MONDAY), "usual") == 56
    assert days_left(where([START], on(6), DAILY), "usual") == 50
    assert days_left(where([START], on(30), DAILY), "usual") == 49
    assert days_left(where([START, Move("pause", on(1))], on(2)), "usual") == 0
    assert days_left(where([START, Move("go", on(1), 5)], on(1)), "gentle") == 42


DUBLIN = ZoneInfo("Europe/Dublin")


@pytest.mark.parametrize(
    ("day", "at", "expected"),
    [
        (date(2026, 1, 10), time(8), datetime(2026, 1, 10, 8, tzinfo=UTC)),
        (date(2026, 7, 10), time(8), datetime(2026, 7, 10, 7, tzinfo=UTC)),
        # Clocks go forward on 29 March at 1:00 and back on 25 October at 2:00.
        (date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2028, 2, 29), time(23, 59), datetime(2028, 2, 29, 23, 59, tzinfo=UTC)),
    ],
)
def test_eight_in_the_morning_is_eight_by_the_clock_there(day: date, at: time, expected: datetime) -> None:
    assert moment(day, at, DUBLIN) == expected
