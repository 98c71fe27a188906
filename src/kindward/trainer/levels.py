"""Where a person stands in the three flows, and how surely, at any moment.

Levels are in standard units: 0 is the norm's mean (or, without a norm, the person's own baseline), 1 a
standard deviation. Between two observations a level drifts as an Ornstein-Uhlenbeck process: towards where
most people are, with the uncertainty growing as long as nothing is heard, and never beyond what one knows
of a stranger. Observations enter by the Kalman filter (Kalman 1960).
"""

from __future__ import annotations

import numpy as np

from .arrays import Bools, Floats, Ints

#: Days after which half of what was known is forgotten. Variance gained in the first day: 2 ln 2 / 150,
#: about 0.01.
HALF_LIFE = 150.0
#: Covariance of a stranger's levels: flows go together (r about .4 to .5 between the scales of Gilbert et
#: al. 2017).
STRANGER = 0.55 * np.eye(3) + 0.45
#: A check-in's warmth, 0 to 10, as a reading of the mean level: middle, points per unit, variance in units.
WARMTH_MIDDLE, WARMTH_UNIT, WARMTH_VARIANCE = 5.0, 2.0, 2.5
#: Nearer than this many standard errors is a tie (design: 1.96 times the root of the sum of squares).
TIE = 1.96
_DRAWS = 96


def _normal_points(count: int) -> Floats:
    """Points spread as a normal distribution in three dimensions; the same ones always, in pairs about 0."""
    points = np.random.default_rng(20170401).standard_normal((count // 2, 3))
    return np.concatenate([points, -points])


_POINTS = _normal_points(_DRAWS)


def drift(mean: Floats, cov: Floats, days: Floats) -> tuple[Floats, Floats]:
    """Levels N x 3 and covariances N x 3 x 3 after ``days`` (N, 0 or more) in which nothing was heard."""
    keep = 0.5 ** (np.maximum(days, 0) / HALF_LIFE)
    return mean * keep[:, None], STRANGER + (cov - STRANGER) * (keep**2)[:, None, None]


def hear(
    mean: Floats, cov: Floats, weights: Floats, value: Floats, variance: Floats
) -> tuple[Floats, Floats]:
    """Levels after reading ``weights`` (N x 3) times the levels as ``value`` (N) with error ``variance``
    (N)."""
    column = (cov @ weights[:, :, None])[:, :, 0]
    gain = column / ((weights * column).sum(axis=1) + variance)[:, None]
    surprise = value - (weights * mean).sum(axis=1)
    return mean + gain * surprise[:, None], cov - gain[:, :, None] * column[:, None, :]


def warmth_as_level(warmth: Floats) -> Floats:
    """A check-in's 0 to 10 in standard units."""
    return (warmth - WARMTH_MIDDLE) / WARMTH_UNIT


def chance_weakest(mean: Floats, cov: Floats) -> Floats:
    """Chance that each flow is the weakest, N x 3, rows adding up to 1."""
    drawn = mean[:, None] + _POINTS @ np.linalg.cholesky(cov).transpose(0, 2, 1)
    lowest = drawn.argmin(axis=2)
    return np.stack([(lowest == flow).mean(axis=1) for flow in range(3)], axis=1)


def tied_weakest(mean: Floats, cov: Floats) -> Bools:
    """Which flows may be the weakest, N x 3: the lowest, and those too near to it to tell."""
    lowest: Ints = mean.argmin(axis=1)
    rows = np.arange(len(mean))
    spread = np.diagonal(cov, axis1=1, axis2=2)
    error = np.sqrt(spread + spread[rows, lowest][:, None])
    return np.asarray(mean - mean[rows, lowest][:, None] <= TIE * error)
