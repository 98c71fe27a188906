"""Drafts are kept once, in order, and two devices never write over each other without a word."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kindward.site.journal import selectors, services
from kindward.site.journal.models import Entry
from kindward.site.people.models import Account, Person
from kindward.site.people.services import claim
from kindward.site.people.whose import tags_of
from practice_fixtures import send

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HARSH, KIND = "You always spoil the soup", "You were tired, and you cooked for everyone"


def draft(save: int = 1, base: int = 0, writer: str = "the-first-page", **parts: str) -> services.Draft:
    told = parts or {"said_to_self": HARSH}
    return services.Draft(
        "a-reframe-of-alice", "friend-reframe", told, base, writer, save, date(2026, 11, 20)
    )


def keep(person: Person, *args: Any, **parts: Any) -> services.Answer:
    return services.keep(person, draft(*args, **parts), NOW)


def texts(person: Person) -> list[str]:
    return sorted(row.parts["said_to_self"] for row in Entry.objects.of(person))


def body(**changes: Any) -> dict[str, Any]:
    return {
        "key": "a-reframe-of-bob", "kind": "friend-reframe", "parts": {"said_to_self": HARSH}, "base": 0,
        "writer": "the-first-page", "save": 1, "day": "2026-11-20",
    } | changes  # fmt: skip


def test_the_same_draft_twice_is_one_entry(alice_person: Person) -> None:
    first, again = keep(alice_person), keep(alice_person)
    assert (first.created, again.created) == (True, False)
    assert (first.revision, again.revision) == (1, 1)
    assert texts(alice_person) == [HARSH]


def test_a_page_goes_on_although_an_answer_never_reached_it(alice_person: Person) -> None:
    keep(alice_person)
    keep(alice_person, 2, 0, said_to_self="longer")
    answer = keep(alice_person, 3, 0, said_to_self="longer still")
    assert (answer.revision, answer.beside) == (3, False)
    assert texts(alice_person) == ["longer still"]


def test_an_older_draft_that_comes_late_changes_nothing(alice_person: Person) -> None:
    keep(alice_person, 2, 0, said_to_self="the later one")
    keep(alice_person, 1, 0, said_to_self="the earlier one")
    assert texts(alice_person) == ["the later one"]


def test_two_devices_that_did_not_see_each_other_are_both_kept(alice_person: Person) -> None:
    keep(alice_person)
    keep(alice_person, 1, 1, "the-telephone", said_to_self="from the telephone")
    answer = keep(alice_person, 2, 1, "the-laptop", said_to_self="from the laptop")
    assert answer.beside
    assert answer.entry.other_of == "a-reframe-of-alice"
    assert texts(alice_person) == ["from the laptop", "from the telephone"]
    # Sent again, and gone on with before the answer came, it is still one version beside the other.
    keep(alice_person, 2, 1, "the-laptop", said_to_self="from the laptop")
    keep(alice_person, 3, 1, "the-laptop", said_to_self="from the laptop, longer")
    assert texts(alice_person) == ["from the laptop, longer", "from the telephone"]


def test_a_save_that_is_sent_again_after_another_device_went_on_makes_no_second_version(
    alice_person: Person,
) -> None:
    keep(alice_person)
    keep(alice_person, 1, 1, "the-telephone", said_to_self="from the telephone")
    again = keep(alice_person)
    assert (again.revision, again.beside) == (1, False)
    assert texts(alice_person) == ["from the telephone"]


def test_what_was_written_after_the_login_ran_out_takes_its_place_at_the_next_login(
    alice_account: Any, alice_person: Person, bob_person: Person, bob_key: str
) -> None:
    keep(alice_person)
    keep(bob_person, 2, 1, said_to_self="gone on without a login")
    claim(alice_account, bob_key)
    assert texts(alice_person) == ["gone on without a login"]
    # The page that is still open has read its first revision there, and goes on.
    assert not keep(alice_person, 3, 1, said_to_self="and on").beside
    assert texts(alice_person) == ["and on"]


def test_a_claim_keeps_both_where_two_pages_wrote(
    alice_account: Any, alice_person: Person, bob_person: Person, bob_key: str
) -> None:
    keep(alice_person)
    keep(bob_person, 1, 0, "another-page", said_to_self="something else")
    claim(alice_account, bob_key)
    assert texts(alice_person) == sorted([HARSH, "something else"])


def test_a_claim_takes_everything_along_and_the_account_can_read_it(
    alice_account: Any, alice_person: Person, bob_person: Person, bob_key: str
) -> None:
    keep(bob_person)
    claim(alice_account, bob_key)
    assert texts(alice_person) == [HARSH]


def test_neither_words_nor_kind_are_in_the_rows(alice_person: Person) -> None:
    keep(alice_person, said_to_self=HARSH, said_to_friend=KIND)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM journal_entry")
        row = repr([bytes(value) if isinstance(value, memoryview) else value for value in cursor.fetchone()])
    for canary in ("soup", "cooked", "friend-reframe", "the-first-page"):
        assert canary not in row


def test_reframes_are_told_with_both_sides_and_the_persons_own_word(alice_person: Person) -> None:
    keep(alice_person, said_to_self=HARSH, said_to_friend=KIND)
    services.correct(alice_person, "a-reframe-of-alice", "warmer than you think")
    assert list(selectors.reframes_of(alice_person)) == [
        (date(2026, 11, 20), HARSH, KIND, "warmer than you think", "a-reframe-of-alice")
    ]


def test_a_reframe_with_one_side_alone_is_not_compared(alice_person: Person) -> None:
    keep(alice_person)
    assert list(selectors.reframes_of(alice_person)) == []


def test_a_page_saves_and_is_told_where_it_stands(bob: Client) -> None:
    answer = send(bob, "/you/writing/save/", body())
    assert answer.status_code == 201
    assert answer.json() == {
        "entry": {"key": "a-reframe-of-bob", "revision": 1, "beside": False}, "created": True, "signed_in": False,
    }  # fmt: skip
    assert send(bob, "/you/writing/save/", body()).status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_what_an_account_wrote_is_kept_for_that_account_alone(
    alice: Client, alice_account: Account, charlie: Client, bob: Client
) -> None:
    hers = body(who=tags_of(alice_account)[0])
    for somebody in (bob, charlie):
        answer = send(somebody, "/you/writing/save/", hers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "somebody-else")
    assert Entry.objects.count() == 0
    assert send(alice, "/you/writing/save/", hers).status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("key", "short"), ("kind", "diary"), ("parts", {"who": "me"}), ("parts", "text"), ("base", -1),
        ("save", 0), ("save", True), ("writer", ""), ("parts", {"happened": "x" * 20_001}),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused_with_its_field(bob: Client, field: str, value: Any) -> None:
    answer = send(bob, "/you/writing/save/", body(**{field: value}))
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] in (field, "happened")


def test_another_site_cannot_write_here(bob: Client) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    assert send(bob, "/you/writing/save/", body(), **headers).status_code == 403
    assert bob.post("/write/note/", {"text": "x"}, headers=headers).status_code == 403
    assert bob.post("/write/note/", {"text": "x"}).status_code == 403


def test_a_form_without_script_sent_twice_is_one_entry(bob: Client, bob_person: Person) -> None:
    own = {"Sec-Fetch-Site": "same-origin"}
    answers = [bob.post("/write/note/", {"text": "The lamp was on."}, headers=own) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Entry.objects.of(bob_person).count() == 1
    assert "The lamp was on." in bob.get(answers[0]["Location"]).content.decode()


def test_a_clock_far_ahead_does_not_lead_into_the_future(bob: Client, bob_person: Person) -> None:
    send(bob, "/you/writing/save/", body(day="2093-01-01"))
    assert Entry.objects.of(bob_person).get().day <= datetime.now(UTC).date()
