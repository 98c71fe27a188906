"""What was recorded is never changed or deleted: neither by our own code, nor by a statement to the database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from kindward.site.learn.models import KeptForGood, ReviewEvent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def event(key: str = "event-0001", **fields: object) -> ReviewEvent:
    whole: dict[str, object] = {
        "key": key, "at": NOW, "by": "rolf", "kind": "article", "slug": "three-flows", "verb": "reviewed",
        "content_hash": "a" * 64, "reviewer": "Dr Rolf Example", "licence": "psychologist", "verdict": "approved",
        "reviewed_on": date(2026, 11, 20), "due_on": date(2027, 11, 20),
    }  # fmt: skip
    return ReviewEvent(**(whole | fields))


@pytest.fixture
def kept() -> ReviewEvent:
    made = event()
    made.save()
    return made


def as_it_was() -> bool:
    return ReviewEvent.objects.values_list("reviewer", "slug").get() == ("Dr Rolf Example", "three-flows")


def test_an_event_cannot_be_saved_again(kept):
    kept.reviewer = "Somebody else"
    for how in ({}, {"update_fields": ["reviewer"]}, {"force_update": True}):
        with pytest.raises(KeptForGood):
            kept.save(**how)
    with pytest.raises(IntegrityError), transaction.atomic():
        event("event-0002", pk=kept.pk, reviewer="Somebody else").save()
    assert as_it_was()


def test_an_event_cannot_be_deleted_or_changed_through_its_manager(kept):
    everything = ReviewEvent.objects.all()
    for deed in (
        kept.delete,
        everything.delete,
        lambda: everything.update(reviewer="x"),
        lambda: everything.bulk_update([kept], ["reviewer"]),
        lambda: ReviewEvent.objects.update_or_create(key=kept.key, defaults={"reviewer": "x"}),
    ):
        with pytest.raises(KeptForGood):
            deed()
    assert as_it_was()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE learn_reviewevent SET reviewer = 'Somebody else'",
        "UPDATE learn_reviewevent SET reviewer = reviewer",
        "DELETE FROM learn_reviewevent",
        "DELETE FROM learn_reviewevent WHERE slug = 'three-flows'",
    ],
)
def test_the_database_itself_refuses(kept, statement):
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert as_it_was()


def test_nor_can_it_be_replaced_or_truncated(kept):
    if connection.vendor == "sqlite":
        statement = "INSERT OR REPLACE INTO learn_reviewevent SELECT * FROM learn_reviewevent"
        said = "UNIQUE constraint failed"
    else:
        statement, said = "TRUNCATE learn_reviewevent", "never changed or deleted"
    with (
        pytest.raises(DatabaseError, match=said),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert as_it_was()


def test_one_key_is_one_event(kept):
    with pytest.raises(IntegrityError), transaction.atomic():
        event(kept.key, slug="five-myths").save()
    event("event-0002").save()
    assert ReviewEvent.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": ""},
        {"reviewer": ""},
        {"licence": ""},
        {"due_on": None},
        {"due_on": date(2026, 11, 20)},
        {"verb": "published"},
        {"verdict": "splendid"},
    ],
)
def test_the_table_holds_no_half_review(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        event(**fields).save()
    with pytest.raises(ValidationError):
        event(**fields).full_clean()
