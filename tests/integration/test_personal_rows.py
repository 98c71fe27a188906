"""Every model that hangs on a person is known to what moves and deletes them."""

import pytest
from django.apps import apps
from django.db.models import CASCADE

from kindward.site.people.models import Person
from kindward.site.people.services import MOVERS

PERSONAL = [
    (model, field)
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if getattr(field, "related_model", None) is Person and getattr(field, "concrete", False)
]


@pytest.mark.parametrize(
    ("model", "field"),
    PERSONAL,
    ids=lambda part: getattr(part, "__name__", part.name if hasattr(part, "name") else ""),
)
def test_a_room_with_personal_rows_moves_and_deletes_them(model, field) -> None:
    assert model._meta.app_label in MOVERS
    assert field.remote_field.on_delete is CASCADE


def test_there_is_something_to_check() -> None:
    assert {model.__name__ for model, _ in PERSONAL} >= {"Session", "CheckIn"}
