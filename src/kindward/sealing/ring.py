"""The operator's ring of keys: data keys are wrapped under its newest, and opened by whichever wrapped them.

A wrapped key is one byte 0x01, the version of the ring's key in four bytes, a nonce of 12 random bytes, and
the data key encrypted with AES-256-GCM and its tag. Owner and version are associated data.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kindward.sealing.errors import KeysAway, Unreadable
from kindward.sealing.place import lengths_first
from kindward.sealing.values import KEY_BYTES, NONCE_BYTES, TAG_BYTES, new_nonce

#: Shorter secrets are refused: 32 characters of base64 are 192 bits.
SHORTEST_SECRET = 32
_FORM = b"\x01"
_HEAD = 5
_LENGTH = _HEAD + NONCE_BYTES + KEY_BYTES + TAG_BYTES
_PURPOSE = b"kindward data key 1"
_ENTRY = re.compile(r"(?:(\d{1,9}):)?([^\s,]+)")


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The operator's secrets by version, 1 and up. The newest wraps; all of them unwrap."""

    secrets: Mapping[int, str] = field(repr=False)
    _keys: Mapping[int, bytes] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.secrets:
            raise ValueError("no key in it")
        for version, secret in self.secrets.items():
            if version < 1:
                raise ValueError(f"version {version}; expected 1 or more")
            if len(secret) < SHORTEST_SECRET:
                raise ValueError(f"version {version} is shorter than {SHORTEST_SECRET} characters")
        object.__setattr__(self, "_keys", {version: _derived(text) for version, text in self.secrets.items()})

    @classmethod
    def read(cls, text: str) -> KeyRing:
        """A ring from its text: ``VERSION:SECRET`` for each key, with spaces, commas or line ends between.

        A single secret may stand without its version, and is version 1. Raises ``ValueError`` in one clear
        sentence that holds no secret.
        """
        entries = [_ENTRY.fullmatch(part) for part in re.split(r"[\s,]+", text.strip()) if part]
        found: dict[int, str] = {}
        for entry in entries:
            if entry is None or (entry[1] is None and len(entries) > 1):
                raise ValueError("each of several keys is written VERSION:SECRET, such as 2:…")
            version = int(entry[1] or 1)
            if version in found:
                raise ValueError(f"version {version} is there twice")
            found[version] = entry[2]
        return cls(found)

    @classmethod
    def new(cls, version: int = 1) -> KeyRing:
        """A ring with one new random key."""
        return cls({version: secrets.token_urlsafe(48)})

    @property
    def newest(self) -> int:
        """The version that wraps."""
        return max(self.secrets)

    def with_new_key(self) -> KeyRing:
        """This ring with one more key, which is the newest."""
        return KeyRing({**self.secrets, self.newest + 1: secrets.token_urlsafe(48)})

    def only(self, version: int) -> KeyRing:
        """The ring with that key alone. Raises ``KeyError`` when it is not there."""
        return KeyRing({version: self.secrets[version]})

    def as_text(self) -> str:
        """The ring as :meth:`read` takes it, one key a line, the newest last."""
        return "".join(f"{version}:{self.secrets[version]}\n" for version in sorted(self.secrets))

    def key(self, version: int) -> bytes:
        """The 256-bit key of a version. Raises :class:`KeysAway` when the ring has none."""
        try:
            return self._keys[version]
        except KeyError:
            raise KeysAway(f"the operator's key of version {version} is not there") from None


def wrap(ring: KeyRing, data_key: bytes, owner: str) -> bytes:
    """The data key of ``owner``, wrapped under the ring's newest key."""
    head = _FORM + ring.newest.to_bytes(4, "big")
    nonce = new_nonce()
    return head + nonce + AESGCM(ring.key(ring.newest)).encrypt(nonce, data_key, _bound(head, owner))


def unwrap(ring: KeyRing, wrapped: bytes, owner: str) -> bytes:
    """The data key of ``owner`` out of what :func:`wrap` made.

    Raises :class:`KeysAway` when the ring lacks the key that wrapped it or holds another under its version,
    and :class:`Unreadable` for what is no wrapped key.
    """
    if len(wrapped) != _LENGTH or wrapped[:1] != _FORM:
        raise Unreadable("not a wrapped key that is known here")
    head, nonce, rest = wrapped[:_HEAD], wrapped[_HEAD : _HEAD + NONCE_BYTES], wrapped[_HEAD + NONCE_BYTES :]
    version = version_of(wrapped)
    try:
        return AESGCM(ring.key(version)).decrypt(nonce, rest, _bound(head, owner))
    except InvalidTag:
        raise KeysAway(f"the operator's key of version {version} does not open this") from None


def version_of(wrapped: bytes) -> int:
    """The version of the ring's key that wrapped it."""
    return int.from_bytes(wrapped[1:_HEAD], "big")


def _bound(head: bytes, owner: str) -> bytes:
    return _PURPOSE + head + lengths_first(owner)


def _derived(secret: str) -> bytes:
    """A 256-bit key from a secret of many random characters, by HKDF-SHA-256 (RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"kindward operator key 1").derive(secret.encode())
