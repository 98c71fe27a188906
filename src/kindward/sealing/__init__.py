"""Sealing: values encrypted under a data key of somebody's own, and bound to the one place they belong to.

A value is sealed under its owner's data key; the data key is wrapped under the operator's ring, and, where they
wish, once more under a recovery code that only they have. Whoever lacks a key, or moves a sealed value to another
person, row or field, gets :class:`Unreadable` and never a wrong value.
"""

from kindward.sealing.errors import BadCode, KeysAway, Unreadable
from kindward.sealing.place import Place
from kindward.sealing.ring import KeyRing, unwrap, wrap
from kindward.sealing.values import KEY_BYTES, new_data_key, seal, unseal

__all__ = [
    "KEY_BYTES",
    "BadCode",
    "KeyRing",
    "KeysAway",
    "Place",
    "Unreadable",
    "new_data_key",
    "seal",
    "unseal",
    "unwrap",
    "wrap",
]
