"""The friend gap beside a reframe and over all of them, and a correction that wins."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from kindward.site.journal import services
from kindward.site.journal.models import Entry
from kindward.site.people.models import Person

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
HARSH = "I am a pathetic loser and I ruin everything I ever touch, every single time."
WARM = "Oh love, I am so sorry, you did your best and I am here with you, come and rest."
ADDRESS = "/you/writing/a-reframe-of-alice/"


def keep(person: Person, own: str = HARSH, friend: str = WARM) -> Entry:
    parts = {"said_to_self": own, "said_to_friend": friend}
    told = services.Draft(
        "a-reframe-of-alice", "friend-reframe", parts, 0, "the-first-page", 1, date(2026, 11, 20)
    )
    return services.keep(person, told, NOW).entry


def says(client: Client, word: str) -> bool:
    """Whether this sentence, and no other, is shown beside the reframe."""
    shown = client.get(ADDRESS).content.decode()
    return f'data-when="{word}">' in shown and shown.count("data-when") - shown.count('" hidden>') == 1


def test_a_reframe_says_so_when_the_words_to_a_friend_were_warmer(
    alice: Client, alice_person: Person
) -> None:
    keep(alice_person)
    assert says(alice, "warmer")


def test_what_the_person_meant_wins(alice: Client, alice_person: Person) -> None:
    entry = keep(alice_person)
    alice.post(f"{ADDRESS}correct/", {"to_self": "0.5", "to_friend": "0.5"})
    entry.refresh_from_db()
    assert entry.correction == {"to_self": 0.5, "to_friend": 0.5}
    assert says(alice, "alike")


@pytest.mark.parametrize(
    "own", ["Typical me.", "The bus was late and it rained the whole way home again today."]
)
def test_nothing_is_said_of_what_is_short_or_unsure(alice: Client, alice_person: Person, own: str) -> None:
    keep(alice_person, own=own)
    assert '<kw-said class="said" hidden>' in alice.get(ADDRESS).content.decode()


def test_where_nothing_sure_can_be_said_the_person_is_asked_to_look(
    alice: Client, alice_person: Person
) -> None:
    keep(alice_person, own="Typical me.")
    asked = "Read the two side by side. What is different?"
    assert asked in alice.get(ADDRESS).content.decode()
    Entry.objects.all().delete()
    keep(alice_person)
    assert asked not in alice.get(ADDRESS).content.decode()


def test_the_pair_comes_first_and_each_word_stands_once(alice: Client, alice_person: Person) -> None:
    parts = {
        "happened": "Too much salt.", "said_to_self": HARSH, "said_to_friend": WARM, "new_sentence": "I am learning.",
    }  # fmt: skip
    told = services.Draft(
        "a-reframe-of-alice", "friend-reframe", parts, 0, "the-first-page", 1, date(2026, 11, 20)
    )
    services.keep(alice_person, told, NOW)
    page = alice.get(ADDRESS).content.decode()
    assert [page.count(text) for text in parts.values()] == [1, 1, 1, 1]
    assert page.index(WARM) < page.index("Too much salt.")
    Entry.objects.all().delete()
    keep(alice_person)
    assert alice.get(ADDRESS).content.decode().count(WARM) == 1


def test_the_picture_stands_over_what_was_written(alice: Client, alice_person: Person) -> None:
    keep(alice_person)
    assert 'class="gap"' in alice.get("/you/writing/").content.decode()
    assert 'class="gap"' in alice.get("/you/writing/?kind=friend-reframe").content.decode()
    assert 'class="gap"' not in alice.get("/you/writing/?kind=note").content.decode()


def test_somebody_who_wrote_no_reframe_sees_no_picture(alice: Client) -> None:
    assert 'class="gap"' not in alice.get("/you/writing/").content.decode()
