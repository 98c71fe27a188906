"""Sessions and check-ins: the same thing sent twice is one record, in whatever order things arrive."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindward.site.people.models import Person
from kindward.site.practice.models import CheckIn, Session
from kindward.site.practice.reports import CheckInReport, SessionReport
from kindward.site.practice.services import record_check_in, record_session
from practice_fixtures import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(minutes=5)
MANY_ORDERS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def session(
    key: str = "a-session", seconds: int = 60, ended: str = "finished", **changes: object
) -> SessionReport:
    told: dict[str, object] = {
        "key": key,
        "practice": "self-compassion-break",
        "version": 1,
        "start_time": NOON,
        "start_zone_offset": 3600,
        "end_time": NOON + timedelta(seconds=seconds),
        "end_zone_offset": 3600,
        "asked_seconds": 60,
        "seconds_practised": seconds,
        "ended": ended,
    }
    return SessionReport(**(told | changes))


def check_in(key: str = "a-check-in", session_key: str = "a-session", **answers: object) -> CheckInReport:
    return CheckInReport(key=key, session_key=session_key, moment="after", at=NOON, **answers)


def test_the_same_session_twice_is_one(bob_person: Person) -> None:
    first, new = record_session(bob_person, session(), LATER)
    second, again = record_session(bob_person, session(), LATER)
    assert (new, again) == (True, False)
    assert first == second


def test_two_people_may_use_the_same_key(alice_person: Person, bob_person: Person) -> None:
    record_session(alice_person, session(), LATER)
    _, new = record_session(bob_person, session(), LATER)
    assert new


def test_partial_minutes_count_in_full(bob_person: Person) -> None:
    kept, _ = record_session(bob_person, session(seconds=23, ended="stopped"), LATER)
    assert kept.seconds_practised == 23


def test_the_day_is_where_the_person_was(bob_person: Person) -> None:
    evening = NOON.replace(hour=22, minute=30)
    kept, _ = record_session(
        bob_person,
        session(start_time=evening, end_time=evening + timedelta(minutes=1), start_zone_offset=7200),
        evening + timedelta(hours=1),
    )
    assert kept.day == evening.date() + timedelta(days=1)


def test_what_a_wrong_clock_said_is_kept_beside_the_truth(bob_person: Person) -> None:
    far = NOON + timedelta(days=900)
    kept, _ = record_session(bob_person, session(start_time=far, end_time=far + timedelta(seconds=60)), LATER)
    assert kept.end_time == LATER
    assert kept.reported_start_time == far


def test_a_practice_that_is_gone_is_still_kept(bob_person: Person) -> None:
    kept, _ = record_session(bob_person, session(practice="a-practice-of-old"), LATER)
    assert kept.kind == "unknown"


@pytest.mark.parametrize(
    ("slug", "kind"), [("soothing-rhythm-breathing", "breathing"), ("self-compassion-break", "meditation")]
)
def test_the_kind_is_the_one_other_health_programs_know(bob_person: Person, slug: str, kind: str) -> None:
    kept, _ = record_session(bob_person, session(practice=slug), LATER)
    assert kept.kind == kind


@pytest.mark.parametrize(
    "wrong", [{"seconds_practised": 999_999}, {"ended": "exploded"}, {"practice": "../etc"}, {"key": "short"}]
)
def test_a_value_no_field_can_hold_is_refused_and_nothing_kept(
    bob_person: Person, wrong: dict[str, object]
) -> None:
    with pytest.raises(ValidationError):
        record_session(bob_person, session(**wrong), LATER)
    assert not Session.objects.exists()


def test_a_check_in_before_its_session_is_kept_and_joined_later(bob_person: Person) -> None:
    early, _ = record_check_in(bob_person, check_in(hurt="no"), LATER)
    assert early.session is None
    kept, _ = record_session(bob_person, session(), LATER)
    early.refresh_from_db()
    assert early.session == kept


def test_a_check_in_never_joins_somebody_elses_session(alice_person: Person, bob_person: Person) -> None:
    record_session(alice_person, session(), LATER)
    kept, _ = record_check_in(bob_person, check_in(), LATER)
    assert kept.session is None


def test_a_check_in_counts_without_any_answer_and_without_a_session(bob_person: Person) -> None:
    kept, new = record_check_in(bob_person, check_in(session_key=""), LATER)
    assert new
    assert kept.warmth is None


def test_an_answer_given_is_not_replaced(bob_person: Person) -> None:
    record_check_in(bob_person, check_in(hurt="still_here"), LATER)
    kept, _ = record_check_in(bob_person, check_in(hurt="no", soothing=2), LATER)
    assert (kept.hurt, kept.soothing) == ("still_here", 2)


# One session as a page reports it when it is left and come back to, and its check-in answered tap by tap.
QUEUE = [
    session("s-first-1", seconds=20, ended="left"),
    session("s-first-1", seconds=45, ended="left"),
    session("s-first-1", seconds=60),
    session("s-second", seconds=30, ended="stopped"),
    check_in("c-first-1", "s-first-1", soothing=3),
    check_in("c-first-1", "s-first-1", hurt="passed"),
    check_in("c-second", "s-second", hurt="still_here", stopping_me=False, wants_grounding=True),
    check_in("c-before", "s-second", warmth=4, distress=7),
]


@MANY_ORDERS
@given(order=st.permutations(QUEUE), again=st.lists(st.sampled_from(QUEUE), max_size=6))
def test_an_offline_queue_replays_exactly_once_in_any_order(
    bob_person: Person, order: list[object], again: list[object]
) -> None:
    Session.objects.all().delete()
    CheckIn.objects.all().delete()
    for told in [*order, *again]:
        record = record_session if isinstance(told, SessionReport) else record_check_in
        record(bob_person, told, LATER)
    assert _all_there(bob_person) == {
        "sessions": {("s-first-1", 60, "finished"), ("s-second", 30, "stopped")},
        "check-ins": {
            ("c-first-1", "s-first-1", 3, "passed", None),
            ("c-second", "s-second", None, "still_here", True),
            ("c-before", "s-second", None, None, None),
        },
    }


def _all_there(person: Person) -> dict[str, set[object]]:
    return {
        "sessions": {(s.key, s.seconds_practised, s.ended) for s in person.sessions.all()},
        "check-ins": {
            (c.key, c.session.key, c.soothing, c.hurt, c.wants_grounding)
            for c in person.check_ins.select_related("session")
        },
    }
