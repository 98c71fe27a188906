"""For somebody nobody was found for: who comes nearest, and the least that would have to change.

Nearest is who violates the fewest requirements; among equals, those easiest to change (in the order of
:data:`REQUIREMENTS`), then the best fit, then the first id. Whose a requirement is says who could change it: the
client's limit, the therapist's groups of age or places, the law's licence, or both at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from .arrays import Bools
from .eligible import affordable, apart, common
from .errors import MatchingError
from .fit import Fitting
from .match import Match, find_pairs
from .problem import MODALITIES, WINDOWS, Client, Therapist
from .scale import Worth
from .tables import Tables

#: What may keep two people apart, the easiest to change first.
REQUIREMENTS = ("window", "modality", "fee", "capacity", "language", "age_group", "excluded", "licence")
_WHOSE = {
    "window": "both", "modality": "both", "fee": "client", "capacity": "therapist", "language": "both",
    "age_group": "therapist", "licence": "law",
}  # fmt: skip
#: Reasons that are not the name of a requirement.
SEVERAL, NOBODY = "several", "no-therapists"


def why_unmatched(match: Match, client: int, fitting: Fitting) -> tuple[str, dict[str, Any]]:
    """The reason (the requirement that would have to change, ``several`` or ``no-therapists``) and the nearest miss."""
    if not match.tables.therapists.rows:
        return NOBODY, {}
    if len(match.pairs.of(client)):
        return "capacity", _taken(match, client)
    return _nearest_miss(match.tables, client, fitting)


def why_not(match: Match, client: str, therapist: str) -> dict[str, Any]:
    """Why these two are not together, or are: for a pair that is not eligible what would have to ``change``; for one
    that is, its ``fit`` and the ``loss``, what all would lose together at the least if it had to be. No loss at all:
    it is chosen, or as good. Raises :class:`MatchingError` for an id that is not there.
    """
    tables = match.tables
    for name, known in ((client, tables.client_at), (therapist, tables.therapist_at)):
        if name not in known:
            raise MatchingError(f"id: there is no {name}; expected a client and a therapist of this problem")
    row, column = tables.client_at[client], tables.therapist_at[therapist]
    at = int(find_pairs(match.pairs, np.array([row]), np.array([column]))[0])
    if at < 0:
        missed = {name: bool(there[column]) for name, there in missed_by_all(tables, row).items()}
        people = tables.clients.rows[row], tables.therapists.rows[column]
        return {"eligible": False, "change": changes(*people, missed, tables.now)}
    loss = int(match.shortfall(row)[at - match.pairs.start[row]]) if match.market.fixed[row] < 0 else 0
    fit = int(match.fits[at]) / 1000
    return {"eligible": True, "fit": fit, "loss": in_words(match.assignment.scale.apart(loss))}


def changes(
    client: Client, therapist: Therapist, missed: Mapping[str, bool], now: datetime
) -> list[dict[str, Any]]:
    """What would have to change for this pair: requirement, whose it is, what is asked and what was found."""
    asked_and_found: dict[str, tuple[Any, Any]] = {
        "window": (_in_order(client.windows, WINDOWS), _in_order(therapist.windows, WINDOWS)),
        "modality": (_in_order(client.modalities, MODALITIES), _in_order(therapist.modalities, MODALITIES)),
        "fee": ({"max_fee": client.max_fee, "insurance": client.insurance}, {"fee": therapist.fee}),
        "capacity": (1, therapist.free),
        "language": (sorted(client.languages), sorted(therapist.languages)),
        "age_group": (client.age_group, sorted(therapist.age_groups)),
        "excluded": (None, None),
        "licence": (client.jurisdiction, _licences(therapist, client.jurisdiction, now)),
    }
    out = []
    for name in REQUIREMENTS:
        if missed[name]:
            asked, found = asked_and_found[name]
            whose = _WHOSE.get(name) or _who_excludes(client, therapist)
            out.append({"requirement": name, "whose": whose, "asked": asked, "found": found})
    return out


def missed_by_all(tables: Tables, client: int) -> dict[str, Bools]:
    """For each requirement, which of the M therapists misses it for this client."""
    clients, therapists = tables.clients, tables.therapists
    row, everybody = slice(client, client + 1), np.arange(len(therapists.rows))
    licensed = np.zeros(len(everybody), dtype=bool)
    licensed[therapists.licensed_in(clients.rows[client].jurisdiction)] = True
    return {
        "window": ~common(clients.windows[row], therapists.windows)[0],
        "modality": ~common(clients.modalities[row], therapists.modalities)[0],
        "fee": ~affordable(tables, row, everybody)[0],
        "capacity": therapists.free == 0,
        "language": ~common(clients.languages[row], therapists.languages)[0],
        "age_group": ~common(clients.age_group[row], therapists.age_groups)[0],
        "excluded": apart(tables, row, everybody)[0],
        "licence": ~licensed,
    }


def in_words(worth: Worth) -> dict[str, float]:
    """Clients, urgent clients and fit that something is worth, for an answer."""
    return {"matched": worth.matched, "urgent": worth.urgent, "fit": worth.fit / 1000}


def _nearest_miss(tables: Tables, client: int, fitting: Fitting) -> tuple[str, dict[str, Any]]:
    missed = missed_by_all(tables, client)
    count = sum(missed[name].astype(np.int64) for name in REQUIREMENTS)
    hard = sum(missed[name].astype(np.int64) << at for at, name in enumerate(REQUIREMENTS))
    cost = np.asarray(count << len(REQUIREMENTS) | hard)
    near = np.flatnonzero(cost == cost.min())
    fits = fitting.fit(np.full(len(near), client), near)
    best = int(near[np.argmax(fits)])
    of_best = {name: bool(missed[name][best]) for name in REQUIREMENTS}
    row = tables.therapists.rows[best]
    names = [name for name in REQUIREMENTS if of_best[name]]
    reason = names[0] if len(names) == 1 else SEVERAL
    return reason, {
        "therapist": row.id,
        "fit": int(fits.max()) / 1000,
        "change": changes(tables.clients.rows[client], row, of_best, tables.now),
    }


def _taken(match: Match, client: int) -> dict[str, Any]:
    """All places are taken: where one more would be had for the least loss to the others."""
    here = slice(match.pairs.start[client], match.pairs.start[client + 1])
    therapists, fits = match.pairs.therapist[here], match.fits[here].astype(np.int64)
    short = match.shortfall(client)
    best = int(np.lexsort((therapists, -fits, short))[0])
    row, scale = match.tables.therapists.rows[therapists[best]], match.assignment.scale
    missed = {name: name == "capacity" for name in REQUIREMENTS}
    (change,) = changes(match.tables.clients.rows[client], row, missed, match.tables.now)
    return {
        "therapist": row.id,
        "fit": int(fits[best]) / 1000,
        "change": [{**change, "found": 0}],
        "price": in_words(scale.apart(int(match.assignment.prices.therapist[therapists[best]]))),
        "loss": in_words(scale.apart(int(short[best]))),
    }


def _licences(therapist: Therapist, jurisdiction: str, now: datetime) -> list[str]:
    """What licences there are; of one that has expired, since when."""
    out = {lic.jurisdiction for lic in therapist.licences if lic.expires_on >= now.date()}
    expired = [lic.expires_on for lic in therapist.licences if lic.jurisdiction == jurisdiction]
    return [
        *sorted(out),
        *([f"{jurisdiction} until {max(expired)}"] if expired and jurisdiction not in out else []),
    ]


def _in_order(words: Collection[str], order: Sequence[str]) -> list[str]:
    return [word for word in order if word in words]


def _who_excludes(client: Client, therapist: Therapist) -> str:
    if therapist.id in client.excluded:
        return "both" if client.id in therapist.excluded else "client"
    return "therapist"
