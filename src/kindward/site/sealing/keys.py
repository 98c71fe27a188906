"""Data keys as they are needed: found, or made on first use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections, transaction

from kindward.sealing import KeyRing, KeysAway, new_data_key, wrap
from kindward.site.sealing.models import KEYS, DataKey, KeyStore, KeyStoreMark
from kindward.site.sealing.ring import make_ring, ring
from kindward.site.sealing.selectors import HELD, HasKey, check_store, find_key, held_key, keys_at_hand


def data_key_of(person: HasKey) -> bytes:
    """The person's data key, made on first use. Raises :class:`KeysAway` when keys cannot be had.

    A new key is committed before this returns, whatever becomes of the transaction that needs it: nothing can
    be kept that was sealed under a key which is not.
    """
    key = held_key(person)
    if key is None:
        key = person.__dict__[HELD] = data_key_for(str(person.public_id))
    return key


def data_key_for(owner: str) -> bytes:
    """The data key of any owner, such as ``share:…``. As :func:`data_key_of`."""
    found = find_key(owner)
    return _make(owner) if found is None else found


def open_store() -> KeyRing:
    """The ring, with a store of keys that knows it and a main database that knows the store.

    Made where nothing was sealed yet. Raises :class:`KeysAway` where keys should be and are not.
    """
    check_store()
    with keys_at_hand():
        store = KeyStore.objects.first() or _make_store(make_ring())
    KeyStoreMark.objects.bulk_create([KeyStoreMark(store_id=store.store_id)], ignore_conflicts=True)
    check_store()
    return ring()


def _make_store(opened: KeyRing) -> KeyStore:
    made = KeyStore(ring_version=opened.newest)
    # The id is no secret; that it opens shows that the ring is the right one.
    made.proof = wrap(opened, made.store_id.bytes * 2, str(made.store_id))
    with transaction.atomic(using=KEYS, durable=True):
        KeyStore.objects.bulk_create([made], ignore_conflicts=True)
        return KeyStore.objects.get()


@contextmanager
def wrapped_now(key: bytes, owner: str) -> Iterator[tuple[bytes, int]]:
    """A data key wrapped under the ring, and the version that wrapped it; to be kept inside this context.

    No rotation passes between wrapping and keeping. Raises :class:`KeysAway`.
    """
    _store_is_there()
    opened = open_store()
    with keys_at_hand(), transaction.atomic(using=KEYS, durable=True):
        store = KeyStore.objects.select_for_update().get()
        if store.ring_version > opened.newest:
            opened = ring()
        if store.ring_version > opened.newest:
            raise KeysAway(f"the operator's key of version {store.ring_version} is not there")
        yield wrap(opened, key, owner), opened.newest


def _make(owner: str) -> bytes:
    with wrapped_now(new_data_key(), owner) as (wrapped, version):
        made = DataKey(owner=owner, wrapped=wrapped, ring_version=version)
        # Of two who come at once, the first one's key stands.
        DataKey.objects.bulk_create([made], ignore_conflicts=True)
    found = find_key(owner)
    if found is None:
        raise KeysAway("the key that was made is not there")
    return found


def _store_is_there() -> None:
    """A file that was taken away while it is open can still be read; what is written to it is lost."""
    file = store_file()
    if file and not file.exists():
        connections[KEYS].close()
        raise KeysAway("the store of keys is gone")


def store_file() -> Path | None:
    """The file of the database of keys, where it is one."""
    settings = connections[KEYS].settings_dict
    name = str(settings["NAME"])
    return Path(name) if settings["ENGINE"].endswith("sqlite3") and "memory" not in name else None
