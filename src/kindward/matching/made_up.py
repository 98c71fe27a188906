"""Made-up problems of any size, seeded: a country of people who wait and therapists who have some room.

Nobody here is real. Shares are guesses of the right size, apart from the number of people by state (United States
Census 2020, in tenths of a million): what matters is that states differ a hundredfold, that languages, plans and
evenings are scarce in different places, and that places are about as many as people.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from .arrays import Ints
from .problem import MODALITIES, WINDOWS

#: Now, in every made-up problem.
NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)

_STATES = {
    "CA": 395, "TX": 291, "FL": 215, "NY": 202, "PA": 130, "IL": 128, "OH": 118, "GA": 107, "NC": 104, "MI": 101,
    "NJ": 93, "VA": 86, "WA": 77, "AZ": 72, "MA": 70, "TN": 69, "IN": 68, "MD": 62, "MO": 62, "WI": 59, "CO": 58,
    "MN": 57, "SC": 51, "AL": 50, "LA": 47, "KY": 45, "OR": 42, "OK": 40, "CT": 36, "UT": 33, "IA": 32, "NV": 31,
    "AR": 30, "MS": 30, "KS": 29, "NM": 21, "NE": 20, "ID": 18, "WV": 18, "HI": 15, "NH": 14, "ME": 14, "RI": 11,
    "MT": 11, "DE": 10, "SD": 9, "ND": 8, "AK": 7, "DC": 7, "VT": 6, "WY": 6,
}  # fmt: skip
_LANGUAGES = {"en": 80, "es": 12, "zh": 2, "vi": 1, "ar": 1, "ko": 1, "fr": 1, "ase": 1, "pt": 1}
_AGES = {"adult": 68, "young-adult": 16, "older-adult": 8, "teen": 6, "child": 2}
_NEEDS = (
    "shame", "self-criticism", "trauma", "grief", "anxiety", "low-mood", "burnout", "loneliness", "anger", "body-image",
    "caregiving", "chronic-pain", "parenting", "relationships", "perfectionism", "identity", "eating", "sleep",
)  # fmt: skip
_APPROACHES = (
    "compassion-focused", "act", "cbt", "emdr", "schema", "psychodynamic", "mindfulness", "emotion-focused", "dbt",
    "narrative",
)  # fmt: skip
_GENDERS = {"woman": 66, "man": 30, "non-binary": 4}
_STYLES = {"warm": 35, "structured": 25, "direct": 20, "exploring": 20}
_CULTURES = (
    "latin-american", "african-american", "east-asian", "south-asian", "arab", "jewish", "muslim", "christian",
    "lgbtq", "indigenous", "veteran", "rural",
)  # fmt: skip
_PLANS = tuple(f"plan-{letter}" for letter in "abcdefghijkl")


def made_up(clients: int, therapists: int, seed: int = 1) -> dict[str, Any]:
    """A problem of that many clients and therapists, as plain values that JSON can hold; free places are 1.05 times
    as many as clients, near enough. The same numbers give the same problem."""
    rng = np.random.default_rng([seed, clients, therapists])
    return {
        "now": NOW.isoformat(),
        "clients": _clients(clients, rng),
        "therapists": _therapists(therapists, 1.05 * clients / max(1, therapists), rng),
    }


def _clients(count: int, rng: np.random.Generator) -> list[dict[str, Any]]:
    states = _one(_STATES, count, rng)
    ages, genders, styles = _one(_AGES, count, rng), _one(_GENDERS, count, rng), _one(_STYLES, count, rng)
    first, second = _one(_LANGUAGES, count, rng), _one(_LANGUAGES, count, rng)
    # Most of those at home in another language speak English too.
    spoken = [
        [a] if a == "en" or chance < 0.35 else [a, "en" if chance < 0.95 else b]
        for a, b, chance in zip(first, second, rng.random(count).tolist(), strict=True)
    ]
    needs, approaches = (
        _some(_NEEDS, rng.integers(1, 5, count), rng),
        _some(_APPROACHES, rng.integers(0, 3, count), rng),
    )
    cultures = _some(_CULTURES, (rng.random(count) < 0.25).astype(int), rng)
    modalities = _some(MODALITIES, rng.choice([1, 2, 3], count, p=[0.5, 0.35, 0.15]), rng)
    windows = _some(WINDOWS, rng.integers(2, 9, count), rng)
    fees = np.round(rng.lognormal(4.75, 0.35, count) / 5) * 5
    plans = _one(dict.fromkeys(_PLANS, 1), count, rng)
    waited = np.minimum(rng.exponential(14.0, count), 47.5)
    pays, insured, wish_gender, wish_style = (rng.random(count) < p for p in (0.75, 0.5, 0.35, 0.4))
    excluded = rng.random(count) < 0.01
    who = rng.integers(0, max(1, count // 5), count)
    return [
        {
            "id": f"c{n:06d}",
            "submitted_at": (NOW - timedelta(seconds=round(3600 * waited[n]))).isoformat(),
            "jurisdiction": f"US-{states[n]}",
            "languages": spoken[n],
            "age_group": ages[n],
            "needs": needs[n],
            "modalities": modalities[n],
            "max_fee": float(fees[n]) if pays[n] else None,
            "insurance": plans[n] if insured[n] else None,
            "windows": windows[n],
            "excluded": [f"t{who[n]:06d}"] if excluded[n] else [],
            "prefers": {
                "gender": genders[n] if wish_gender[n] else None,
                "style": styles[n] if wish_style[n] else None,
                "culture": cultures[n],
                "approaches": approaches[n],
            },
        }
        for n in range(count)
    ]


def _therapists(count: int, free: float, rng: np.random.Generator) -> list[dict[str, Any]]:
    states = _some(
        tuple(_STATES), rng.choice([1, 2, 3, 5], count, p=[0.5, 0.25, 0.15, 0.1]), rng, list(_STATES.values())
    )
    second = _one(_LANGUAGES, count, rng)
    ages = _some(tuple(_AGES), rng.integers(1, 4, count), rng, list(_AGES.values()))
    genders, styles = _one(_GENDERS, count, rng), _one(_STYLES, count, rng)
    specialties = _some(_NEEDS, rng.integers(3, 9, count), rng)
    approaches, cultures = (
        _some(_APPROACHES, rng.integers(1, 5, count), rng),
        _some(_CULTURES, rng.integers(0, 3, count), rng),
    )
    modalities = _some(MODALITIES, rng.choice([1, 2, 3], count, p=[0.4, 0.35, 0.25]), rng)
    windows = _some(WINDOWS, rng.integers(4, 13, count), rng)
    plans = _some(_PLANS, rng.integers(0, 5, count), rng)
    fees = np.round(rng.lognormal(4.8, 0.3, count) / 5) * 5
    # Some have no room at all; the others make up for it.
    places = rng.poisson(free / 0.85, count) * (rng.random(count) < 0.85)
    load = rng.integers(2, 20, count)
    days = rng.integers(-15, 720, (count, len(_STATES)))
    return [
        {
            "id": f"t{n:06d}",
            "licences": [
                {
                    "jurisdiction": f"US-{state}",
                    "expires_on": (NOW + timedelta(days=int(days[n, k]))).date().isoformat(),
                }
                for k, state in enumerate(states[n])
            ],
            "languages": sorted({"en", second[n]}),
            "age_groups": ages[n],
            "specialties": specialties[n],
            "modalities": modalities[n],
            "fee": float(fees[n]),
            "insurances": plans[n],
            "windows": windows[n],
            "capacity": int(load[n] + places[n]),
            "load": int(load[n]),
            "gender": genders[n],
            "style": styles[n],
            "cultures": cultures[n],
            "approaches": approaches[n],
            "excluded": [],
        }
        for n in range(count)
    ]


def _one(shares: dict[str, int], count: int, rng: np.random.Generator) -> list[str]:
    parts = np.array(list(shares.values()), dtype=float)
    words = list(shares)
    return [words[at] for at in rng.choice(len(words), count, p=parts / parts.sum()).tolist()]


def _some(
    words: tuple[str, ...], how_many: Ints, rng: np.random.Generator, shares: list[int] | None = None
) -> list[list[str]]:
    """So many different words for each row, the likelier ones more often (Efraimidis and Spirakis 2006)."""
    weight = np.ones(len(words)) if shares is None else np.array(shares, dtype=float)
    order = np.argsort(rng.exponential(size=(len(how_many), len(words))) / weight, axis=1).tolist()
    return [[words[at] for at in row[:n]] for row, n in zip(order, how_many.tolist(), strict=True)]
