"""What a device sealed is sealed anew for the account that claims it, and what is deleted opens for nobody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from kindward.sealing import Unreadable
from kindward.site.people.exports import everything_of
from kindward.site.people.models import Account, Person
from kindward.site.people.services import claim
from kindward.site.practice.models import CheckIn
from kindward.site.sealing import services
from kindward.site.sealing.fields import Sealed, sealed_fields
from kindward.site.sealing.models import DataKey
from kindward.site.sealing.services import data_key_for, data_key_of, destroy_key
from practice_fixtures import send_check_in, send_session

from .conftest import fill

pytestmark = pytest.mark.django_db
#: Worked out anew for the account rather than moved.
WORKED_OUT = {"PracticeTotal", "Learned"}


def opened(person: Person) -> dict[str, list[object]]:
    """Every sealed value of the person, by field."""
    fresh = Person.objects.get(pk=person.pk)
    return {
        f"{model.__name__}.{field.name}": [
            getattr(row, field.name) for row in model.objects.of(fresh).order_by("pk")
        ]
        for model, field in sealed_fields()
        if any(other.name == "person" for other in model._meta.concrete_fields)
    }


def test_a_claim_seals_all_of_it_for_the_account(
    answered: Person, alice_account: Account, bob_key: str, django_capture_on_commit_callbacks
) -> None:
    before = opened(answered)
    filled = {name for name, values in before.items() if values}
    assert filled >= {
        "CheckIn.answers",
        "Response.answers",
        "Draft.answers",
        "Chosen.reasons",
        "Wish.wants",
        "WeekTaps.taps",
    }
    with django_capture_on_commit_callbacks(execute=True):
        person = claim(alice_account, bob_key)
    after = opened(person)
    for name, values in before.items():
        if name.partition(".")[0] not in WORKED_OUT:
            assert after[name] == values, name
    assert after["PracticeTotal.told"] == before["PracticeTotal.told"]
    assert [key.owner for key in DataKey.objects.all()] == [str(person.public_id)]


def test_a_claim_that_fails_leaves_everything_with_the_device(
    answered: Person, alice_account: Account, bob_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = opened(answered)

    def fails(*_: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("kindward.site.people.services.destroy_key_after_commit", fails)
    with pytest.raises(RuntimeError):
        claim(alice_account, bob_key)
    assert opened(answered) == before


def test_what_both_answered_becomes_one(
    alice: Client, alice_account: Account, bob: Client, bob_key: str, bob_person: Person
) -> None:
    for client in (alice, bob):
        send_session(client)
    send_check_in(alice, soothing=3, hurt=None)
    send_check_in(bob, soothing=1, hurt="passed")
    claim(alice_account, bob_key)
    kept = CheckIn.objects.get()
    assert kept.answers == {"soothing": 3, "hurt": "passed"}


def test_two_full_people_become_one(
    alice: Client, alice_account: Account, answered: Person, bob_key: str
) -> None:
    fill(alice)
    person = claim(alice_account, bob_key)
    told = everything_of(Person.objects.get(pk=person.pk), timezone.now())
    assert len(told["check_ins"]) == len(told["responses"]) == 1


def test_deleting_destroys_the_key(bob: Client, answered: Person) -> None:
    (row,) = CheckIn.objects.of(answered)
    sealed = Sealed(row.__dict__["answers"])
    bob.post("/you/delete/")
    assert not DataKey.objects.exists()
    # As in a backup of the rows: what was sealed is still there, and opens no more.
    row.__dict__["answers"], row.person = sealed, Person(public_id=answered.public_id)
    with pytest.raises(Unreadable, match="destroyed"):
        _ = row.answers


def test_another_owner_has_a_key_that_goes_on_its_own(answered: Person) -> None:
    key = data_key_for("share:7")
    assert data_key_for("share:7") == key != data_key_of(answered)
    assert destroy_key("share:7") and not destroy_key("share:7")
    assert data_key_for("share:7") != key
    assert opened(answered)["CheckIn.answers"]


def test_nothing_is_given_that_does_not_open(answered: Person, alice_person: Person) -> None:
    destroy_key(answered.public_id)
    with pytest.raises(Unreadable):
        services.give(CheckIn.objects.of(Person.objects.get(pk=answered.pk)), alice_person)
