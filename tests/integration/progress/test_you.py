"""The person's own page: a month of practice, coming back, and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kindward.practice.lengths import offered_lengths
from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import Session
from kindward.site.progress.models import DayTotal
from kindward.site.progress.selectors import LISTED
from kindward.site.progress.totals import rebuild
from kindward.site.progress.views import FIRST_STEP, STEP_BACK

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon_on_the_18th() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def practised(
    person: Person, start: datetime, seconds: int = 60, offset_hours: int = 0, **more: object
) -> Session:
    """A session of ``person``, where clocks stand ``offset_hours`` east of Greenwich."""
    offset = timedelta(hours=offset_hours)
    fields = {
        "key": f"session-{Session.objects.count():05d}", "practice": "self-compassion-break", "version": 1,
        "kind": "meditation", "ended": "finished", "voice": "hibari",
    }  # fmt: skip
    return Session.objects.create(
        person=person,
        start_time=start,
        end_time=start + timedelta(seconds=seconds),
        start_zone_offset=offset.total_seconds(),
        end_zone_offset=offset.total_seconds(),
        day=(start + offset).date(),
        asked_seconds=seconds,
        seconds_practised=seconds,
        received_at=start,
        **fields | more,
    )


def at(day: int, month: int = 3, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def text_of(client: Client, address: str = "/you/") -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode()


def filled(page: str) -> list[str]:
    """What the filled circles say."""
    return re.findall(r'<circle class="practised"[^>]*><title>([^<]+)</title>', page)


def test_a_newcomer_finds_an_open_page_and_one_way_to_begin(newcomer: Client) -> None:
    page = text_of(newcomer)
    assert "Nothing is kept here yet" in page
    assert re.findall(r'class="btn" href="([^"]+)"', page) == [f"/practise/{FIRST_STEP}/?seconds=60"]
    assert "Delete what is kept" not in page
    assert "<circle" not in page


def test_the_steps_offered_can_be_a_minute_long() -> None:
    assert all(60 in offered_lengths(catalogue()[slug]) for slug in (FIRST_STEP, STEP_BACK))


def test_each_day_with_a_practice_is_a_filled_circle(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(2), 180)
    practised(bob_person, at(17), 40)
    practised(bob_person, at(17, hour=20), 600)
    page = text_of(bob)
    assert filled(page) == ["2 March: 3 minutes", "17 March: 11 minutes"]
    assert "2 days with a practice, 14 minutes in all." in page
    assert "Filled for a day with a practice: 2 and 17 March." in page
    assert page.count('class="to-come"') == 13
    assert page.count('class="today"') == 1


def test_one_short_practice_is_said_in_the_singular(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(17), 23, ended="stopped")
    assert "1 day with a practice, 23 seconds in all." in text_of(bob)


def test_a_day_is_the_persons_own(bob: Client, bob_person: Person) -> None:
    # Half past eight in the morning of the 3rd in Auckland.
    practised(bob_person, datetime(2026, 3, 2, 19, 30, tzinfo=UTC), offset_hours=13)
    assert filled(text_of(bob)) == ["3 March: 1 minute"]


def test_the_month_is_the_persons_own(bob: Client, bob_person: Person) -> None:
    with time_machine.travel(datetime(2026, 3, 31, 20, 0, tzinfo=UTC), tick=False):
        practised(bob_person, datetime(2026, 3, 31, 19, 30, tzinfo=UTC), offset_hours=13)
        page = text_of(bob)
    assert filled(page) == ["1 April: 1 minute"]
    assert "This month" in page


def test_minutes_are_told_by_flow_and_shared_evenly(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(2), 1800, practice="loving-kindness")
    practised(bob_person, at(3), 120, practice="five-senses")
    page = text_of(bob)
    lines = re.findall(r"<span>([^<]+)</span> <span>([^<]+)</span>", page)
    assert lines == [
        ("To others", "10 minutes"), ("From others", "10 minutes"), ("To yourself", "10 minutes"),
        ("Steadying", "2 minutes"),
    ]  # fmt: skip
    assert "shares its time evenly" in page


def test_a_flow_without_minutes_has_no_line_and_no_reproach(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(2))
    page = text_of(bob)
    assert page.count("<line ") == 1
    assert page.count("none this time") == 2


def test_the_table_names_each_session_and_how_it_ended(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(2), 60, ended="eased_off")
    practised(bob_person, at(2, hour=9), 30, ended="left", practice="a-practice-of-old")
    page = text_of(bob)
    assert '<th scope="rowgroup" rowspan="2">Mon 2</th>' in page
    assert "eased off, a kind choice" in page
    assert "A practice that is no longer here (a-practice-of-old)" in page
    assert "left on the way, and it counts" in page


def test_days_stand_in_order_also_on_a_journey(bob: Client, bob_person: Person) -> None:
    practised(bob_person, datetime(2026, 3, 5, 12, tzinfo=UTC), offset_hours=13)
    practised(bob_person, datetime(2026, 3, 6, 1, tzinfo=UTC), offset_hours=-8)
    assert re.findall(r'rowspan="\d">([^<]+)</th>', text_of(bob)) == ["Thu 5", "Fri 6"]


def test_months_lead_to_each_other_as_far_as_there_is_something(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(9, month=2))
    practised(bob_person, at(10))
    assert re.findall(r'href="\?month=([^"]+)" rel="(\w+)"', text_of(bob)) == [("2026-02", "prev")]
    february = text_of(bob, "/you/?month=2026-02")
    assert filled(february) == ["9 February: 1 minute"]
    assert re.findall(r'href="\?month=([^"]+)" rel="(\w+)"', february) == [("2026-03", "next")]
    assert 'class="today"' not in february


def test_a_quiet_month_between_is_said_without_reproach(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(9, month=1))
    practised(bob_person, at(10))
    assert "Nothing is kept from this month." in text_of(bob, "/you/?month=2026-02")


@pytest.mark.parametrize("month", ["banana", "2026-13", "2027-01", "", "0000-00", "9999-12"])
def test_a_month_that_is_none_or_to_come_is_the_present_one(
    bob: Client, bob_person: Person, month: str
) -> None:
    practised(bob_person, at(10))
    assert filled(text_of(bob, f"/you/?month={month}")) == ["10 March: 1 minute"]


def test_after_a_gap_somebody_is_welcomed_back_with_an_easier_step(bob: Client, bob_person: Person) -> None:
    practised(bob_person, NOW - timedelta(days=14))
    page = text_of(bob)
    assert "<h1>Welcome back</h1>" in page
    assert f'href="/practise/{STEP_BACK}/?seconds=60"' in page


def test_a_shorter_gap_is_not_mentioned(bob: Client, bob_person: Person) -> None:
    practised(bob_person, NOW - timedelta(days=13))
    assert "Welcome back" not in text_of(bob)


def test_no_page_speaks_of_streaks_or_of_what_was_missed(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(2, month=1))
    for address in ("/you/", "/you/?month=2026-02", "/you/?month=2026-01"):
        assert not re.search(
            r"streak|missed|in a row|badge|goal|skipped", text_of(bob, address), re.IGNORECASE
        )


def test_a_device_is_told_of_its_key_and_offered_an_account(bob: Client, bob_person: Person) -> None:
    page = text_of(bob)
    assert "On this server, without a name" in page
    assert 'href="/account/signup/"' in page
    assert 'href="/you/delete/"' in page


def test_who_is_signed_in_sees_the_name_and_the_ways_out(alice: Client, alice_person: Person) -> None:
    page = text_of(alice)
    assert "With the account “alice”" in page
    for address in ("/account/keys/", "/account/logout/", "/you/delete/", "/settings/"):
        assert f'href="{address}"' in page
    assert "random key" not in page


def test_nobody_sees_the_sessions_of_another(alice: Client, alice_person: Person, bob_person: Person) -> None:
    practised(bob_person, at(10))
    assert "Nothing is kept here yet" in text_of(alice)


def test_looking_makes_nobody_and_sets_no_cookie(newcomer: Client) -> None:
    assert not newcomer.get("/you/").cookies
    assert not Person.objects.exists()


def test_the_page_is_stored_nowhere(newcomer: Client, bob: Client, alice: Client) -> None:
    for client in (newcomer, bob, alice):
        assert "no-store" in client.get("/you/")["Cache-Control"]


def test_no_style_and_no_script_in_the_page(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(10))
    page = text_of(bob)
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize(("hours", "days"), [(3, 1), (300, 13)])
def test_the_page_costs_the_same_queries_however_many_sessions(
    bob: Client, bob_person: Person, hours: int, days: int
) -> None:
    for ago in range(hours):
        practised(bob_person, NOW - timedelta(hours=ago))
    rebuild(bob_person)
    with CaptureQueriesContext(connection) as queries:
        page = text_of(bob)
    assert len(filled(page)) == days
    # The person; the newest session, the first day, the month's days, those listed; answers by practice; responses.
    # Four of them are for another step that may help now, where somebody has practised twice or more.
    assert len(queries) == 11


def test_a_crowded_month_is_whole_in_the_sums_and_listed_in_part(bob: Client, bob_person: Person) -> None:
    for ago in range(LISTED + 5):
        practised(bob_person, NOW - timedelta(minutes=ago))
    page = text_of(bob)
    assert f"1 day with a practice, {LISTED + 5} minutes in all." in page
    assert page.count("to the end") == LISTED
    assert "5 more count in the circles and sums" in page


def test_sums_that_lag_behind_the_sessions_are_put_right_on_the_way(bob: Client, bob_person: Person) -> None:
    practised(bob_person, at(2))
    assert not DayTotal.objects.exists()
    assert filled(text_of(bob)) == ["2 March: 1 minute"]
    assert DayTotal.objects.count() == 1
