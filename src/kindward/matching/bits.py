"""Words as bits of whole numbers, and wishes as numbers, so that all pairs can be looked at together.

Only what some therapist says has a bit: a word that no therapist says is nothing that could be in common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import Ints, Words
from .problem import Client, Therapist

Columns = dict[str, list[tuple[str, ...]]]
#: Numbers for a wish that is none, a therapist who has none, and a wish that no therapist meets.
NO_WISH, NONE, UNMET = -1, -2, -3


@dataclass(frozen=True, slots=True)
class Codes:
    """The bit of each word, by column, and the number of each gender and style; all from therapists."""

    words: Mapping[str, Mapping[str, int]]
    genders: Mapping[str, int]
    styles: Mapping[str, int]


def codes_of(therapists: Sequence[Therapist]) -> Codes:
    """Bits and numbers in the order of the alphabet."""
    columns = therapist_columns(therapists)
    return Codes(
        {name: _numbered({word for row in rows for word in row}) for name, rows in columns.items()},
        _numbered({therapist.gender for therapist in therapists}),
        _numbered({therapist.style for therapist in therapists}),
    )


def client_columns(clients: Sequence[Client]) -> Columns:
    """What clients say, by column."""
    return {
        "languages": [client.languages for client in clients],
        "age_group": [(client.age_group,) for client in clients],
        "modalities": [client.modalities for client in clients],
        "windows": [client.windows for client in clients],
        "insurance": [() if client.insurance is None else (client.insurance,) for client in clients],
        "needs": [client.needs for client in clients],
        "culture": [client.prefers.culture for client in clients],
        "approaches": [client.prefers.approaches for client in clients],
    }


def therapist_columns(therapists: Sequence[Therapist]) -> Columns:
    """What therapists say, by the client's name for each column."""
    return {
        "languages": [therapist.languages for therapist in therapists],
        "age_group": [therapist.age_groups for therapist in therapists],
        "modalities": [therapist.modalities for therapist in therapists],
        "windows": [therapist.windows for therapist in therapists],
        "insurance": [therapist.insurances for therapist in therapists],
        "needs": [therapist.specialties for therapist in therapists],
        "culture": [therapist.cultures for therapist in therapists],
        "approaches": [therapist.approaches for therapist in therapists],
    }


def bits(rows: Sequence[Sequence[str]], codes: Mapping[str, int]) -> Words:
    """One bit for each known word of each row: shape (rows, columns of 64 bits), at least one column."""
    width = max(1, -(-len(codes) // 64))
    if len(rows) == 1:
        # One client alone has to be quick, and arrays take their time to begin.
        number = 0
        for word in rows[0]:
            number |= 1 << codes[word] if word in codes else 0
        return np.array([[number >> 64 * at & (1 << 64) - 1 for at in range(width)]], dtype=np.uint64)
    out = np.zeros((len(rows), width), dtype=np.uint64)
    known = [[codes[word] for word in row if word in codes] for row in rows]
    row = np.repeat(np.arange(len(rows)), [len(each) for each in known])
    code = np.array([one for each in known for one in each], dtype=np.int64)
    np.bitwise_or.at(out, (row, code >> 6), np.uint64(1) << (code & 63).astype(np.uint64))
    return out


def wishes(words: Sequence[str | None], codes: Mapping[str, int]) -> Ints:
    """The number of each client's wish."""
    return np.array([NO_WISH if word is None else codes.get(word, UNMET) for word in words], dtype=np.int64)


def havings(words: Sequence[str | None], codes: Mapping[str, int]) -> Ints:
    """The number of what each therapist is."""
    return np.array([NONE if word is None else codes[word] for word in words], dtype=np.int64)


def _numbered(words: set[str] | set[str | None]) -> dict[str, int]:
    return {word: at for at, word in enumerate(sorted(word for word in words if word is not None))}
