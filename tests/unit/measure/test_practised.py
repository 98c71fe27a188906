"""A month of practice, minutes by flow, coming back after a gap."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.measure.practised import (
    Practised,
    days_away,
    is_back_after_a_gap,
    last_day,
    month_after,
    month_before,
    month_of,
    read_month,
    say_practised,
    seconds_by_flow,
)

MARCH = date(2026, 3, 1)
TODAY = date(2026, 3, 18)
FIRST_DAYS = st.dates(date(1900, 2, 1), date(2199, 11, 30)).map(lambda day: day.replace(day=1))
FLOW_SETS = st.sampled_from(
    [None, (), ("to_self",), ("to_others", "to_self"), ("to_others", "from_others", "to_self")]
)
SESSIONS = st.lists(
    st.builds(Practised, st.dates(date(2026, 3, 1), date(2026, 3, 31)), st.integers(0, 21_600), FLOW_SETS)
)


def on(day: int, seconds: int = 60, month: int = 3) -> Practised:
    return Practised(date(2026, month, day), seconds, ("to_self",))


def test_days_stand_under_their_weekday_monday_first() -> None:
    weeks = month_of(MARCH, [], TODAY).weeks
    assert weeks[0][:6] == (None,) * 6
    assert weeks[0][6] is not None
    assert weeks[0][6].date == MARCH
    assert all(day.date.weekday() == place for week in weeks for place, day in enumerate(week) if day)


def test_a_day_with_two_sessions_is_one_day_with_both_lengths() -> None:
    month = month_of(MARCH, [on(3, 600), on(3, 600), on(5, 23)], TODAY)
    assert [(day.date.day, day.seconds) for day in month.practised] == [(3, 1200), (5, 23)]
    assert month.seconds == 1223


def test_a_session_of_no_seconds_makes_no_day_of_practice() -> None:
    assert month_of(MARCH, [on(3, 0)], TODAY).practised == []


def test_sessions_of_another_month_are_left_out() -> None:
    assert month_of(MARCH, [on(28, month=2), on(1, month=4)], TODAY).seconds == 0


def test_today_is_marked_and_the_days_after_it_are_to_come() -> None:
    days = month_of(MARCH, [], TODAY).days
    assert [day.date.day for day in days if day.is_today] == [18]
    assert [day.date.day for day in days if day.is_to_come] == list(range(19, 32))


def test_a_month_of_long_ago_has_no_today_and_nothing_to_come() -> None:
    assert not any(day.is_today or day.is_to_come for day in month_of(date(2025, 12, 1), [], TODAY).days)


def test_after_a_flight_to_the_west_tomorrow_already_holds_a_practice() -> None:
    (tomorrow,) = month_of(MARCH, [on(19)], TODAY).practised
    assert tomorrow.is_to_come


def test_a_leap_day_is_there_when_it_is() -> None:
    leap, plain = (month_of(date(year, 2, 1), [], TODAY).days for year in (2028, 2026))
    assert (len(leap), len(plain)) == (29, 28)


@given(FIRST_DAYS)
def test_every_month_has_all_its_days_once(first: date) -> None:
    days = [day.date for day in month_of(first, [], TODAY).days]
    assert days == [first + timedelta(days=n) for n in range(calendar.monthrange(first.year, first.month)[1])]
    assert days[-1] == last_day(first)


@given(FIRST_DAYS)
def test_the_month_after_the_month_before_is_the_month(first: date) -> None:
    assert month_after(month_before(first)) == first == month_before(month_after(first))


def test_a_practice_of_several_flows_shares_its_seconds_evenly() -> None:
    shares = seconds_by_flow(
        [Practised(TODAY, 300, ("to_others", "from_others", "to_self")), Practised(TODAY, 60, ("to_self",))]
    )
    assert shares.flows == {"to_others": 100, "from_others": 100, "to_self": 160}


def test_steadying_and_forgotten_practices_are_told_apart_from_the_flows() -> None:
    shares = seconds_by_flow([Practised(TODAY, 40, ()), Practised(TODAY, 70, None)])
    assert (shares.steadying, shares.unknown, sum(shares.flows.values())) == (40, 70, 0)


@given(SESSIONS)
def test_no_second_is_lost_or_made_up(sessions: list[Practised]) -> None:
    shares = seconds_by_flow(sessions)
    together = sum(shares.flows.values()) + shares.steadying + shares.unknown
    assert together == pytest.approx(month_of(MARCH, sessions, TODAY).seconds)


@pytest.mark.parametrize(("days", "back"), [(0, False), (1, False), (13, False), (14, True), (400, True)])
def test_somebody_is_welcomed_back_from_two_weeks_on(days: int, back: bool) -> None:
    assert is_back_after_a_gap(TODAY - timedelta(days=days), TODAY) is back


def test_who_never_practised_or_is_a_date_ahead_has_not_been_away() -> None:
    assert days_away(None, TODAY) == 0
    assert days_away(TODAY + timedelta(days=1), TODAY) == 0


@pytest.mark.parametrize(
    "text",
    ["", "banana", "2026", "2026-13", "2026-00", "2026-1", "0001-01", "9999-12", "2026-10\n", "２０２６-10"],
)
def test_what_is_no_month_is_none(text: str) -> None:
    assert read_month(text) is None


def test_a_month_is_read() -> None:
    assert read_month("2026-10") == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 seconds"), (1, "1 second"), (40, "40 seconds"), (59.6, "1 minute"), (80, "1 min 20 s"),
        (150, "2½ minutes"), (180, "3 minutes"), (599.7, "10 minutes"), (629, "10 minutes"),
        (3660, "61 minutes"), (90_000, "1,500 minutes"),
    ],
)  # fmt: skip
def test_lengths_are_said_as_people_say_them(seconds: float, said: str) -> None:
    assert say_practised(seconds) == said
