"""How well each eligible pair meets what the client would like: 0 to 1, in whole thousandths.

``fit`` is the weighted mean, over the preferences that the client states, of how far each is met: the share of needs
that are among the specialties, of approaches and of cultures; style and gender met or not; and windows in common, of
which three are as good as all. What a client does not state counts neither for nor against anybody: a client with one
wish is as well matched by who meets it as one with five by who meets five. Halves are rounded up.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .arrays import Bools, Fits, Floats, Ints, Numbers, Words
from .bits import NO_WISH
from .eligible import Pairs
from .tables import Tables

#: One hour a week is found in three windows as well as in all.
ENOUGH_WINDOWS = 3
#: Pairs taken together.
BLOCK = 1 << 18
#: What sums of fractions may be wrong by; two sums that differ at all differ by more.
_ERROR = 1e-9


def fits_of(tables: Tables, pairs: Pairs, weights: Mapping[str, float]) -> Fits:
    """The fit of each pair in thousandths, 0 to 1000. ``weights`` has each of ``problem.WEIGHTS``, 0 or more."""
    fitting = Fitting(tables, weights)
    client = pairs.clients()
    out = np.empty(len(pairs), dtype=np.int16)
    for begin in range(0, len(pairs), BLOCK):
        here = slice(begin, begin + BLOCK)
        out[here] = fitting.fit(client[here], pairs.therapist[here])
    return out


class Fitting:
    """What one word in common, or one wish met, is worth to each client, in thousandths of fit."""

    def __init__(self, tables: Tables, weights: Mapping[str, float]) -> None:
        clients, self.therapists = tables.clients, tables.therapists
        stated = {
            "needs": _counts([row.needs for row in clients.rows]),
            "approaches": _counts([row.prefers.approaches for row in clients.rows]),
            "culture": _counts([row.prefers.culture for row in clients.rows]),
            "windows": np.minimum(_counts([row.windows for row in clients.rows]), ENOUGH_WINDOWS),
            "gender": (clients.gender != NO_WISH).astype(float),
            "style": (clients.style != NO_WISH).astype(float),
        }
        whole: Floats = np.zeros(len(clients.rows))
        for name, count in stated.items():
            whole += weights[name] * (count > 0)
        self.asks: Bools = whole > 0
        self.worth = {
            name: np.divide(
                1000 * weights[name], whole * count, out=np.zeros(len(count)), where=whole * count > 0
            )
            for name, count in stated.items()
        }
        self.clients = clients

    def fit(self, client: Numbers, therapist: Numbers) -> Ints:
        """The fit of each pair, eligible or not."""
        ours, theirs = self.clients, self.therapists
        total = self.worth["needs"][client] * _shared(ours.needs, theirs.specialties, client, therapist)
        total += self.worth["approaches"][client] * _shared(
            ours.approaches, theirs.approaches, client, therapist
        )
        total += self.worth["culture"][client] * _shared(ours.culture, theirs.cultures, client, therapist)
        windows = np.minimum(_shared(ours.windows, theirs.windows, client, therapist), ENOUGH_WINDOWS)
        total += self.worth["windows"][client] * windows
        total += self.worth["gender"][client] * (ours.gender[client] == theirs.gender[therapist])
        total += self.worth["style"][client] * (ours.style[client] == theirs.style[therapist])
        # Where nothing is asked, or only what weighs nothing, nothing is unmet.
        return np.where(self.asks[client], np.floor(total + 0.5 + _ERROR), 1000).astype(np.int64)


def _counts(rows: list[tuple[str, ...]]) -> Floats:
    return np.array([len(set(row)) for row in rows], dtype=float)


def _shared(ours: Words, theirs: Words, client: Numbers, therapist: Numbers) -> Numbers:
    """How many bits the two of each pair have in common."""
    out: Numbers = np.bitwise_count(ours[client, 0] & theirs[therapist, 0])
    for word in range(1, ours.shape[1]):
        out = out + np.bitwise_count(ours[client, word] & theirs[therapist, word]).astype(np.int64)
    return out
