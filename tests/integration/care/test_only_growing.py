"""What happened to a case is never changed or deleted: neither by our own code, nor by a statement to the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kindward.site.care.models import Event, KeptForGood, Kind

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(asked) -> Event:
    event = Event(
        key="missed-1", case=asked.case, seq=9, kind=Kind.MISSED, at=NOW, actor="tick", reason="48h"
    )
    event.save()
    return event


def is_there() -> bool:
    return Event.objects.values_list("kind", "reason").get(key="missed-1") == ("missed", "48h")


def test_not_by_our_own_code(missed: Event) -> None:
    everything = Event.objects.all()
    missed.reason = "none"
    for deed in (
        missed.save,
        missed.delete,
        everything.delete,
        lambda: missed.save(update_fields=["reason"]),
        lambda: everything.update(reason=""),
        lambda: everything.bulk_update([missed], ["reason"]),
        lambda: Event.objects.update_or_create(key="missed-1", defaults={"reason": ""}),
    ):
        with pytest.raises(KeptForGood):
            deed()
    assert is_there()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE care_event SET reason = '' WHERE key = 'missed-1'",
        "DELETE FROM care_event",
        "DELETE FROM care_event WHERE key = 'missed-1'",
    ],
)
def test_nor_by_a_statement(missed: Event, statement: str) -> None:
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        connection.cursor().execute(statement)
    assert is_there()


def test_nor_by_putting_another_in_its_place(missed: Event, asked) -> None:
    for fields in ({"pk": missed.pk}, {"key": "missed-1"}, {"seq": 9}):
        other = Event(
            **({"key": "other", "case": asked.case, "seq": 10} | fields), kind=Kind.ENDED, at=NOW, actor="x"
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            other.save()
    if connection.vendor == "sqlite":
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("INSERT OR REPLACE INTO care_event SELECT * FROM care_event")
    assert is_there()


def test_nothing_in_it_leads_to_a_person() -> None:
    linked = [field.name for field in Event._meta.get_fields() if field.is_relation]
    assert linked == []
