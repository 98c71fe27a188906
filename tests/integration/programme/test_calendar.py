"""The private calendar: valid, neutral, revocable, by the clock of the person's own place."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar as Ics

from kindward.site.people.models import Person
from kindward.site.programme import services
from kindward.site.programme.models import Calendar

from .conftest import MONDAY, after

pytestmark = pytest.mark.django_db


def made(person: Person, at: time = time(7, 30), zone: str = "Europe/Dublin") -> str:
    return f"/programme/calendar/{services.make_calendar(person, at, zone, MONDAY)}.ics"


def fetched(path: str, now: datetime = MONDAY) -> Ics:
    with time_machine.travel(now, tick=False):
        answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Ics.from_ical(answer.content)


def test_minutes_a_day_and_nothing_else(follows: Person) -> None:
    path = made(follows)
    calendar = fetched(path)
    (event,) = calendar.events
    assert str(event["SUMMARY"]) == "10 minutes"
    assert event["DTSTART"].dt == datetime(2026, 3, 2, 7, 30, tzinfo=ZoneInfo("Europe/Dublin"))
    assert event["DURATION"].dt.total_seconds() == 600
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY", "RRULE", "CLASS", "TRANSP"}
    text = calendar.to_ical().decode().lower()
    assert not any(word in text for word in ("compassion", "week", "loving", "bob", str(follows.public_id)))


def test_it_is_valid_by_rfc_5545(follows: Person) -> None:
    path = made(follows)
    with time_machine.travel(MONDAY, tick=False):
        raw = Client().get(path).content
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    calendar = Ics.from_ical(raw)
    assert {"VERSION", "PRODID"} <= set(calendar)
    # A zone that is named is brought along (3.6.5), and an end of a rule by zone is in UTC (3.3.10).
    assert [zone["TZID"] for zone in calendar.timezones] == ["Europe/Dublin"]
    assert calendar.events[0]["RRULE"]["UNTIL"][0].tzinfo is not None
    assert b"UNTIL=20260426T063000Z" in raw


def test_it_ends_with_the_eight_weeks(follows: Person) -> None:
    until = fetched(made(follows)).events[0]["RRULE"]["UNTIL"][0]
    assert (until.date() - MONDAY.date()).days == 55


def test_it_is_empty_on_pause_and_full_again_after(follows: Person) -> None:
    path = made(follows)
    services.step(follows, "pause", None, after(1))
    assert fetched(path, after(1)).events == []
    services.step(follows, "resume", None, after(2))
    assert len(fetched(path, after(2)).events) == 1


def test_the_same_entry_however_often_it_is_fetched(follows: Person) -> None:
    path = made(follows)
    assert fetched(path).events[0]["UID"] == fetched(path, after(3)).events[0]["UID"]


def test_eight_in_the_morning_stays_eight_when_clocks_change(follows: Person) -> None:
    start = fetched(made(follows, at=time(8)), datetime(2026, 3, 29, 12, tzinfo=UTC)).events[0]["DTSTART"].dt
    assert (start.hour, start.astimezone(UTC).hour) == (8, 7)


def test_only_a_fingerprint_of_the_token_is_kept(follows: Person) -> None:
    token = made(follows).split("/")[-1].removesuffix(".ics")
    kept = Calendar.objects.get()
    assert len(token) >= 43
    assert token not in (kept.token_hash, kept.feed_id)
    assert len(kept.token_hash) == 64


def test_it_can_be_ended_and_made_anew(bob: Client, follows: Person) -> None:
    old = made(follows)
    new = made(follows)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    bob.post("/programme/calendar/", {"end": "1"})
    assert Client().get(new).status_code == 404


def test_the_address_is_shown_once(bob: Client, follows: Person) -> None:
    with time_machine.travel(MONDAY, tick=False):
        shown = bob.post("/programme/calendar/", {"at": "07:30", "zone": "Europe/Dublin"}).content.decode()
        assert "http://testserver/programme/calendar/" in shown
        later = bob.get("/programme/calendar/").content.decode()
    assert ".ics" not in later
    assert "07:30, Europe/Dublin" in later


def test_a_zone_that_is_none_is_said(bob: Client, follows: Person) -> None:
    with time_machine.travel(MONDAY, tick=False):
        shown = bob.post("/programme/calendar/", {"at": "07:30", "zone": "Atlantis"}).content.decode()
    assert "expected a time zone such as Europe/Dublin" in shown
    assert not Calendar.objects.exists()


def test_it_is_kept_in_no_cache_and_found_by_no_search(follows: Person) -> None:
    answer = Client().get(made(follows))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_it_goes_with_the_person(follows: Person) -> None:
    path = made(follows)
    follows.delete()
    assert Client().get(path).status_code == 404
