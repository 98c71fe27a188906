"""What lies in the database: nothing that somebody answered, and no free text of anybody's that is not sealed."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from kindward.site.people.models import Person

#: Text or JSON of a person that is not sealed, each with the reason.
OPEN: dict[str, str] = {}
#: Longer than any name, key, zone or choice.
LONGEST_NAME = 250


def everything() -> str:
    """Every value of every table, as it lies there."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found += [value for row in cursor.fetchall() for value in row]
    return "\n".join(
        bytes(v).decode("latin-1") if isinstance(v, bytes | memoryview) else str(v) for v in found
    )


@pytest.mark.django_db
def test_nothing_that_was_answered_can_be_read_in_the_database(answered: Person, bob: Client) -> None:
    bob.post(
        "/programme/reminders/",
        {
            "by": "push",
            "at": "08:00",
            "zone": "Europe/Dublin",
            "cue": "after the first coffee",
            "shows_cue": "on",
        },
    )
    lies_there = everything()
    assert "self-compassion-break" in lies_there
    told = bob.get("/api/v1/export").json()
    assert told["check_ins"][0]["hurt"] == "still_here"
    for plain in (
        "still_here",
        "first coffee",
        '"hurt"',
        "[7,",
        "soothing_sum",
        '"went"',
        "pinned",
        told["decisions"][0]["why"],
    ):
        assert plain not in lies_there, plain


def test_whatever_is_long_or_free_is_sealed() -> None:
    free = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if any(field.related_model is Person for field in model._meta.concrete_fields)
        for field in model._meta.concrete_fields
        if isinstance(field, models.JSONField | models.TextField)
        or (type(field) is models.CharField and (field.max_length or 0) > LONGEST_NAME)
    }
    assert free - OPEN.keys() == set()
    assert all(len(why.split()) >= 4 for why in OPEN.values())
