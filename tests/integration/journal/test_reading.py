"""What one wrote is found again by oneself, and by nobody else."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from kindward.site.journal import services
from kindward.site.journal.models import Entry
from kindward.site.people.models import Person
from practice_fixtures import send

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
BOX = {"iv": "A" * 16, "data": "A" * 64}
ENVELOPE: dict[str, Any] = {
    "v": 1, "salt": "A" * 22 + "==", "iterations": 600_000, "passphrase": BOX, "recovery": BOX, "letter": BOX,
}  # fmt: skip
PAGES = ("", "edit/", "delete/")
DEEDS = ("mark/", "comes/", "correct/", "delete/")


@pytest.fixture
def letter(alice_person: Person) -> Entry:
    parts = {"hard": "the winter", "letter": "Dear Alice, it makes sense."}
    told = services.Draft(
        "a-letter-of-alice", "letter-from-a-friend", parts, 0, "the-first-page", 1, date(2026, 11, 20)
    )
    return services.keep(alice_person, told, NOW).entry


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return str(answer.content.decode())


def test_it_is_read_back_by_month_and_by_kind(alice: Client, letter: Entry) -> None:
    shown = page(alice, "/you/writing/")
    assert "November 2026" in shown
    assert "Dear Alice" in shown
    assert "Dear Alice" in page(alice, "/you/writing/?kind=letter-from-a-friend")
    assert "Dear Alice" not in page(alice, "/you/writing/?kind=note")


@pytest.mark.parametrize("part", PAGES)
def test_another_persons_entry_is_the_same_404_as_one_that_never_was(
    bob: Client, charlie: Client, letter: Entry, part: str
) -> None:
    for client in (bob, charlie):
        theirs = client.get(f"/you/writing/{letter.key}/{part}")
        nobodys = client.get(f"/you/writing/{letter.key}-not/{part}")
        assert (theirs.status_code, theirs.content) == (404, nobodys.content)


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_else_can_do_anything_with_it(bob: Client, letter: Entry, deed: str) -> None:
    assert (
        bob.post(f"/you/writing/{letter.key}/{deed}", {"kind": "yes", "comes": "hard-day"}).status_code == 404
    )
    fresh = Entry.objects.get(pk=letter.pk)
    assert (fresh.marks, fresh.correction) == ({}, None)


def test_who_marks_it_finds_it_where_they_were_kind(alice: Client, letter: Entry) -> None:
    assert "Dear Alice" not in page(alice, "/you/writing/?show=kind")
    alice.post(f"/you/writing/{letter.key}/mark/", {"kind": "yes"})
    assert "Dear Alice" in page(alice, "/you/writing/?show=kind")
    alice.post(f"/you/writing/{letter.key}/mark/", {"kind": "no"})
    assert "Dear Alice" not in page(alice, "/you/writing/?show=kind")


def test_a_letter_on_its_way_is_closed_until_its_day(alice: Client, letter: Entry) -> None:
    on = datetime.now(UTC).date() + timedelta(days=30)
    alice.post(f"/you/writing/{letter.key}/comes/", {"comes": "on", "on": on.isoformat()})
    assert "Dear Alice" not in page(alice, "/you/writing/")
    assert "Dear Alice" not in page(alice, f"/you/writing/{letter.key}/")
    assert "Dear Alice" in page(alice, f"/you/writing/{letter.key}/?open=yes")
    fresh = Entry.objects.get(pk=letter.pk)
    fresh.comes = datetime.now(UTC).date().isoformat()
    fresh.save()
    assert "A letter from you has arrived" in page(alice, "/you/writing/")


@pytest.mark.parametrize("on", ["", "never", "2020-01-01", "2093-01-01"])
def test_a_day_that_cannot_be_is_refused(alice: Client, letter: Entry, on: str) -> None:
    assert alice.post(f"/you/writing/{letter.key}/comes/", {"comes": "on", "on": on}).status_code == 422


def test_where_no_letter_waits_something_else_does(alice: Client) -> None:
    shown = page(alice, "/you/writing/for-a-hard-day/").partition("<main")[2]
    assert "you need not write one now" in shown
    assert 'href="/hard-moment/">four short things that need no preparing' in shown


def test_help_stands_beside_the_letters_for_a_hard_day(alice: Client, letter: Entry) -> None:
    alice.post(f"/you/writing/{letter.key}/comes/", {"comes": "hard-day"})
    shown = page(alice, "/you/writing/for-a-hard-day/").partition("<main")[2]
    assert shown.index("Dear Alice") < shown.index('href="/help/">Crisis help')
    assert "four short things" not in shown


def test_a_letter_for_a_hard_day_waits_there(alice: Client, bob: Client, letter: Entry) -> None:
    assert "No letter is waiting" in page(alice, "/you/writing/for-a-hard-day/")
    alice.post(f"/you/writing/{letter.key}/comes/", {"comes": "hard-day"})
    assert "Dear Alice" in page(alice, "/you/writing/for-a-hard-day/")
    assert "Dear Alice" not in page(bob, "/you/writing/for-a-hard-day/")


def test_what_is_deleted_is_gone(alice: Client, letter: Entry) -> None:
    alice.post(f"/you/writing/{letter.key}/delete/")
    assert alice.get(f"/you/writing/{letter.key}/").status_code == 404
    assert Entry.objects.count() == 0


def test_the_plan_is_on_its_pages_and_not_among_the_rest(alice: Client, alice_person: Person) -> None:
    told = {"key": "the-plan-of-alice", "kind": "my-plan", "parts": {"people": "Grace, upstairs"}}
    send(
        alice,
        "/you/writing/save/",
        told | {"base": 0, "writer": "the-first-page", "save": 1, "day": "2026-11-20"},
    )
    assert "Grace, upstairs" in page(alice, "/you/writing/plan/")
    assert "Grace, upstairs" in page(alice, "/you/writing/plan/edit/")
    assert json.loads(page(alice, "/you/writing/plan.json"))["plan"]["parts"] == {"people": "Grace, upstairs"}
    assert "Grace, upstairs" not in page(alice, "/you/writing/")


def test_writing_the_plan_begins_at_its_first_step_and_says_how_once(bob: Client) -> None:
    assert (
        'href="/you/writing/plan/edit/">Write or change my plan'
        in bob.get("/write/my-plan/").content.decode()
    )
    said = "Write it when things are steady"
    assert said in page(bob, "/you/writing/plan/edit/")
    assert said not in page(bob, "/you/writing/plan/")


def test_each_link_to_a_step_of_the_plan_leads_to_one(bob: Client) -> None:
    shown = page(bob, "/you/writing/plan/edit/")
    for step in ("part-professionals", "part-safer"):
        assert f'href="#{step}"' in shown
        assert f'id="{step}"' in shown


def test_a_locked_letter_is_kept_as_it_came(alice: Client) -> None:
    answer = send(alice, "/you/writing/save/", locked(ENVELOPE))
    assert answer.status_code == 201
    assert '\\"iterations\\":600000' in page(alice, "/you/writing/a-locked-letter/")


@pytest.mark.parametrize(
    "changes",
    [
        {"iterations": 599_999}, {"iterations": None}, {"salt": "A"}, {"letter": "plain words"}, {"v": 2},
        {"letter": {"iv": "A" * 16, "data": "plain words"}}, {"passphrase": {"iv": "A" * 16, "data": "A" * 24}},
        {"text": "plain words"},
    ],
)  # fmt: skip
def test_what_is_not_locked_is_not_taken_for_a_locked_letter(alice: Client, changes: dict[str, Any]) -> None:
    assert send(alice, "/you/writing/save/", locked(ENVELOPE | changes)).status_code == 422


def locked(envelope: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": "a-locked-letter", "kind": "locked-letter", "parts": {"locked": json.dumps(envelope)}, "base": 0,
        "writer": "the-first-page", "save": 1, "day": "2026-11-20",
    }  # fmt: skip
