"""A long stream sealed, such as a backup: in chunks, whose order and end are sealed too.

``KWS1``, the length of the head in four bytes, the head (any bytes, readable, not to be changed), a salt of 16
random bytes, then chunks of 1 MiB, each encrypted with AES-256-GCM and followed by its tag; the last may be
shorter. Each stream has a key of its own, by HKDF-SHA-256 (RFC 5869) from the secret and the salt. A chunk's nonce is
its number and whether it is the last (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, 2015), so that
nothing can be taken out, moved, doubled or cut off. Nothing is given out before it was verified, in flat memory.
"""

from __future__ import annotations

import io
import os
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kindward.sealing.errors import Unreadable
from kindward.sealing.values import KEY_BYTES, TAG_BYTES

#: Bytes of a chunk before it is encrypted.
CHUNK_BYTES = 2**20
#: A longer head is none of ours.
MOST_HEAD_BYTES = 2**16
_MARK = b"KWS1"
_SALT_BYTES = 16


class SealingWriter(io.RawIOBase):
    """A stream to write into; what is written comes out sealed. Only :meth:`finish`, or the end of a ``with`` that
    raised nothing, makes it whole; closed before, it opens nowhere.

    The stream below stays open. Raises ``ValueError`` for a head that is too long.
    """

    def __init__(self, out: BinaryIO, secret: bytes, head: bytes = b"") -> None:
        super().__init__()
        if len(head) > MOST_HEAD_BYTES:
            raise ValueError(f"a head has at most {MOST_HEAD_BYTES} bytes, not {len(head)}")
        salt = os.urandom(_SALT_BYTES)
        self._out, self._cipher, self._bound = out, _cipher(secret, salt), sha256(head).digest()
        self._waiting, self._number = bytearray(), 0
        out.write(_MARK + len(head).to_bytes(4, "big") + head + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._waiting += view
        # One chunk is always held back: the last is sealed as the last.
        while len(self._waiting) > CHUNK_BYTES:
            self._put(bytes(self._waiting[:CHUNK_BYTES]), last=False)
            del self._waiting[:CHUNK_BYTES]
        return len(view)

    def finish(self) -> None:
        """Write the last chunk, and close."""
        self._put(bytes(self._waiting), last=True)
        self.close()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()
        self.close()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), chunk, self._bound))
        self._number += 1


class SealedReader(io.RawIOBase):
    """A stream to read from: what :class:`SealingWriter` wrote. Raises :class:`Unreadable` at the first byte that is
    not as it was written, and where the end is missing."""

    def __init__(self, source: BinaryIO, secret: bytes) -> None:
        super().__init__()
        head = read_head(source)
        salt = source.read(_SALT_BYTES)
        self._source, self._cipher, self._bound = source, _cipher(secret, salt), sha256(head).digest()
        self._next, self._plain, self._number, self._ended = self._sealed(), b"", 0, False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._plain and not self._ended:
            self._plain = self._open()
        size = min(len(view), len(self._plain))
        view[:size] = self._plain[:size]
        self._plain = self._plain[size:]
        return size

    def _open(self) -> bytes:
        chunk, self._next = self._next, self._sealed()
        self._ended = not self._next
        try:
            plain = self._cipher.decrypt(_nonce(self._number, self._ended), chunk, self._bound)
        except (InvalidTag, ValueError):
            raise Unreadable("another key, changed or cut off") from None
        self._number += 1
        return plain

    def _sealed(self) -> bytes:
        parts, missing = [], CHUNK_BYTES + TAG_BYTES
        while missing and (part := self._source.read(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)


def read_head(source: BinaryIO) -> bytes:
    """The head of a sealed stream, not verified yet. Raises :class:`Unreadable` where there is none."""
    start = source.read(len(_MARK) + 4)
    length = int.from_bytes(start[len(_MARK) :], "big")
    if len(start) < len(_MARK) + 4 or start[: len(_MARK)] != _MARK or length > MOST_HEAD_BYTES:
        raise Unreadable("not a sealed stream that is known here")
    head = source.read(length)
    if len(head) < length:
        raise Unreadable("cut off")
    return head


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(secret: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=salt, info=b"kindward stream 1").derive(secret))
