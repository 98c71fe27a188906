"""Writes: keys come into being and are destroyed; rows that go to another person are sealed anew."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, QuerySet

from kindward.site.sealing.fields import sealed_fields_of
from kindward.site.sealing.keys import data_key_for, data_key_of, open_store
from kindward.site.sealing.models import KEYS, DataKey
from kindward.site.sealing.selectors import keys_at_hand

__all__ = ["data_key_for", "data_key_of", "destroy_key", "destroy_key_after_commit", "give", "open_store"]

Row = TypeVar("Row", bound=Model)


def destroy_key(owner: str | UUID) -> bool:
    """Destroy an owner's key, at once and for good; whether there was one. Nothing it sealed opens again."""
    with keys_at_hand(), transaction.atomic(using=KEYS, durable=True):
        # Overwritten first: a database may keep a deleted row's last version for a while.
        found = DataKey.objects.filter(owner=str(owner))
        found.update(wrapped=b"", recovery_copy=None)
        return bool(found.delete()[0])


def destroy_key_after_commit(owner: str | UUID) -> None:
    """Destroy a key once the present transaction is kept, as when all it sealed was sealed anew for another."""
    transaction.on_commit(lambda: destroy_key(owner))


def give(rows: QuerySet[Row], target: Model) -> int:
    """Move rows to the person ``target`` and seal them anew for them; how many. Call in a transaction."""
    model = rows.model
    names = [field.name for field in sealed_fields_of(model)]
    if not names:
        return rows.update(person=target)
    given = list(rows)
    for row in given:
        for name in names:
            # Opened under the old key before the row changes hands.
            getattr(row, name)
        row.person = target  # type: ignore[attr-defined]
        row.save(update_fields=["person", *names])
    return len(given)
