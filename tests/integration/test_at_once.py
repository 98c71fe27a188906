"""Two things at the same moment. SQLite lets in one writer at a time; PostgreSQL all, so it is asked."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test import Client

from kindward.site.people.models import Account, Person
from kindward.site.practice.models import CheckIn, Session
from people_fixtures import PASSWORD
from practice_fixtures import send_check_in, send_session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def on_postgresql(request: pytest.FixtureRequest) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: python tests/run_postgres.py")


def at_once(*deeds: Callable[[], object]) -> list[object]:
    start = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        start.wait()
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def with_bobs_key(key: str) -> Client:
    client = Client()
    client.cookies["kindward-device"] = key
    return client


def test_the_same_session_from_eight_tabs_is_one(bob_person: Person, bob_key: str) -> None:
    answers = at_once(*[lambda: send_session(with_bobs_key(bob_key)).status_code] * 8)
    assert sorted(answers) == [200] * 7 + [201]
    assert Session.objects.count() == 1


@pytest.mark.parametrize("turn", range(5))
def test_a_session_and_its_check_in_that_meet_find_each_other(
    bob_person: Person, bob_key: str, turn: int
) -> None:
    at_once(lambda: send_session(with_bobs_key(bob_key)), lambda: send_check_in(with_bobs_key(bob_key)))
    assert CheckIn.objects.get().session == Session.objects.get()


def test_two_first_sessions_of_one_key_make_one_person(bob_key: str, db: None) -> None:
    at_once(
        lambda: send_session(with_bobs_key(bob_key), key="session-one"),
        lambda: send_session(with_bobs_key(bob_key), key="session-two"),
    )
    assert Person.objects.get().sessions.count() == 2


@pytest.mark.parametrize("turn", range(5))
def test_a_session_saved_while_the_device_is_claimed_is_not_lost(
    bob_person: Person, bob_key: str, alice_account: Account, turn: int
) -> None:
    def sign_in() -> object:
        return with_bobs_key(bob_key).post("/account/login/", {"login": "alice", "password": PASSWORD})

    _, saved = at_once(sign_in, lambda: send_session(with_bobs_key(bob_key)).status_code)
    assert saved == 201
    sign_in()
    assert alice_account.person.sessions.count() == 1
