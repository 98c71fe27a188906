"""Ogg files that are the same every time: encoders number their streams at random, no good for a cache."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

#: The number every stream of ours gets. One stream a file, so any will do.
SERIAL = (1).to_bytes(4, "little")

_MIRROR = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))


def steady(data: bytes) -> bytes:
    """The same Ogg file (one logical stream) with :data:`SERIAL` as its stream number on every page.

    Page layout and checksum: RFC 3533 (Pfeiffer, 2003), section 6.
    """
    pages = []
    for page in _pages(data):
        bare = page[:14] + SERIAL + page[18:22] + bytes(4) + page[26:]
        pages.append(bare[:22] + _checksum(bare) + bare[26:])
    return b"".join(pages)


def _pages(data: bytes) -> Iterator[bytes]:
    at = 0
    while data[at : at + 4] == b"OggS":
        segments = data[at + 26]
        size = 27 + segments + sum(data[at + 27 : at + 27 + segments])
        yield data[at : at + size]
        at += size
    if at != len(data):
        raise ValueError(f"ogg: no page at byte {at}; expected one to start there")


def _checksum(page: bytes) -> bytes:
    # Ogg's CRC-32 reads bits the other way round than zlib's, starts at 0 and is not inverted at the end.
    mirrored = zlib.crc32(page.translate(_MIRROR), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2).to_bytes(4, "little")
