"""A recovery code: the person's own way to their data key, should the operator's ring be lost.

28 signs in groups of four: 26 are random (130 bits), the last two are a check, so that a slip of the pen is noticed
before anything is tried. Signs are those of Crockford's base 32 (2002), which leaves out I, L, O and U.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kindward.sealing.errors import BadCode, Unreadable
from kindward.sealing.place import lengths_first
from kindward.sealing.values import KEY_BYTES, NONCE_BYTES, TAG_BYTES, new_nonce

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SIGNS, CHECK_SIGNS, GROUP = 26, 2, 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\n": "", "\t": ""})
_FORM = b"\x01"
_SALT_BYTES = 16
_LENGTH = 1 + _SALT_BYTES + NONCE_BYTES + KEY_BYTES + TAG_BYTES


def new_code() -> str:
    """A new code: seven groups of four signs, with hyphens between."""
    random = "".join(secrets.choice(SIGNS) for _ in range(RANDOM_SIGNS))
    return _in_groups(random + _check(random))


def read_code(written: str) -> str:
    """The code as somebody wrote it, in its usual form. Raises :class:`BadCode`.

    Small letters, missing hyphens, and O, I or L for 0 or 1 are understood.
    """
    signs = written.upper().translate(_READ_AS)
    if len(signs) != RANDOM_SIGNS + CHECK_SIGNS:
        raise BadCode(f"A recovery code has {RANDOM_SIGNS + CHECK_SIGNS} signs; this has {len(signs)}.")
    if strange := sorted(set(signs) - set(SIGNS)):
        raise BadCode(f"A recovery code has no “{strange[0]}” in it.")
    if _check(signs[:RANDOM_SIGNS]) != signs[RANDOM_SIGNS:]:
        raise BadCode("One of the signs is not as it was given.")
    return _in_groups(signs)


def wrap_copy(code: str, data_key: bytes, owner: str) -> bytes:
    """A copy of the owner's data key that the code opens. Raises :class:`BadCode`."""
    salt, nonce = os.urandom(_SALT_BYTES), new_nonce()
    return _FORM + salt + nonce + AESGCM(_key(code, salt)).encrypt(nonce, data_key, _bound(owner))


def unwrap_copy(code: str, copy: bytes, owner: str) -> bytes:
    """The owner's data key out of its copy. Raises :class:`BadCode`, or :class:`Unreadable` for another's code."""
    if len(copy) != _LENGTH or copy[:1] != _FORM:
        raise Unreadable("not a copy that is known here")
    salt, rest = copy[1 : 1 + _SALT_BYTES], copy[1 + _SALT_BYTES :]
    try:
        return AESGCM(_key(code, salt)).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], _bound(owner))
    except InvalidTag:
        raise Unreadable("this code belongs to another key") from None


def _key(code: str, salt: bytes) -> bytes:
    # 130 random bits need no slow hashing: guessing them is hopeless at any speed.
    signs = read_code(code).replace("-", "")
    return HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"kindward recovery code 1").derive(signs.encode())


def _bound(owner: str) -> bytes:
    return b"kindward recovery copy 1" + lengths_first(owner)


def _check(random: str) -> str:
    digest = int.from_bytes(sha256(b"kindward recovery check" + random.encode()).digest()[:4], "big")
    return SIGNS[digest % 32] + SIGNS[digest // 32 % 32]


def _in_groups(signs: str) -> str:
    return "-".join(signs[start : start + GROUP] for start in range(0, len(signs), GROUP))
