"""A new key for the operator's ring, while people go on: every data key is wrapped anew, then the old one goes.

Interrupted at any point nothing is lost: old and new key are both in the ring until the last data key is done,
and the next run goes on where this one ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from kindward.sealing import KeyRing, KeysAway, unwrap, wrap
from kindward.site.sealing.keys import open_store
from kindward.site.sealing.models import KEYS, DataKey, KeyStore
from kindward.site.sealing.ring import is_in_a_file, keep_ring, ring, ring_path
from kindward.site.sealing.selectors import keys_at_hand

#: Data keys in one transaction; whoever needs a new key waits no longer than for so many.
BATCH = 200


@dataclass(frozen=True, slots=True)
class Rotated:
    """The version that wraps from now on, how many data keys were wrapped anew, and whether older keys are
    still in the ring because the operator keeps it in the environment."""

    version: int
    rewrapped: int
    old_remain: bool


def rotate(progress: Callable[[int, int], None] | None = None) -> Rotated:
    """Bring a new key into the ring, or go on with a rotation that was interrupted.

    Raises :class:`KeysAway` when keys cannot be had, or when the ring is in the environment and holds no newer
    key; and ``OSError`` when its file cannot be written.
    """
    new = _ring_with_a_new_key(open_store())
    with keys_at_hand():
        _nothing_older_from_now_on(new)
        done = _wrap_anew(new, progress)
    if is_in_a_file():
        keep_ring(new.only(new.newest))
    return Rotated(new.newest, done, old_remain=not is_in_a_file() and len(new.secrets) > 1)


def begin_anew() -> int:
    """A new ring in the place of one that is lost for good; its version. What the lost one wrapped stays shut until
    each person opens it with their recovery code.

    Raises :class:`KeysAway` where the ring is there, or where the new one is to come from the environment and does
    not, and ``OSError`` when the file cannot be written.
    """
    with keys_at_hand():
        store = KeyStore.objects.first()
    if store is None:
        raise KeysAway("there is no store of keys, and so nothing to begin anew")
    try:
        unwrap(ring(), bytes(store.proof), str(store.store_id))
    except KeysAway:
        pass
    else:
        raise KeysAway("the ring opens this store; nothing is lost, and nothing was changed")
    version = store.ring_version + 1
    if is_in_a_file():
        if ring_path().exists():
            raise KeysAway(f"{ring_path()} is there and opens nothing here; move it away first")
        ring_path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        keep_ring(KeyRing.new(version))
    elif ring().newest < version:
        raise KeysAway(f"KINDWARD_SEALING_KEY: expected a key of version {version} or later")
    with keys_at_hand():
        _nothing_older_from_now_on(ring())
    return ring().newest


def _ring_with_a_new_key(opened: KeyRing) -> KeyRing:
    with keys_at_hand():
        store = KeyStore.objects.get()
    if (
        opened.newest > store.ring_version
        or _waiting(opened.newest)
        or (is_in_a_file() and _is_half_done(opened))
    ):
        return opened
    if not is_in_a_file():
        raise KeysAway(
            f"KINDWARD_SEALING_KEY has no key newer than version {opened.newest}; "
            f"expected {opened.newest + 1}:SECRET beside it"
        )
    keep_ring(opened.with_new_key())
    return ring()


def _is_half_done(opened: KeyRing) -> bool:
    # Of a rotation that ended between the last data key and taking the old key out.
    return len(opened.secrets) > 1


def _waiting(version: int) -> int:
    with keys_at_hand():
        return DataKey.objects.filter(ring_version__lt=version).count()


def _nothing_older_from_now_on(new: KeyRing) -> None:
    with transaction.atomic(using=KEYS, durable=True):
        store = KeyStore.objects.select_for_update().get()
        store.ring_version = new.newest
        store.proof = wrap(new, store.store_id.bytes * 2, str(store.store_id))
        store.save(update_fields=["ring_version", "proof"])


def _wrap_anew(new: KeyRing, progress: Callable[[int, int], None] | None) -> int:
    done, of_all = 0, _waiting(new.newest)
    while True:
        with transaction.atomic(using=KEYS, durable=True):
            older = DataKey.objects.select_for_update().filter(ring_version__lt=new.newest).order_by("pk")
            batch = list(older[:BATCH])
            for key in batch:
                plain = unwrap(new, bytes(key.wrapped), key.owner)
                key.wrapped, key.ring_version = wrap(new, plain, key.owner), new.newest
            DataKey.objects.bulk_update(batch, ["wrapped", "ring_version"])
        if not batch:
            return done
        done += len(batch)
        if progress:
            progress(done, max(done, of_all))
