"""Which pairs violate no hard requirement of either side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Ints, Places, Words
from .tables import Tables

#: Pairs looked at together: enough for arrays to pay off, little enough to stay in the processor's cache.
BLOCK = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Eligible pairs by client: those of client ``n`` are ``start[n]`` to ``start[n + 1]``, therapists in order."""

    start: Ints
    therapist: Places

    def __len__(self) -> int:
        return len(self.therapist)

    def of(self, client: int) -> Places:
        """The therapists that this client is eligible for."""
        return self.therapist[self.start[client] : self.start[client + 1]]

    def clients(self) -> Places:
        """The client of each pair."""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))


def eligible_pairs(tables: Tables) -> Pairs:
    """Every pair that may be matched: a valid licence, a language, modality and window in common, the age group,
    the fee or the insurance, nobody excluded, a free place.

    Clients come by jurisdiction, so each jurisdiction is one block of clients by those licensed there.
    """
    clients, therapists = tables.clients, tables.therapists
    counts = np.zeros(len(clients.rows), dtype=np.int64)
    found: list[Places] = []
    for jurisdiction, first, last in clients.blocks:
        licensed = therapists.licensed_in(jurisdiction)
        columns = licensed[therapists.free[licensed] > 0]
        if not len(columns):
            continue
        step = max(1, BLOCK // len(columns))
        for begin in range(first, last, step):
            rows = slice(begin, min(begin + step, last))
            suits = suitable(tables, rows, columns)
            counts[rows] = suits.sum(axis=1)
            found.append(columns[np.nonzero(suits)[1]].astype(np.int32))
    start = np.concatenate([[0], np.cumsum(counts)])
    return Pairs(start, np.concatenate(found) if found else np.zeros(0, dtype=np.int32))


def suitable(tables: Tables, rows: slice, columns: Ints) -> Bools:
    """Whether each client of ``rows`` and therapist of ``columns`` suit each other in all but licence and place."""
    clients, therapists = tables.clients, tables.therapists
    suits = common(clients.languages[rows], therapists.languages[columns])
    suits &= common(clients.age_group[rows], therapists.age_groups[columns])
    suits &= common(clients.modalities[rows], therapists.modalities[columns])
    suits &= common(clients.windows[rows], therapists.windows[columns])
    suits &= affordable(tables, rows, columns)
    suits &= ~apart(tables, rows, columns)
    return suits


def affordable(tables: Tables, rows: slice, columns: Ints) -> Bools:
    """Whether the fee is within the client's limit or their insurance is accepted."""
    clients, therapists = tables.clients, tables.therapists
    within = therapists.fee[columns] <= clients.max_fee[rows, None]
    return within | common(clients.insurance[rows], therapists.insurances[columns])


def apart(tables: Tables, rows: slice, columns: Ints) -> Bools:
    """Whether one of the two has excluded the other."""
    out = np.zeros((rows.stop - rows.start, len(columns)), dtype=bool)
    first, last = np.searchsorted(tables.kept_apart[:, 0], [rows.start, rows.stop])
    client, therapist = tables.kept_apart[first:last].T
    at = np.minimum(np.searchsorted(columns, therapist), len(columns) - 1)
    here = columns[at] == therapist if len(columns) else np.zeros(0, dtype=bool)
    out[client[here] - rows.start, at[here]] = True
    return out


def common(ours: Words, theirs: Words) -> Bools:
    """Whether row n of one and row m of the other have a bit in common: shape (n, m)."""
    out = _overlap(ours[:, 0], theirs[:, 0])
    for word in range(1, ours.shape[1]):
        out |= _overlap(ours[:, word], theirs[:, word])
    return out


def _overlap(ours: Words, theirs: Words) -> Bools:
    # Few words need few bits, and narrow numbers are quicker.
    most = int(max(ours.max(initial=0), theirs.max(initial=0)))
    kind = np.uint8 if most < 1 << 8 else np.uint32 if most < 1 << 32 else np.uint64
    both = np.bitwise_and(ours.astype(kind)[:, None], theirs.astype(kind)[None, :])
    return np.asarray(both != 0)
