"""Sealed fields: plain on the instance, sealed in the row, and nothing in between."""

from __future__ import annotations

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.db.models import F, Value
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kindward.sealing import Unreadable
from kindward.site.people.models import Person
from kindward.site.practice.models import CheckIn, Session
from kindward.site.programme.models import Reminders
from kindward.site.progress.models import Draft, Response
from kindward.site.sealing.fields import Sealed, sealed_fields
from kindward.site.sealing.models import KEYS, DataKey
from kindward.site.trainer.models import Learned
from practice_fixtures import NOON, send_session

pytestmark = pytest.mark.django_db


def response(person: Person, key: str = "a-response", answers: Any = (1, 2)) -> Response:
    return Response(
        person=person, key=key, instrument="three-flows", answers=list(answers), at=NOON, day=NOON.date()
    )


def raw(table: str, column: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")  # noqa: S608
        return bytes(cursor.fetchone()[0])


def set_raw(table: str, column: str, value: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608


def test_what_is_assigned_is_read_and_the_row_holds_neither(bob_person: Person) -> None:
    made = response(bob_person)
    made.save()
    assert made.answers == [1, 2]
    kept = Response.objects.get()
    assert (kept.answers, kept.at) == ([1, 2], NOON)
    assert b"[1,2]" not in raw("progress_response", "answers")
    assert len(raw("progress_response", "answers")) == len(raw("progress_response", "at"))


def test_saving_again_without_a_look_changes_nothing_and_with_a_look_seals_anew(bob_person: Person) -> None:
    response(bob_person).save()
    first = raw("progress_response", "answers")
    Response.objects.get().save()
    assert raw("progress_response", "answers") == first
    kept = Response.objects.get()
    kept.answers[0] = 9
    kept.save()
    assert raw("progress_response", "answers") != first
    assert Response.objects.get().answers == [9, 2]


def test_one_field_can_be_saved_alone(bob_person: Person) -> None:
    response(bob_person).save()
    at, answers = raw("progress_response", "at"), raw("progress_response", "answers")
    kept = Response.objects.get()
    kept.answers, kept.at = [5], datetime(2026, 5, 5, tzinfo=UTC)
    kept.save(update_fields=["answers"])
    assert raw("progress_response", "at") == at
    assert raw("progress_response", "answers") != answers


def test_many_can_be_made_at_once(bob_person: Person) -> None:
    Response.objects.bulk_create(response(bob_person, f"response-{n}", [n]) for n in range(20))
    assert [row.answers for row in Response.objects.order_by("pk")] == [[n] for n in range(20)]


def test_a_deferred_value_is_fetched_and_opened_when_it_is_looked_at(bob_person: Person) -> None:
    response(bob_person).save()
    assert Response.objects.defer("answers").get().answers == [1, 2]
    assert Response.objects.only("key").get().at == NOON


def test_refreshing_brings_back_what_is_kept(bob_person: Person) -> None:
    made = response(bob_person)
    made.save()
    made.answers = [9]
    made.refresh_from_db()
    assert made.answers == [1, 2]
    made.answers = [9]
    made.refresh_from_db(fields=["answers"])
    assert made.answers == [1, 2]


def test_nothing_stays_nothing(bob_person: Person) -> None:
    Learned.objects.create(person=bob_person, state={}, through=None)
    assert Learned.objects.get().through is None
    assert Learned.objects.filter(through__isnull=True).count() == 1
    assert Learned.objects.filter(state__isnull=True).count() == 0


def test_an_empty_text_is_sealed_like_a_full_one(bob_person: Person) -> None:
    made = Reminders(person=bob_person, key="a-key")
    made.save()
    empty = raw("programme_reminders", "cue")
    made.cue = "after the first coffee"
    made.save()
    assert len(raw("programme_reminders", "cue")) == len(empty)
    assert Reminders.objects.get().cue == "after the first coffee"


@pytest.mark.parametrize(
    "deed",
    [
        lambda: Response.objects.filter(answers=[1, 2]),
        lambda: Response.objects.filter(answers=None),
        lambda: Response.objects.exclude(at__lt=NOON),
        lambda: Response.objects.filter(answers__0=1),
        lambda: Response.objects.update(answers=[3]),
        lambda: Response.objects.update(answers=F("at")),
        lambda: Response.objects.order_by("-at"),
        lambda: Response.objects.get_or_create(answers=[1]),
        lambda: list(
            Response.objects.filter(key=Value([1], output_field=Response._meta.get_field("answers")))
        ),
    ],
)
def test_nothing_is_sought_sorted_or_set_by_a_query(deed: Any, bob_person: Person) -> None:
    response(bob_person).save()
    with pytest.raises(TypeError, match="is sealed and cannot be"):
        deed()


def test_a_query_that_would_move_rows_says_how_to(bob_person: Person, alice_person: Person) -> None:
    response(bob_person).save()
    with pytest.raises(TypeError, match="give"):
        Response.objects.update(person=alice_person)


def test_plain_values_of_a_query_are_sealed(bob_person: Person) -> None:
    response(bob_person).save()
    (value,) = Response.objects.values_list("answers", flat=True)
    assert type(value) is Sealed
    assert repr(value).startswith("<sealed, ")


def test_a_value_of_another_row_field_or_person_stays_shut(bob_person: Person, alice_person: Person) -> None:
    for person, key in ((bob_person, "one"), (bob_person, "two"), (alice_person, "one")):
        response(person, f"response-{key}").save()
    mine, _, hers = Response.objects.order_by("pk").values_list("answers", "at")
    bobs, other, alices = Response.objects.order_by("pk")
    for row, value in ((other, mine[0]), (alices, mine[0]), (bobs, hers[0]), (bobs, mine[1])):
        row.__dict__["answers"] = value
        with pytest.raises(Unreadable):
            _ = row.answers


def test_a_row_that_is_given_to_somebody_else_by_hand_stays_shut(
    bob_person: Person, alice_person: Person
) -> None:
    response(bob_person).save()
    response(alice_person).save()
    kept = Response.objects.get(person=bob_person)
    kept.person, kept.key = alice_person, "another-key"
    with pytest.raises(Unreadable):
        kept.save()


@pytest.mark.parametrize(
    "change", [lambda v: v[:-1], lambda v: v[:40] + bytes([v[40] ^ 1]) + v[41:], lambda v: b""]
)
def test_what_was_tampered_with_is_never_garbage(bob_person: Person, change: Any) -> None:
    response(bob_person).save()
    set_raw("progress_response", "answers", change(raw("progress_response", "answers")))
    with pytest.raises(Unreadable):
        _ = Response.objects.get().answers
    with pytest.raises(Unreadable):
        Response.objects.get().save()


def test_a_row_of_nobody_or_without_a_name_is_not_sealed(bob_person: Person) -> None:
    with pytest.raises((ValueError, Person.DoesNotExist)):
        response(None).save()  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no key to be sealed under"):
        response(bob_person, key="").save()


@pytest.mark.parametrize("wrong", [{1, 2}, b"bytes", object()])
def test_what_is_no_json_is_refused(bob_person: Person, wrong: Any) -> None:
    made = response(bob_person)
    made.answers = wrong
    with pytest.raises(ValidationError):
        made.clean_fields()
    with pytest.raises(TypeError):
        made.save()


@pytest.mark.parametrize(
    ("answers", "name"),
    [({"warmth": 11}, "warmth"), ({"soothing": 5}, "soothing"), ({"ease": -1}, "ease"),
     ({"distress": True}, "distress"),
     ({"hurt": "a lot"}, "hurt"), ({"stopping_me": 1}, "stopping_me"), ({"mood": 3}, "mood")],
)  # fmt: skip
def test_answers_are_held_to_what_may_be_answered(
    bob_person: Person, answers: dict[str, Any], name: str
) -> None:
    made = CheckIn(
        person=bob_person, key="a-check-in", moment="after", day=NOON.date(), at=NOON, answers=answers
    )
    with pytest.raises(ValidationError) as refused:
        made.clean_fields(exclude=["session"])
    assert list(refused.value.message_dict) == [name]


def test_a_text_too_long_or_no_text_is_refused(bob_person: Person) -> None:
    for cue in ("x" * 1000, 7):
        with pytest.raises(ValidationError) as refused:
            Reminders(person=bob_person, key="a-key", cue=cue).clean_fields()
        assert list(refused.value.message_dict) == ["cue"]


def test_an_instance_can_be_copied_and_pickled(bob_person: Person) -> None:
    response(bob_person).save()
    kept = Response.objects.get()
    assert pickle.loads(pickle.dumps(kept)).answers == copy.copy(kept).answers == [1, 2]  # noqa: S301


def test_rows_read_together_cost_two_queries_to_open(bob_person: Person, alice_person: Person) -> None:
    for person in (bob_person, alice_person):
        Response.objects.bulk_create(response(person, f"response-{n}", [n]) for n in range(10))
    with CaptureQueriesContext(connection) as here, CaptureQueriesContext(connections[KEYS]) as there:
        assert sum(row.answers[0] for row in Response.objects.all()) == 90
    assert (len(here), len(there)) == (2, 1)
    with CaptureQueriesContext(connection) as here, CaptureQueriesContext(connections[KEYS]) as there:
        assert sum(row.answers[0] for row in Response.objects.select_related("person")) == 90
    assert (len(here), len(there)) == (1, 1)


def test_rows_of_a_person_cost_no_query_once_their_key_is_open(bob_person: Person) -> None:
    Response.objects.bulk_create(response(bob_person, f"response-{n}", [n]) for n in range(10))
    with CaptureQueriesContext(connection) as here, CaptureQueriesContext(connections[KEYS]) as there:
        assert len([row.answers for row in Response.objects.of(bob_person)]) == 10
        assert len([row.answers for row in bob_person.responses.all()]) == 10
    assert (len(here), len(there)) == (2, 0)


def test_a_key_is_kept_nowhere_but_on_the_person_at_hand(bob_person: Person) -> None:
    response(bob_person).save()
    again = Person.objects.get(pk=bob_person.pk)
    DataKey.objects.all().delete()
    assert next(iter(Response.objects.of(bob_person))).answers == [1, 2]
    with pytest.raises(Unreadable):
        _ = next(iter(Response.objects.of(again))).answers


def test_every_sealed_field_is_known_and_its_rows_have_an_owner_and_a_name() -> None:
    found = {f"{model.__name__}.{field.name}" for model, field in sealed_fields()}
    assert found >= {
        "CheckIn.answers", "CheckIn.at", "Response.answers", "Draft.answers", "PracticeTotal.told", "Learned.state",
        "Chosen.reasons", "Wish.wants", "WeekTaps.taps", "Reminders.cue",
    }  # fmt: skip
    for model, _ in sealed_fields():
        names = {field.name for field in model._meta.get_fields()} | set(dir(model))
        assert getattr(model, "seal_owner", "person") in names
        assert getattr(model, "seal_name", "key") in names | {""}


def test_a_key_is_made_once_and_stays(bob: Client, bob_person: Person) -> None:
    send_session(bob)
    first = DataKey.objects.get()
    send_session(bob, key="session-2")
    assert DataKey.objects.get().wrapped == first.wrapped
    assert (first.owner, first.ring_version) == (str(bob_person.public_id), 1)
    assert Session.objects.count() == 2
    assert Draft.objects.count() == 0
