"""What is known is trusted for a while, and never for ever."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from helpline_files import CHECKED
from kindward.safety import (
    HelplineBook,
    country_help,
    freshness,
    load_helplines,
    operator_notice,
    stale_records,
)


@pytest.fixture
def book(folder: Path) -> HelplineBook:
    return load_helplines(folder)


def after(days: int) -> date:
    return CHECKED + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (89, "fresh"), (90, "stale"), (179, "stale"), (180, "old")]
)
def test_a_record_is_stale_at_90_days_and_old_at_180(book: HelplineBook, days: int, state: str) -> None:
    assert freshness(book.lines["IE"][0], after(days)) == state
    assert freshness(book.emergency["IE"], after(days)) == state


def test_a_clock_that_is_behind_makes_nothing_stale(book: HelplineBook) -> None:
    assert freshness(book.lines["IE"][0], after(-400)) == "fresh"


def test_until_180_days_every_line_is_shown(book: HelplineBook) -> None:
    shown = country_help(book, "IE", after(179))
    assert [line.name for line in shown.lines] == ["Listeners", "Young listeners"]
    assert shown.hidden == 0


def test_from_180_days_the_national_line_and_the_emergency_number_stay(book: HelplineBook) -> None:
    shown = country_help(book, "IE", after(180))
    assert [line.name for line in shown.lines] == ["Listeners"]
    assert shown.hidden == 1
    assert shown.emergency.any == "112"


def test_after_ten_years_the_national_line_is_still_there(book: HelplineBook) -> None:
    assert country_help(book, "IE", after(3650)).national


def test_a_country_without_helplines_has_its_emergency_number(book: HelplineBook) -> None:
    shown = country_help(book, "FR", after(0))
    assert shown.lines == ()
    assert shown.emergency.any == "112"


def test_the_operator_hears_nothing_while_all_is_fresh(book: HelplineBook) -> None:
    assert operator_notice(book, after(89)) is None
    assert stale_records(book, after(89)) == []


def test_the_operator_is_told_how_many_and_how_old_at_90_days(book: HelplineBook) -> None:
    notice = operator_notice(book, after(90))
    assert notice is not None
    assert notice.startswith("252 crisis help records were last checked 90 days ago or more;")
    assert "90 days ago." in notice
    assert "Not shown any more" not in notice


def test_the_operator_is_told_what_is_hidden_at_180_days(book: HelplineBook) -> None:
    notice = operator_notice(book, after(180))
    assert notice is not None
    assert "Not shown any more, being older than 180 days: 1." in notice
