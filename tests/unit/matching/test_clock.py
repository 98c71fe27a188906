"""The 48-hour clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kindward.matching.clock import PROMISED, Clock, offer_ends

START = datetime(2026, 3, 6, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_forty_eight_consecutive_hours_over_a_weekend_and_the_change_of_summer_time() -> None:
    local = START.astimezone(ZoneInfo("America/Los_Angeles"))
    deadline = Clock(local.astimezone(UTC)).deadline
    assert deadline == START + 48 * HOUR
    # By the clock on the wall it is an hour later, because one was skipped.
    assert deadline.astimezone(ZoneInfo("America/Los_Angeles")).hour == local.hour + 1


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (0, ()),
        (11.99, ()),
        (12, (12,)),
        (24, (12, 24)),
        (47.99, (12, 24, 36, 44)),
        (200, (12, 24, 36, 44, 48)),
    ],
)
def test_hours_at_which_coordinators_are_told(hours: float, told: tuple[int, ...]) -> None:
    assert Clock(START).told(START + timedelta(hours=hours)) == told


def test_a_moment_before_the_start_is_no_waiting() -> None:
    clock = Clock(START)
    assert clock.waited(START - 2 * HOUR) == timedelta(0)
    assert clock.left(START - 2 * HOUR) == PROMISED


def test_a_clock_that_stopped_stands() -> None:
    clock = Clock(START, stopped_at=START + 5 * HOUR)
    assert clock.waited(START + 500 * HOUR) == 5 * HOUR
    assert not clock.is_over(START + 500 * HOUR)
    assert not clock.is_running


def test_a_pause_moves_the_deadline_and_is_no_waiting() -> None:
    held = Clock(START, held_since=START + 10 * HOUR)
    assert held.waited(START + 90 * HOUR) == 10 * HOUR
    on = Clock(START, held=20 * HOUR)
    assert on.waited(START + 40 * HOUR) == 20 * HOUR
    assert on.deadline == START + 68 * HOUR


@pytest.mark.parametrize(("left", "given"), [(48, 6), (18, 6), (9, 3), (3, 1), (1, 1), (-5, 1)])
def test_an_offer_has_a_third_of_what_is_left_but_one_to_six_hours(left: int, given: int) -> None:
    assert offer_ends(START, START + left * HOUR) == START + given * HOUR
