"""The sums behind a person's page: always what the rows come to."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from kindward.site.people.models import Account, Person
from kindward.site.people.services import claim
from kindward.site.progress.models import DayTotal, PracticeTotal
from kindward.site.progress.totals import rebuild
from practice_fixtures import NOON, send_check_in, send_session

pytestmark = pytest.mark.django_db
SUMS = ("practice", "sessions", "seconds", "answered", "soothing_sum", "soothing_squares", "hurts")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def sums(person: Person) -> tuple[list[Any], list[Any]]:
    totals = PracticeTotal.objects.of(person).order_by("practice")
    practices = [tuple(getattr(total, name) for name in SUMS) for total in totals]
    days = DayTotal.objects.filter(person=person).order_by("day", "practice")
    return practices, list(days.values_list("day", "practice", "sessions", "seconds"))


def are_what_the_rows_come_to(person: Person) -> bool:
    before = sums(person)
    rebuild(person)
    return before == sums(person)


def test_sessions_and_answers_are_counted_as_they_come(bob: Client, bob_person: Person) -> None:
    send_session(bob)
    send_check_in(bob, soothing=3, hurt="passed")
    send_session(bob, key="session-2", seconds_practised=23)
    send_check_in(bob, key="check-in-2", session="session-2", soothing=4)
    send_session(bob, key="session-3", practice="five-senses")
    practices, days = sums(bob_person)
    assert practices == [("five-senses", 1, 60, 0, 0, 0, 0), ("self-compassion-break", 2, 83, 2, 7, 25, 1)]
    assert [day[1:] for day in days] == [("five-senses", 1, 60), ("self-compassion-break", 2, 83)]
    assert {day[0] for day in days} == {NOON.date()}
    assert are_what_the_rows_come_to(bob_person)


def test_a_session_told_again_adds_only_what_is_new(bob: Client, bob_person: Person) -> None:
    send_session(bob, seconds_practised=20, ended="left")
    send_session(bob, seconds_practised=60)
    send_session(bob, seconds_practised=40, ended="left")
    assert sums(bob_person)[0] == [("self-compassion-break", 1, 60, 0, 0, 0, 0)]
    assert are_what_the_rows_come_to(bob_person)


def test_answers_count_once_in_whatever_parts_and_order_they_come(bob: Client, bob_person: Person) -> None:
    send_check_in(bob, soothing=2, hurt=None)
    assert sums(bob_person)[0] == []
    send_session(bob)
    send_check_in(bob, soothing=4, hurt="still_here")
    assert sums(bob_person)[0] == [("self-compassion-break", 1, 60, 1, 2, 4, 1)]
    assert are_what_the_rows_come_to(bob_person)


def test_what_was_said_before_a_session_is_not_about_it(bob: Client, bob_person: Person) -> None:
    send_session(bob)
    send_check_in(bob, moment="before", soothing=4, hurt="passed")
    assert sums(bob_person)[0] == [("self-compassion-break", 1, 60, 0, 0, 0, 0)]
    assert are_what_the_rows_come_to(bob_person)


def test_a_claim_brings_both_together(
    alice: Client, alice_account: Account, bob: Client, bob_key: str, bob_person: Person
) -> None:
    for client, key in ((alice, "session-1"), (bob, "session-2"), (bob, "session-1")):
        send_session(client, key=key)
    send_check_in(bob, session="session-2", soothing=1)
    person = claim(alice_account, bob_key)
    assert sums(person)[0] == [("self-compassion-break", 2, 120, 1, 1, 1, 0)]
    assert are_what_the_rows_come_to(person)
    assert PracticeTotal.objects.count() == 1


def test_an_operator_can_have_all_sums_worked_out_anew(bob: Client, bob_person: Person) -> None:
    send_session(bob)
    right = sums(bob_person)
    PracticeTotal.objects.update(seconds=7)
    DayTotal.objects.all().delete()
    said = StringIO()
    call_command("rebuild-totals", stdout=said)
    assert sums(bob_person) == right
    assert said.getvalue() == "The sums of 1 person are worked out anew.\n"
