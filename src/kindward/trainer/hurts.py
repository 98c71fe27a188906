"""How likely a practice is to hurt this person: what is usual, times what this person has met so far.

A Gamma-Poisson factor per person for practices that bring warmth near, and one for the others; exact, and
one hurt moves it.
"""

from __future__ import annotations

import numpy as np

from .arrays import Bools, Floats, Ints
from .curriculum import Curriculum
from .population import Population

#: From which closeness on a practice brings warmth near; from which measured fear on it is high.
NEAR, HIGH_FEAR = 0.4, 0.5
#: Expected hurts that the usual rate counts as.
USUAL = 1.0


def fear_bin(fear: Floats) -> Ints:
    """0 low, 1 not known, 2 high, for fears of compassion from 0 to 1 with NaN for never measured."""
    return np.where(np.isnan(fear), 1, np.where(fear >= HIGH_FEAR, 2, 0)).astype(np.int64)


def expected_hurts(
    population: Population, curriculum: Curriculum, done: Floats, hurts: Floats, fear: Floats
) -> Floats:
    """Share of sessions that will hurt, N x P, from sessions ``done`` and ``hurts`` so far, both N x P."""
    rate = population.hurt[fear_bin(fear)]
    near: Bools = curriculum.closeness >= NEAR
    out = np.empty_like(rate)
    for group in (near, ~near):
        met, due = hurts[:, group].sum(axis=1), (done * rate)[:, group].sum(axis=1)
        out[:, group] = rate[:, group] * ((USUAL + met) / (USUAL + due))[:, None]
    return np.minimum(out, 0.9)
