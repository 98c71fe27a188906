"""What is due on a day, and when the profile is asked for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kindward.practice import load_catalogue
from kindward.programme import MINUTES, Move, load_weeks, where
from kindward.programme.today import due, profile_due

CATALOGUE, WEEKS = load_catalogue(), load_weeks()
MONDAY = date(2026, 3, 2)
DAILY = [MONDAY + timedelta(days=n) for n in range(80)]


def on(days: int) -> date:
    return MONDAY + timedelta(days=days)


@pytest.mark.parametrize("minutes", MINUTES)
@pytest.mark.parametrize("gentle", [False, True])
@pytest.mark.parametrize("week", WEEKS, ids=lambda week: f"week-{week.number}")
def test_every_day_fits_the_time_somebody_has(week, gentle, minutes) -> None:
    for day in (1, 3, 7, 30):
        today = due(week, day, minutes, gentle, CATALOGUE[week.fear.practice])
        assert sum(sitting.seconds for sitting in today.sittings) <= 60 * minutes + 60
        for sitting in today.sittings:
            script = CATALOGUE[sitting.practice]
            assert script.min_seconds <= sitting.seconds <= script.max_seconds


def test_one_thing_a_day_beside_practising_and_the_act_comes_while_there_is_time_for_it() -> None:
    extras = [due(WEEKS[0], day, 10, False, CATALOGUE["just-like-me"]).extra for day in range(1, 10)]
    assert extras == ["article", "rest", "act", "rest", "reflection", "rest", "hard", "on", "on"]


def test_where_kindness_brings_fear_the_steadier_practice_comes_first() -> None:
    week = WEEKS[2]
    today = due(week, 1, 20, True, CATALOGUE[week.fear.practice])
    assert today.sittings[0].practice == week.fear.practice
    assert today.sittings[0].seconds == CATALOGUE[week.fear.practice].max_seconds


def offered(moves: list[Move], taken: list[int], today: int, order: str = "usual") -> str | None:
    return profile_due(where(moves, on(today), DAILY), order, [on(day) for day in taken], on(today))


START = [Move("start", MONDAY)]
LAST = [*START, Move("go", on(49), 8)]
DONE = [*LAST, Move("finish", on(57))]


def test_two_baselines_at_least_two_days_apart() -> None:
    assert offered(START, [], 0) == "baseline-1"
    assert offered(START, [0], 1) is None
    assert offered(START, [0], 2) == "baseline-2"
    assert offered(START, [0, 2], 3) is None


def test_one_from_shortly_before_counts_and_one_from_long_ago_does_not() -> None:
    assert offered(START, [-5], 0) == "baseline-2"
    assert offered(START, [-40], 0) == "baseline-1"


def test_no_baseline_when_the_weeks_are_well_under_way_or_paused() -> None:
    assert offered([*START, Move("go", on(14), 3)], [], 14) is None
    assert offered([*START, Move("pause", on(1))], [], 1) is None


def test_two_follow_ups_from_the_end_on_a_week_apart() -> None:
    assert offered(LAST, [0, 2], 50) is None
    assert offered(LAST, [0, 2], 53) == "follow-up-1"
    assert offered(DONE, [0, 2, 54], 58) is None
    assert offered(DONE, [0, 2, 54], 61) == "follow-up-2"
    assert offered(DONE, [0, 2, 54, 61], 70) is None


def test_nobody_who_never_began_is_asked() -> None:
    assert profile_due(where([], MONDAY), "usual", [], MONDAY) is None
