"""How often the database is asked: never for a newcomer, and no more often for who has practised a lot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kindward.site.people.models import Person
from kindward.site.practice.models import Session
from practice_fixtures import send_session

OF_ALL = ["/", "/practices/", "/practise/soothing-touch/?seconds=20&voice=text",
          "/hard-moment/", "/help/", "/settings/", "/about/", "/care/other-ways/",
          "/care/what-therapy-is-like/", "/offline/", "/sw.js",
          "/practise/soothing-touch/timeline/?seconds=20&voice=text", "/api/v1/practices"]  # fmt: skip
OF_ONE = ["/", "/you/", "/you/sessions.json", "/you/sessions.csv"]


@pytest.mark.parametrize("path", OF_ALL)
def test_a_newcomer_is_answered_with_the_database_stopped(newcomer: Client, path: str) -> None:
    # The test asks for no database, so that every query fails here.
    assert newcomer.get(path).status_code == 200


def practise(person: Person, times: int) -> None:
    now = timezone.now()
    Session.objects.bulk_create(
        Session(
            person=person,
            key=f"session-{number:05}",
            practice="soothing-touch",
            version=1,
            kind="meditation",
            start_time=now - timedelta(minutes=number + 1),
            start_zone_offset=0,
            end_time=now - timedelta(minutes=number),
            end_zone_offset=0,
            day=now.date(),
            asked_seconds=60,
            seconds_practised=60,
            ended="finished",
            received_at=now,
        )
        for number in range(person.sessions.count(), person.sessions.count() + times)
    )


def queries(deed: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("path", OF_ONE)
def test_a_page_costs_the_same_with_3_and_with_300_sessions(
    bob: Client, bob_person: Person, path: str
) -> None:
    def look_again() -> int:
        # The first look after practising chooses anew and keeps the choice; the day's other looks read it.
        bob.get(path)
        return queries(lambda: bob.get(path))

    practise(bob_person, 3)
    few = look_again()
    practise(bob_person, 297)
    assert look_again() == few
    # The page of a person's own also looks whether another step may help; see tests/integration/care.
    assert 0 < few <= (11 if path == "/you/" else 8)


@pytest.mark.django_db
def test_saving_costs_the_same_with_3_and_with_300_sessions(bob: Client, bob_person: Person) -> None:
    send_session(bob, key="to-begin-with")
    practise(bob_person, 3)
    few = queries(lambda: send_session(bob, key="after-three"))
    practise(bob_person, 297)
    assert queries(lambda: send_session(bob, key="after-300")) == few
    # Five of them are the trainer's and three keep the sums of the person's page, in the same transaction.
    assert few <= 17
