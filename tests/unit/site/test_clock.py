"""A device's clock may be wrong; no session is lost over it, and "today" is the person's."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from kindward.site.practice.clock import local_day, true_times

NOW = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def times(start: datetime, end: datetime, sent_at: datetime | None = None, practised: timedelta = MINUTE):
    return true_times(start, end, sent_at=sent_at, now=NOW, practised=practised)


def test_a_right_clock_is_believed() -> None:
    told = times(NOW - 2 * MINUTE, NOW - MINUTE, sent_at=NOW)
    assert (told.start, told.end, told.corrected) == (NOW - 2 * MINUTE, NOW - MINUTE, False)


def test_a_session_that_waited_offline_for_days_keeps_its_times() -> None:
    start = NOW - timedelta(days=9)
    told = times(start, start + MINUTE, sent_at=NOW)
    assert (told.start, told.corrected) == (start, False)


@pytest.mark.parametrize("wrong_by", [timedelta(days=400), timedelta(hours=-7), timedelta(days=-20_000)])
def test_a_wrong_clock_is_put_right_by_what_it_said_when_sending(wrong_by: timedelta) -> None:
    truly = NOW - timedelta(hours=3)
    told = times(truly + wrong_by, truly + MINUTE + wrong_by, sent_at=NOW + wrong_by)
    assert (told.start, told.end, told.corrected) == (truly, truly + MINUTE, True)


def test_an_absurd_future_becomes_now_and_keeps_its_length() -> None:
    far = NOW + timedelta(days=3650)
    told = times(far, far + 10 * MINUTE)
    assert (told.start, told.end, told.corrected) == (NOW - 10 * MINUTE, NOW, True)


def test_a_clock_that_was_never_set_becomes_now() -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    told = times(epoch, epoch + MINUTE)
    assert (told.end, told.corrected) == (NOW, True)


def test_an_end_before_the_start_is_mended_with_the_seconds_practised() -> None:
    told = times(NOW, NOW - timedelta(hours=1), practised=3 * MINUTE)
    assert told.end - told.start == 3 * MINUTE


@pytest.mark.parametrize(
    ("moment", "hours", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), 1, date(2026, 3, 29)),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), 2, date(2026, 3, 30)),
        (datetime(2028, 2, 29, 3, 0, tzinfo=UTC), -8, date(2028, 2, 28)),
        (datetime(2028, 2, 28, 18, 0, tzinfo=UTC), 9, date(2028, 2, 29)),
        (datetime(2026, 1, 1, 5, 0, tzinfo=UTC), -10, date(2025, 12, 31)),
        (datetime(2025, 12, 31, 11, 0, tzinfo=UTC), 14, date(2026, 1, 1)),
        (
            datetime(2026, 5, 1, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            5.75,
            date(2026, 5, 1),
        ),
    ],
    ids=["winter", "summer", "leap-day-west", "leap-day-east", "new-year-west", "new-year-east", "kathmandu"],
)
def test_the_day_is_the_persons_own(moment: datetime, hours: float, day: date) -> None:
    assert local_day(moment, int(hours * 3600)) == day
