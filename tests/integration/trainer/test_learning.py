"""What is learned as things arrive is what all of it says, in whatever order and however many parts it came."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.test import Client

from kindward.site.people.models import Account, Person
from kindward.site.people.services import claim
from kindward.site.practice.models import CheckIn
from kindward.site.progress.instruments import instruments
from kindward.site.progress.services import record_response
from kindward.site.trainer.models import Chosen, Learned, Wish
from kindward.site.trainer.services import relearn
from practice_fixtures import send_check_in, send_session

from .conftest import MORNING, Practises

keys = (f"response-{n}" for n in count())


def learned(person: Person) -> dict[str, Any]:
    return Learned.objects.get(person=person).state


def same(one: Any, other: Any) -> bool:
    """Alike but for rounding: the same numbers are added up in another order."""
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == pytest.approx(other, abs=1e-9) if isinstance(one, float) else one == other


def is_what_all_of_it_says(person: Person) -> bool:
    so_far = learned(person)
    return same(so_far, relearn(person).as_json())


def answers_three_flows(person: Person, *answers: int, days_ago: int) -> None:
    at = MORNING - timedelta(days=days_ago)
    record_response(
        person, instruments()["three-flows"], answers * (12 // len(answers)), next(keys), MORNING, at
    )


def test_learning_bit_by_bit_is_learning_all_of_it(
    bob: Client, bob_person: Person, practises: Practises
) -> None:
    practises(bob, hours_ago=900, soothing=3)
    answers_three_flows(bob_person, 6, 4, 2, days_ago=30)
    practises(bob, "soothing-touch", hours_ago=300, soothing=1, hurt="passed")
    answers_three_flows(bob_person, 6, 5, 3, days_ago=10)
    practises(bob, hours_ago=30)
    practises(bob, "five-senses", hours_ago=3, soothing=4, hurt="still_here")
    assert learned(bob_person)["practices"] == {
        "self-compassion-break": [2, 1, 3, 0], "soothing-touch": [1, 1, 1, 1], "five-senses": [1, 1, 4, 1],
    }  # fmt: skip
    assert is_what_all_of_it_says(bob_person)


def test_a_session_from_before_finds_its_place(bob: Client, bob_person: Person, practises: Practises) -> None:
    practises(bob, "soothing-touch", hours_ago=2, hurt="passed")
    practises(bob, "five-senses", hours_ago=40, hurt="still_here")
    assert learned(bob_person)["last"] == ["soothing-touch", "five-senses"]
    assert [hurt["slug"] for hurt in learned(bob_person)["hurts"]] == ["soothing-touch", "five-senses"]
    assert is_what_all_of_it_says(bob_person)


def test_answers_that_arrive_before_their_session_count_once_it_is_there(
    bob: Client, bob_person: Person
) -> None:
    send_check_in(bob, soothing=4, hurt="passed")
    assert learned(bob_person)["practices"] == {}
    send_session(bob)
    assert learned(bob_person)["practices"] == {"self-compassion-break": [1, 1, 4, 1]}
    assert is_what_all_of_it_says(bob_person)


def test_a_check_in_in_parts_counts_each_answer_once(bob: Client, bob_person: Person) -> None:
    send_session(bob)
    send_check_in(bob, soothing=3, hurt=None)
    send_check_in(bob, soothing=3, hurt="passed")
    send_check_in(bob, soothing=0, hurt="passed")
    assert CheckIn.objects.count() == 1
    assert learned(bob_person)["practices"] == {"self-compassion-break": [1, 1, 3, 1]}
    assert is_what_all_of_it_says(bob_person)


def test_warmth_before_a_session_moves_the_levels(bob: Client, bob_person: Person) -> None:
    send_session(bob)
    before = learned(bob_person)["level"]
    send_check_in(bob, moment="before", soothing=None, hurt=None, warmth=10)
    assert all(new > old for new, old in zip(learned(bob_person)["level"], before, strict=True))


def test_a_session_told_again_with_more_seconds_is_one_session(bob: Client, bob_person: Person) -> None:
    send_session(bob, seconds_practised=20, ended="left")
    short = learned(bob_person)["usual"]
    send_session(bob, seconds_practised=60)
    assert learned(bob_person)["practices"]["self-compassion-break"][0] == 1
    assert learned(bob_person)["usual"] > short
    assert is_what_all_of_it_says(bob_person)


def test_measuring_one_flow_low_makes_it_the_lowest(bob: Client, bob_person: Person) -> None:
    answers_three_flows(bob_person, 7, 7, 7, days_ago=60)
    answers_three_flows(bob_person, 7, 7, 7, days_ago=40)
    answers_three_flows(bob_person, 7, 7, 1, days_ago=1)
    others, received, own = learned(bob_person)["level"]
    assert own < min(others, received)
    assert is_what_all_of_it_says(bob_person)


def test_what_a_device_did_is_learned_with_the_account_that_claims_it(
    bob: Client, bob_person: Person, bob_key: str, alice: Client, alice_account: Account, practises: Practises
) -> None:
    practises(alice, "soothing-touch", hours_ago=50, soothing=2)
    practises(alice, "soothing-touch", hours_ago=30)
    practises(bob, "five-senses", hours_ago=20, soothing=4)
    for client in (alice, bob):
        client.get("/")
    alice_now = claim(alice_account, bob_key)
    alice.get("/")
    assert set(learned(alice_now)["practices"]) == {"soothing-touch", "five-senses"}
    assert is_what_all_of_it_says(alice_now)
    assert Chosen.objects.filter(person=alice_now).count() == 3
    assert not Person.objects.filter(pk=bob_person.pk).exists()


def test_an_accounts_own_wish_stands_when_a_device_is_claimed(
    bob: Client, bob_key: str, alice: Client, alice_account: Account
) -> None:
    bob.post("/you/plan/", {"pinned": "five-senses"})
    alice.post("/you/plan/", {"pinned": "soothing-touch"})
    assert claim(alice_account, bob_key).wish.pinned == "soothing-touch"
    assert Wish.objects.count() == 1


def test_what_cannot_be_read_is_worked_out_anew(
    bob: Client, bob_person: Person, practises: Practises
) -> None:
    practises(bob, soothing=3)
    whole = learned(bob_person)
    kept = Learned.objects.get()
    kept.state = {"format": 99}
    kept.save()
    assert bob.get("/").status_code == 200
    assert same(learned(bob_person), whole)


def test_deleting_leaves_nothing_behind(bob: Client, bob_person: Person, practises: Practises) -> None:
    practises(bob, soothing=3)
    bob.get("/")
    bob.post("/you/plan/", {"seconds": "180"})
    assert (Learned.objects.count(), Chosen.objects.count(), Wish.objects.count()) == (1, 1, 1)
    bob.post("/you/delete/")
    assert not Person.objects.filter(pk=bob_person.pk).exists()
    assert (Learned.objects.count(), Chosen.objects.count(), Wish.objects.count()) == (0, 0, 0)
