"""A problem as arrays, in an order of its own: clients by jurisdiction and id, therapists by id.

Every number for a client or a therapist anywhere in this room is a place in that order, so that the order of lists
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from .arrays import Bools, Floats, Ints, Words
from .bits import Codes, bits, client_columns, codes_of, havings, therapist_columns, wishes
from .problem import Client, Problem, Therapist, is_urgent

#: A maximum fee that every fee keeps to, and one that none does.
NO_LIMIT, ONLY_INSURANCE = np.inf, -1.0
_THEIR_NAME = {
    "age_group": "age_groups", "insurance": "insurances", "needs": "specialties", "culture": "cultures",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class ClientTable:
    """N clients; bitsets have one row a client and as many columns of 64 bits as they need.

    ``blocks`` says which stretch of them, first and after last, is in which jurisdiction.
    """

    rows: tuple[Client, ...]
    blocks: tuple[tuple[str, int, int], ...]
    urgent: Bools
    languages: Words
    age_group: Words
    modalities: Words
    windows: Words
    insurance: Words
    max_fee: Floats
    needs: Words
    culture: Words
    approaches: Words
    gender: Ints  # numbers as in :mod:`.bits`
    style: Ints


@dataclass(frozen=True, slots=True, eq=False)
class TherapistTable:
    """M therapists, as :class:`ClientTable`."""

    rows: tuple[Therapist, ...]
    licensed: Mapping[str, Ints]  # for each jurisdiction, who holds a licence valid today, in order
    excluding: Mapping[str, list[int]]  # for each client id, who excludes them
    capacity: Ints
    load: Ints
    free: Ints
    languages: Words
    age_groups: Words
    modalities: Words
    windows: Words
    insurances: Words
    fee: Floats
    specialties: Words
    cultures: Words
    approaches: Words
    gender: Ints
    style: Ints

    def licensed_in(self, jurisdiction: str) -> Ints:
        """Who may work there today."""
        return self.licensed.get(jurisdiction, _NOBODY)


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """Both sides, and ``kept_apart``: K x 2 places of client and therapist who exclude one another, sorted."""

    now: datetime
    codes: Codes
    clients: ClientTable
    therapists: TherapistTable
    kept_apart: Ints
    client_at: Mapping[str, int]
    therapist_at: Mapping[str, int]


_NOBODY: Ints = np.zeros(0, dtype=np.int64)


def tables_of(problem: Problem) -> Tables:
    """The arrays of ``problem``."""
    therapists = tuple(sorted(problem.therapists, key=lambda therapist: therapist.id))
    codes = codes_of(therapists)
    theirs = therapist_columns(therapists)
    table = TherapistTable(
        therapists,
        _licensed(therapists, problem.now),
        _excluding(therapists),
        np.array([therapist.capacity for therapist in therapists], dtype=np.int64),
        np.array([therapist.load for therapist in therapists], dtype=np.int64),
        np.array([therapist.free for therapist in therapists], dtype=np.int64),
        fee=np.array([therapist.fee for therapist in therapists], dtype=float),
        gender=havings([therapist.gender for therapist in therapists], codes.genders),
        style=havings([therapist.style for therapist in therapists], codes.styles),
        **{_THEIR_NAME.get(name, name): bits(theirs[name], codes.words[name]) for name in theirs},
    )
    return with_clients(
        problem.clients, problem.now, codes, table, {row.id: at for at, row in enumerate(therapists)}
    )


def with_clients(
    clients: Sequence[Client],
    now: datetime,
    codes: Codes,
    therapists: TherapistTable,
    therapist_at: Mapping[str, int],
) -> Tables:
    """The arrays of these clients beside therapists whose arrays are there already."""
    rows = tuple(sorted(clients, key=lambda client: (client.jurisdiction, client.id)))
    ours = client_columns(rows)
    client_at = {client.id: at for at, client in enumerate(rows)}
    table = ClientTable(
        rows,
        _blocks(rows),
        np.array([is_urgent(client, now) for client in rows], dtype=bool),
        max_fee=np.array([_limit(client) for client in rows], dtype=float),
        gender=wishes([client.prefers.gender for client in rows], codes.genders),
        style=wishes([client.prefers.style for client in rows], codes.styles),
        **{name: bits(ours[name], codes.words[name]) for name in ours},
    )
    apart = _kept_apart(rows, therapists.excluding, therapist_at)
    return Tables(now, codes, table, therapists, apart, client_at, therapist_at)


def _blocks(clients: Sequence[Client]) -> tuple[tuple[str, int, int], ...]:
    out: list[tuple[str, int, int]] = []
    for at, client in enumerate(clients):
        if not out or out[-1][0] != client.jurisdiction:
            out.append((client.jurisdiction, at, at))
        out[-1] = (client.jurisdiction, out[-1][1], at + 1)
    return tuple(out)


def _limit(client: Client) -> float:
    if client.max_fee is not None:
        return client.max_fee
    return NO_LIMIT if client.insurance is None else ONLY_INSURANCE


def _licensed(therapists: Sequence[Therapist], now: datetime) -> dict[str, Ints]:
    today = now.date()
    held: dict[str, list[int]] = {}
    for at, therapist in enumerate(therapists):
        for place in {licence.jurisdiction for licence in therapist.licences if licence.expires_on >= today}:
            held.setdefault(place, []).append(at)
    return {place: np.array(who, dtype=np.int64) for place, who in held.items()}


def _excluding(therapists: Sequence[Therapist]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for at, therapist in enumerate(therapists):
        for client in therapist.excluded:
            out.setdefault(client, []).append(at)
    return out


def _kept_apart(
    clients: Sequence[Client], excluding: Mapping[str, list[int]], therapist_at: Mapping[str, int]
) -> Ints:
    pairs = {(at, therapist_at[t]) for at, c in enumerate(clients) for t in c.excluded if t in therapist_at}
    pairs |= {(at, therapist) for at, c in enumerate(clients) for therapist in excluding.get(c.id, ())}
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
