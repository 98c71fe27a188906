"""Every model and every field is declared: who can read it, how it goes along, how it ends."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import CASCADE, Model

from kindward.site.people.kept import ABOUT_NOBODY, KEPT, Kept
from kindward.site.people.models import Account, Person
from kindward.site.sealing.fields import sealed_fields_of

MODELS = [model for model in apps.get_models() if not model._meta.label_lower.startswith("tests.")]
EACH = [pytest.param(kept, id=label) for label, kept in KEPT.items()]


def fields_of(model: type[Model]) -> dict[str, object]:
    """The model's own fields by name, those that stand for many rows among them, without the row's number."""
    own = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return {field.name: field for field in own if not (field.primary_key and field.name == "id")}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_a_model_hangs_on_a_person_or_on_nobody(model):
    label = model._meta.label_lower
    assert (label in KEPT) != (label in ABOUT_NOBODY), f"declare {label} in its room's kept.py"


def test_nothing_is_declared_that_is_not_there():
    assert {*KEPT, *ABOUT_NOBODY} <= {model._meta.label_lower for model in MODELS}


def test_who_hangs_on_a_person_is_not_declared_as_nobodys():
    for model in MODELS:
        hangs = {
            field.related_model
            for field in model._meta.concrete_fields
            if field.is_relation and field.remote_field.on_delete is CASCADE
        }
        if hangs & {Person, Account, *(kept.model for kept in KEPT.values())}:
            assert model._meta.label_lower in KEPT, model


@pytest.mark.parametrize("kept", EACH)
def test_every_field_is_declared_once(kept: Kept):
    assert sorted(kept.declared()) == sorted(fields_of(kept.model))


@pytest.mark.parametrize("kept", EACH)
def test_what_is_declared_sealed_is_sealed_and_nothing_else(kept: Kept):
    assert sorted(kept.sealed) == sorted(field.name for field in sealed_fields_of(kept.model))


@pytest.mark.parametrize("kept", EACH)
def test_ties_stay_within_what_is_ones_own_and_names_do_not(kept: Kept):
    fields = fields_of(kept.model)
    own = {one.model for one in KEPT.values()}
    assert all(fields[name].related_model in own for name in kept.ties)
    assert not any(fields[name].related_model in own for name in kept.outside)


@pytest.mark.parametrize("kept", EACH)
def test_it_is_deleted_with_the_person_or_says_how(kept: Kept):
    if kept.model in (Person, Account) or kept.deleted:
        return
    first = kept.model._meta.get_field(kept.path.split("__")[0])
    assert first.remote_field.on_delete is CASCADE


@pytest.mark.parametrize("kept", EACH)
def test_everything_is_said_in_words(kept: Kept):
    words = [*kept.taken.values(), *kept.inner.values(), *kept.shown_to]
    assert all(2 < len(text) < 160 and not text.endswith(".") for text in words), words
    for why in (kept.not_taken, kept.not_taken_in, kept.deleted):
        assert not why or len(why.split()) >= 4


@pytest.mark.django_db
@pytest.mark.parametrize("kept", EACH)
def test_nobody_elses_rows_are_among_ones_own(kept: Kept, alice_person, bob_person):
    rows = {alice_person: list(kept.rows_of(alice_person)), bob_person: list(kept.rows_of(bob_person))}
    if kept.model is Person:
        assert rows == {alice_person: [alice_person], bob_person: [bob_person]}
    elif kept.model is Account:
        assert rows == {alice_person: [alice_person.account], bob_person: []}
    else:
        assert rows == {alice_person: [], bob_person: []}
