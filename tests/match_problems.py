"""Small problems for these tests, and the same questions answered the slow and certain way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import strategies as st

from kindward.matching import Client, Licence, Market, Pairs, Problem, Therapist

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

ANNA = Client(
    id="anna", submitted_at=NOW - timedelta(hours=3), jurisdiction="US-OR", languages=("en",), age_group="adult",
    modalities=("video",), windows=("mon-am", "tue-ev"), needs=("shame",), max_fee=100.0,
)  # fmt: skip
THEO = Therapist(
    id="theo", licences=(Licence("US-OR", date(2027, 1, 1)),), languages=("en", "es"), age_groups=("adult",),
    modalities=("video", "phone"), fee=90.0, windows=("tue-ev", "wed-pm"), capacity=4, load=2, specialties=("shame",),
)  # fmt: skip


def problem(clients: Sequence[Client], therapists: Sequence[Therapist], **more: Any) -> Problem:
    """A problem at :data:`NOW`."""
    return Problem(NOW, tuple(clients), tuple(therapists), **more)


def may_meet(client: Client, therapist: Therapist, now: datetime, but: Sequence[str] = ()) -> bool:
    """Whether no hard requirement keeps these two apart, leaving out those named in ``but``; written anew."""
    licensed = any(
        lic.jurisdiction == client.jurisdiction and not lic.expires_on < now.date()
        for lic in therapist.licences
    )
    if client.max_fee is None and client.insurance is None:
        paid = True
    else:
        paid = client.max_fee is not None and therapist.fee <= client.max_fee
        paid = paid or (client.insurance is not None and client.insurance in therapist.insurances)
    holds = {
        "licence": licensed,
        "language": bool(set(client.languages) & set(therapist.languages)),
        "modality": bool(set(client.modalities) & set(therapist.modalities)),
        "window": bool(set(client.windows) & set(therapist.windows)),
        "age_group": client.age_group in therapist.age_groups,
        "fee": paid,
        "excluded": therapist.id not in client.excluded and client.id not in therapist.excluded,
        "capacity": therapist.capacity - therapist.load > 0,
    }
    return all(held for name, held in holds.items() if name not in but)


def fewest_changes(client: Client, therapists: Sequence[Therapist], now: datetime) -> int:
    """How many requirements have to change at the least for this client to meet anybody."""
    names = ("licence", "language", "modality", "window", "age_group", "fee", "excluded", "capacity")
    for count in range(len(names) + 1):
        for but in combinations(names, count):
            if any(may_meet(client, therapist, now, but) for therapist in therapists):
                return count
    raise AssertionError("with nothing required everybody may meet")


Goals = tuple[int, int, int, Fraction]


def best_goals(market: Market) -> Goals:
    """The four goals of the best assignment, by trying them all: matched, urgent, fit, and minus the squares."""
    return max(_all_goals(market, 0, market.load.tolist(), (0, 0, 0)))


def goals_of(market: Market, therapist: Sequence[int]) -> Goals:
    """The four goals of one assignment."""
    load, reached = market.load.tolist(), (0, 0, 0)
    for client, of in enumerate(therapist):
        if of >= 0:
            load[of] += 1
            reached = _more(market, client, int(np.flatnonzero(market.pairs.of(client) == of)[0]), reached)
    return (*reached, -_squares(market, load))


def _all_goals(
    market: Market, client: int, load: list[int], reached: tuple[int, int, int]
) -> Iterator[Goals]:
    if client == len(market.urgent):
        yield (*reached, -_squares(market, load))
        return
    yield from _all_goals(market, client + 1, load, reached)
    for at, therapist in enumerate(market.pairs.of(client).tolist()):
        if load[therapist] < market.capacity[therapist]:
            load[therapist] += 1
            yield from _all_goals(market, client + 1, load, _more(market, client, at, reached))
            load[therapist] -= 1


def _more(market: Market, client: int, at: int, reached: tuple[int, int, int]) -> tuple[int, int, int]:
    matched, urgent, fit = reached
    worth = int(market.worth[market.pairs.start[client] + at])
    return matched + 1, urgent + int(market.urgent[client]), fit + worth


def _squares(market: Market, load: Sequence[int]) -> Fraction:
    pairs = zip(load, market.capacity.tolist(), strict=True)
    return sum((Fraction(seen, room) ** 2 for seen, room in pairs if room), Fraction(0))


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """Up to five clients and three therapists, with many ties and too few places."""
    clients, therapists = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    fits = st.lists(st.sampled_from([None, 0, 300, 500, 501, 1000]), min_size=therapists, max_size=therapists)
    rows = [draw(fits) for _ in range(clients)]
    urgent = draw(st.lists(st.booleans(), min_size=clients, max_size=clients))
    capacity = draw(st.lists(st.integers(0, 7), min_size=therapists, max_size=therapists))
    load = [draw(st.integers(max(0, room - 3), room + 1)) for room in capacity]
    return market_of(rows, urgent, load, capacity)


def market_of(
    rows: Sequence[Sequence[int | None]], urgent: Sequence[bool], load: Sequence[int], capacity: Sequence[int]
) -> Market:
    """A market from a table of fits, None where a pair is not eligible."""
    counts = [sum(fit is not None for fit in row) for row in rows]
    return Market(
        Pairs(
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
            np.array([t for row in rows for t, fit in enumerate(row) if fit is not None], dtype=np.int32),
        ),
        np.array([fit for row in rows for fit in row if fit is not None], dtype=np.int16),
        np.array(urgent, dtype=bool),
        np.array(load, dtype=np.int64),
        np.array(capacity, dtype=np.int64),
        np.full(len(rows), -1, dtype=np.int64),
    )


def shuffled(given: Problem, seed: int) -> Problem:
    """The same problem with every list in another order."""
    rng = np.random.default_rng(seed)

    def mix(items: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(items[at] for at in rng.permutation(len(items)).tolist())

    lists = ("languages", "modalities", "windows", "needs", "excluded")
    theirs = (
        "languages",
        "modalities",
        "windows",
        "licences",
        "age_groups",
        "specialties",
        "insurances",
        "approaches",
    )
    clients = [
        replace(
            client,
            prefers=replace(
                client.prefers, culture=mix(client.prefers.culture), approaches=mix(client.prefers.approaches)
            ),
            **{name: mix(getattr(client, name)) for name in lists},
        )
        for client in given.clients
    ]
    therapists = [
        replace(one, **{name: mix(getattr(one, name)) for name in theirs}) for one in given.therapists
    ]
    return replace(given, clients=mix(clients), therapists=mix(therapists), frozen=mix(given.frozen))
