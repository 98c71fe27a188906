"""Reads: the data keys of people and other owners."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Protocol
from uuid import UUID

from django.db import DatabaseError, InterfaceError

from kindward.sealing import KeyRing, KeysAway, Unreadable, unwrap
from kindward.sealing.ring import version_of
from kindward.site.sealing.models import DataKey, KeyStore, KeyStoreMark
from kindward.site.sealing.ring import ring

#: The one place where an opened key is kept: on the person's own instance, for as long as that lives.
HELD = "_data_key"
#: Owners named in one query; SQLite may take no more than 999 values.
MOST_NAMED = 500


class HasKey(Protocol):
    """A person, as far as this room knows them."""

    public_id: UUID


def held_key(person: HasKey) -> bytes | None:
    """The person's key where it was opened already."""
    return person.__dict__.get(HELD)


def known_key_of(person: HasKey) -> bytes:
    """The person's data key, one query at the first time. Makes none.

    Raises :class:`Unreadable` when there is none any more, and :class:`KeysAway` when keys cannot be had.
    """
    key = held_key(person)
    if key is None:
        key = known_key_for(str(person.public_id))
        person.__dict__[HELD] = key
    return key


def known_key_for(owner: str) -> bytes:
    """The data key of any owner. Raises as :func:`known_key_of`."""
    key = find_key(owner)
    if key is None:
        check_store()
        raise Unreadable("the key to this was destroyed")
    return key


def find_key(owner: str) -> bytes | None:
    """The data key of an owner, or None. Raises :class:`KeysAway`."""
    opened = _ring_if_there()
    with keys_at_hand():
        kept = DataKey.objects.filter(owner=owner).first()
    return _unwrapped(opened, bytes(kept.wrapped), owner) if kept else None


def hold_keys(people: Iterable[HasKey]) -> None:
    """Open the keys of many people at once. Who has no key yet is left out. Raises :class:`KeysAway`."""
    waiting = [person for person in people if held_key(person) is None]
    keys = keys_of({str(person.public_id) for person in waiting})
    for person in waiting:
        if key := keys.get(str(person.public_id)):
            person.__dict__[HELD] = key


def keys_of(owners: Collection[str]) -> dict[str, bytes]:
    """The data keys of many owners, those without one left out. One query. Raises :class:`KeysAway`."""
    if not owners:
        return {}
    opened = _ring_if_there()
    with keys_at_hand():
        rows = DataKey.objects.all()
        # More names than fit into one question are picked from the answer.
        found = list(
            (rows.filter(owner__in=owners) if len(owners) <= MOST_NAMED else rows).values_list(
                "owner", "wrapped"
            )
        )
    return {owner: _unwrapped(opened, bytes(wrapped), owner) for owner, wrapped in found if owner in owners}


def check_store() -> None:
    """Raises :class:`KeysAway` unless the store of keys is the one that this database was sealed with, and the
    ring opens it. Where nothing was sealed yet all is well."""
    mark = KeyStoreMark.objects.first()
    if mark is None:
        return
    with keys_at_hand():
        store = KeyStore.objects.first()
    if store is None:
        raise KeysAway("the store of keys is empty, and here is what was sealed with keys")
    if mark.store_id != store.store_id:
        raise KeysAway("the store of keys belongs to another database")
    unwrap(ring(), bytes(store.proof), str(store.store_id))


def _ring_if_there() -> KeyRing | None:
    # Before the keys are read: one that a rotation takes out meanwhile still opens what was read with it.
    try:
        return ring()
    except KeysAway:
        return None


def _unwrapped(opened: KeyRing | None, wrapped: bytes, owner: str) -> bytes:
    return unwrap(opened if opened and version_of(wrapped) in opened.secrets else ring(), wrapped, owner)


@contextmanager
def keys_at_hand() -> Iterator[None]:
    """Says :class:`KeysAway` where the database of keys cannot be reached, or has no tables."""
    try:
        yield
    except (DatabaseError, InterfaceError) as problem:
        raise KeysAway(f"the store of keys cannot be reached: {type(problem).__name__}") from problem
