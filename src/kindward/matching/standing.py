"""An assignment that stands while clients arrive: each is let in exactly, without solving anew.

All four goals are those of a whole new run; of pairs that are equally good, others may be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .eligible import eligible_pairs
from .errors import MatchingError
from .fit import Fitting
from .match import Match
from .path import find_path, walk
from .prices import client_worth
from .problem import Client
from .residual import Residual
from .tables import with_clients


@dataclass(frozen=True, slots=True)
class Inserted:
    """Where the new client went (None: nowhere), and who moved for it: client, from, to (None: makes way)."""

    therapist: str | None
    moved: tuple[tuple[str, str, str | None], ...]


class Standing:
    """The pairs of a :class:`Match` and its prices, kept right while clients are inserted."""

    def __init__(self, match: Match) -> None:
        """Begin with ``match``, which stays as it is."""
        self.match = match
        self._residual = Residual(match)
        self._ids = [client.id for client in match.tables.clients.rows]
        self._here = set(self._ids)

    def insert(self, client: Client) -> Inserted:
        """Let ``client`` in. Raises :class:`MatchingError` when they are there already, or after very many."""
        if client.id in self._here:
            raise MatchingError(f"id: {client.id} is there already; expected a new client")
        tables = self.match.tables
        one = with_clients([client], tables.now, tables.codes, tables.therapists, tables.therapist_at)
        therapists = eligible_pairs(one).therapist.astype(np.int64)
        fits = Fitting(one, self.match.problem.weights).fit(
            np.zeros(len(therapists), dtype=np.int64), therapists
        )
        scale = self._residual.scale
        new = self._residual.append(therapists, client_worth(one.clients.urgent, scale) + scale.fit * fits)
        self._ids.append(client.id)
        self._here.add(client.id)
        moved = walk(self._residual, find_path(self._residual, new), new)
        return Inserted(
            self._name(self._residual.of[new]),
            tuple((self._ids[who], self._name(a) or "", self._name(b)) for who, a, b in moved if who != new),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The pairs that stand, by client id; those of frozen offers too."""
        named = zip(self._ids, (self._name(of) for of in self._residual.of), strict=True)
        return sorted((client, therapist) for client, therapist in named if therapist is not None)

    def proof_gap(self) -> int:
        """What a better assignment could gain at most, counted anew from prices and pairs: 0, always.

        Raises :class:`MatchingError` where a pair is worth more than its prices, which would be no proof.
        """
        residual, reached = self._residual, 0
        for client, therapist in enumerate(residual.of):
            therapists, worth = residual.pairs(client)
            if residual.fixed[client]:
                continue
            if (residual.missing(client)[1] < 0).any() or residual.gain[client] < 0:
                raise MatchingError("prices: a pair is worth more than its prices; expected a proof")
            reached += int(worth[np.searchsorted(therapists, therapist)]) if therapist >= 0 else 0
        for therapist, seen in enumerate(residual.seen):
            reached -= sum(residual.places.of(therapist)[: len(seen)].tolist())
        places = residual.places
        above = np.maximum(
            0, np.repeat(np.array(residual.price, dtype=np.int64), np.diff(places.start)) - places.rank
        )
        return int(sum(residual.gain) + sum(above.tolist())) - reached

    def _name(self, therapist: int) -> str | None:
        return None if therapist < 0 else self.match.tables.therapists.rows[therapist].id
