"""Taking one's sessions along."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kindward.site.people.models import Person
from practice_fixtures import send, send_check_in, send_session, session_body

pytestmark = pytest.mark.django_db
FILES = pytest.mark.parametrize("address", ["/you/sessions.csv", "/you/sessions.json"])


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def lines_of(client: Client) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get("/you/sessions.csv").content.decode())))


def test_a_session_comes_out_under_the_names_it_went_in_by(bob: Client) -> None:
    send_session(bob)
    (line,) = lines_of(bob)
    assert line == {
        "key": "a-session", "practice": "self-compassion-break", "version": "1", "kind": "meditation",
        "start_time": "2026-03-10T12:00:00Z", "start_zone_offset": "3600", "end_time": "2026-03-10T12:01:00Z",
        "end_zone_offset": "3600", "day": "2026-03-10", "asked_seconds": "60", "seconds_practised": "60",
        "ended": "finished", "voice": "hibari",
    }  # fmt: skip


def test_what_comes_out_can_go_in_again_elsewhere(bob: Client, newcomer: Client) -> None:
    send_session(bob)
    taken = bob.get("/you/sessions.json").json()["sessions"]
    for session in taken:
        body = {name: session[name] for name in session_body()}
        assert send(newcomer, "/api/v1/sessions", body).status_code == 201
    assert newcomer.get("/you/sessions.json").json()["sessions"] == taken


def test_json_holds_the_check_ins_as_well(bob: Client) -> None:
    send_session(bob)
    send_check_in(bob)
    taken = bob.get("/you/sessions.json").json()
    assert [session["key"] for session in taken["sessions"]] == ["a-session"]
    assert taken["check_ins"] == [
        {
            "key": "a-check-in", "session": "a-session", "moment": "after", "at": "2026-03-10T12:01:00Z",
            "warmth": None, "distress": None, "ease": None, "soothing": 3, "hurt": "no", "stopping_me": None,
            "wants_grounding": None,
        }
    ]  # fmt: skip


@FILES
def test_nobody_takes_what_is_anothers(address: str, alice: Client, bob: Client) -> None:
    send_session(bob)
    assert b"a-session" not in alice.get(address).content


@FILES
def test_the_file_is_saved_and_stored_nowhere_on_the_way(
    address: str, bob: Client, bob_person: Person
) -> None:
    answer = bob.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'attachment; filename="kindward-{address.split("/")[-1]}"'


def test_a_newcomer_gets_files_with_nothing_in_them(newcomer: Client) -> None:
    assert lines_of(newcomer) == []
    assert json.loads(newcomer.get("/you/sessions.json").content) == {"sessions": [], "check_ins": []}
    assert not Person.objects.exists()


@pytest.mark.parametrize("count", [3, 30])
def test_the_file_costs_the_same_queries_however_long(bob: Client, count: int) -> None:
    for number in range(count):
        send_session(bob, key=f"session-{number}")
    with CaptureQueriesContext(connection) as queries:
        assert len(lines_of(bob)) == count
    assert len(queries) == 2
