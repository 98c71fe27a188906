"""The people of the tests: Alice has an account, Bob has only his device, Charlie is staff."""

from __future__ import annotations

import pytest
from django.test import Client

from kindward.site.people import device
from kindward.site.people.models import Account, Person

PASSWORD = "a lamp beside the notebook"


@pytest.fixture
def alice_account(db: None) -> Account:
    return Account.objects.create_user("alice", password=PASSWORD)


@pytest.fixture
def alice_person(alice_account: Account) -> Person:
    return Person.objects.create(account=alice_account)


@pytest.fixture
def alice(alice_account: Account) -> Client:
    """Alice, signed in."""
    client = Client()
    client.force_login(alice_account)
    return client


@pytest.fixture
def bob_key() -> str:
    return device.new_key()


@pytest.fixture
def bob_person(db: None, bob_key: str) -> Person:
    return Person.objects.create(device_hash=device.hashes_of(bob_key)[0])


@pytest.fixture
def bob(bob_person: Person, bob_key: str, settings: object) -> Client:
    """Bob, whose device has saved something before."""
    client = Client()
    client.cookies[settings.DEVICE_COOKIE_NAME] = bob_key  # type: ignore[attr-defined]
    return client


@pytest.fixture
def charlie_account(db: None) -> Account:
    return Account.objects.create_user("charlie", password=PASSWORD, is_staff=True)


@pytest.fixture
def charlie(charlie_account: Account) -> Client:
    """Charlie, staff, signed in."""
    client = Client()
    client.force_login(charlie_account)
    return client


@pytest.fixture
def newcomer() -> Client:
    """Somebody who has never been here."""
    return Client()
