"""The answer to a problem as plain values for JSON, and every eligible pair as CSV, so that anyone can check."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np

from .explain import met_and_unmet
from .fit import Fitting
from .match import Match
from .nearest import why_unmatched

#: Pairs written at once.
BLOCK = 1 << 16


def answer(match: Match, seconds: float) -> dict[str, Any]:
    """Assignments and unmatched clients with reasons, by client id; what was reached; ``seconds`` it took."""
    objective = match.objective()
    return {
        "assignments": assignments(match),
        "unmatched": unmatched(match),
        "objective": {
            "matched": objective.matched,
            "urgent_matched": objective.urgent_matched,
            "total_fit": objective.total_fit / 1000,
            "load_squares": float(objective.load_squares),
            "proof_gap": objective.proof_gap,
        },
        "seconds": round(seconds, 3),
    }


def assignments(match: Match) -> list[dict[str, Any]]:
    """Each pair with its fit and what it meets of everything required and wished."""
    tables = match.tables
    out = []
    for pair in match.matched():
        client = tables.clients.rows[tables.client_at[pair.client]]
        therapist = tables.therapists.rows[tables.therapist_at[pair.therapist]]
        met, unmet = met_and_unmet(client, therapist, tables.now)
        fit = pair.fit / 1000
        out.append(
            {"client": pair.client, "therapist": pair.therapist, "fit": fit, "met": met, "unmet": unmet}
        )
    return out


def unmatched(match: Match) -> list[dict[str, Any]]:
    """Each client nobody was found for, with the reason and the nearest miss."""
    fitting = Fitting(match.tables, match.problem.weights)
    out = []
    for at in match.unmatched():
        reason, nearest = why_unmatched(match, at, fitting)
        out.append({"client": match.tables.clients.rows[at].id, "reason": reason, "nearest": nearest})
    return out


def pairs_as_csv(match: Match) -> Iterator[bytes]:
    """Every eligible pair with its fit: lines ``client,therapist,fit`` in blocks, by jurisdiction and ids."""
    clients = [_quoted(row.id) for row in match.tables.clients.rows]
    therapists = [_quoted(row.id) for row in match.tables.therapists.rows]
    shown = [f"{fit / 1000:.3f}" for fit in range(1001)]
    yield b"client,therapist,fit\n"
    client = match.pairs.clients()
    for begin in range(0, len(match.pairs), BLOCK):
        here = slice(begin, begin + BLOCK)
        rows = np.stack([client[here], match.pairs.therapist[here], match.fits[here]], axis=1).tolist()
        yield "".join(f"{clients[c]},{therapists[t]},{shown[f]}\n" for c, t, f in rows).encode()


def _quoted(text: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow([text])
    return out.getvalue()
