"""Where a sealed value belongs. It opens there and nowhere else."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """The one place of a sealed value: whose it is, and the table, row and field it stands in.

    ``person`` is the owner of the data key: a person's public id, or another owner such as ``share:…``.
    """

    person: str
    table: str
    row: str
    field: str

    def encoded(self) -> bytes:
        """The place as bytes, each part behind its length, so that no two places look alike."""
        return lengths_first(*self)


def lengths_first(*parts: str) -> bytes:
    """Texts as UTF-8, one after the other, each behind its length in four bytes, the highest first."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)
