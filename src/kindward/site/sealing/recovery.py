"""A person's own way to their key: a recovery code, shown once, should the operator's ring ever be lost."""

from __future__ import annotations

from kindward.sealing import Unreadable
from kindward.sealing.recovery import new_code, unwrap_copy, wrap_copy
from kindward.site.sealing.keys import data_key_of, wrapped_now
from kindward.site.sealing.models import DataKey
from kindward.site.sealing.selectors import HELD, HasKey, keys_at_hand


def make_code(person: HasKey) -> str:
    """A new recovery code for the person, who is to write it down: it is kept nowhere, only the copy it opens.

    An earlier code opens nothing any more.
    """
    owner, code = str(person.public_id), new_code()
    copy = wrap_copy(code, data_key_of(person), owner)
    with keys_at_hand():
        DataKey.objects.filter(owner=owner).update(recovery_copy=copy)
    return code


def forget_code(person: HasKey) -> None:
    """Take the copy away that the person's code opens."""
    with keys_at_hand():
        DataKey.objects.filter(owner=str(person.public_id)).update(recovery_copy=None)


def has_code(person: HasKey) -> bool:
    """Whether the person has a recovery code."""
    with keys_at_hand():
        return DataKey.objects.filter(owner=str(person.public_id), recovery_copy__isnull=False).exists()


def recover(person: HasKey, code: str) -> None:
    """Open the person's key with their code, and wrap it under the operator's ring as it is now.

    Raises :class:`kindward.sealing.BadCode` for what cannot be a code, :class:`Unreadable` when it opens nothing,
    and :class:`kindward.sealing.KeysAway` while there is no ring to wrap under.
    """
    owner = str(person.public_id)
    with keys_at_hand():
        kept = DataKey.objects.filter(owner=owner).first()
    if kept is None or kept.recovery_copy is None:
        raise Unreadable("no recovery code was made")
    key = unwrap_copy(code, bytes(kept.recovery_copy), owner)
    with wrapped_now(key, owner) as (wrapped, version):
        DataKey.objects.filter(owner=owner).update(wrapped=wrapped, ring_version=version)
    person.__dict__[HELD] = key
