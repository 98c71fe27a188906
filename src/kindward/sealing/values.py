"""A value sealed and opened: AES-256 in Galois/Counter Mode (NIST SP 800-38D, 2007).

An envelope of version 1 is one byte 0x01, a nonce of 12 random bytes, and the encrypted value with its tag of
16 bytes. The place is associated data: it is not in the envelope, and without the right one nothing opens.
Before it is encrypted the value is filled up to a multiple of 32 bytes (ISO/IEC 7816-4: 0x80, then zeros), so that
the length of a short answer does not tell which it was.

Nonces are random. SP 800-38D, 8.3, allows 2^32 values under one key then; a person with one key of their own
who writes a value every second reaches that after 136 years.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kindward.sealing.errors import Unreadable
from kindward.sealing.place import Place

#: Bytes of a data key.
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
#: Values are filled up to a multiple of so many bytes.
STEP = 32
_VERSION = b"\x01"
_PURPOSE = b"kindward value 1"
_MARK = b"\x80"
_SHORTEST = 1 + NONCE_BYTES + STEP + TAG_BYTES


def new_data_key() -> bytes:
    """256 random bits from the operating system."""
    return os.urandom(KEY_BYTES)


def new_nonce() -> bytes:
    """12 random bytes: a number used once."""
    return os.urandom(NONCE_BYTES)


def seal(key: bytes, plain: bytes, place: Place) -> bytes:
    """``plain`` sealed under ``key`` for ``place``. Raises ``ValueError`` when the key has not 32 bytes."""
    nonce = new_nonce()
    filled = plain + _MARK
    filled += bytes(-len(filled) % STEP)
    return _VERSION + nonce + _cipher(key).encrypt(nonce, filled, _PURPOSE + place.encoded())


def unseal(key: bytes, sealed: bytes, place: Place) -> bytes:
    """What was sealed under ``key`` for ``place``. Raises :class:`Unreadable` in every other case."""
    if len(sealed) < _SHORTEST or sealed[:1] != _VERSION:
        raise Unreadable("not an envelope that is known here")
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        filled = _cipher(key).decrypt(nonce, rest, _PURPOSE + place.encoded())
    except InvalidTag:
        raise Unreadable("another key, another place, or changed on the way") from None
    return filled[: filled.rindex(_MARK)]


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a data key has {KEY_BYTES} bytes, not {len(key)}")
    return AESGCM(key)
