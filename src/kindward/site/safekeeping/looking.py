"""What a copy of the database holds, looked at beside the one in use: that it opens, and that the keys fit."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connections, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kindward.sealing import Unreadable, unwrap
from kindward.site.people.models import Account, Person
from kindward.site.safekeeping.beside import opened_beside
from kindward.site.safekeeping.troubles import Trouble
from kindward.site.sealing.fields import opener, sealed_fields
from kindward.site.sealing.models import KeyStore, KeyStoreMark
from kindward.site.sealing.ring import ring
from kindward.site.sealing.selectors import find_key, keys_at_hand

#: Of a field, so many rows are tried: the keys of those who were deleted meanwhile are gone.
ROWS_TRIED = 50


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found.

    ``opened`` names the kind of row that was opened with today's keys; empty where none is sealed.
    """

    people: int
    accounts: int
    rows: int
    opened: str

    def as_json(self) -> dict[str, Any]:
        return {"people": self.people, "accounts": self.accounts, "rows": self.rows, "opened": self.opened}


def look_at(copy: Path, form: str) -> Looked:
    """Look into a sound copy, after bringing it up to date. Raises :class:`Trouble`, ``KeysAway``, ``NoPlace``."""
    try:
        with opened_beside(copy, form) as alias:
            _bring_up_to_date(alias)
            _keys_belong(alias)
            return Looked(
                people=Person._base_manager.using(alias).count(),
                accounts=Account._base_manager.using(alias).count(),
                rows=sum(_count(model, alias) for model in apps.get_models()),
                opened=opened_kind(alias),
            )
    except DatabaseError as problem:
        raise Trouble(f"the copy of the database cannot be read: {problem}") from None


def _count(model: type[models.Model], alias: str) -> int:
    there = model._meta.db_table in connections[alias].introspection.table_names()
    return model._base_manager.using(alias).count() if there and model._meta.managed else 0


def _bring_up_to_date(alias: str) -> None:
    done = set(MigrationRecorder(connections[alias]).applied_migrations())
    known = set(MigrationLoader(None).graph.nodes)
    ours = {app.label for app in apps.get_app_configs()}
    if newer := sorted(f"{app}.{name}" for app, name in done - known if app in ours):
        raise Trouble(f"the backup is of a newer Kindward ({newer[0]}); update first. Nothing was touched")
    call_command("migrate", database=alias, interactive=False, verbosity=0, skip_checks=True)


def _keys_belong(alias: str) -> None:
    """Raises :class:`Trouble` where the store of keys is another one, ``KeysAway`` where the ring does not open it."""
    mark = KeyStoreMark._base_manager.using(alias).first()
    if mark is None:
        return
    with keys_at_hand():
        store = KeyStore.objects.first()
    if store is None or store.store_id != mark.store_id:
        raise Trouble(
            "the keys here belong to another database: put back the backup of the keys that goes with it first. "
            "Nothing was touched"
        )
    unwrap(ring(), bytes(store.proof), str(store.store_id))


def opened_kind(alias: str) -> str:
    """Open one sealed row with today's keys; what kind it is, or empty where none is there. Raises :class:`Trouble`."""
    for model, field in sealed_fields():
        called = getattr(model, "seal_name", "key")
        columns = {one.attname for one in model._meta.concrete_fields}
        if hasattr(model, "seal_owner") or "person_id" not in columns or (called and called not in columns):
            continue
        rows = model._base_manager.using(alias).exclude(**{f"{field.attname}__isnull": True})
        names = [field.attname, "person__public_id", *([called] if called else [])]
        for value, owner, *rest in rows.values_list(*names)[:ROWS_TRIED]:
            if key := find_key(str(owner)):
                try:
                    opener(model, field.name)(key, str(owner), str(rest[0]) if rest else "", value)
                except Unreadable as problem:
                    raise Trouble(
                        f"what is sealed in it does not open: {problem}. Nothing was touched"
                    ) from None
                return str(model._meta.verbose_name)
    return ""
