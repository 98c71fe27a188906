"""Answers as they are given: one of five taps, 0 to 4, not a point on a line."""

from __future__ import annotations

import numpy as np

from ..arrays import Floats

MOST = 4
#: How many times noisier a wild answer is.
WILDER = 3.0


def give_tap(latent: Floats, noise: Floats, wild: float, rng: np.random.Generator) -> Floats:
    """A whole number from 0 to 4 about ``latent`` with standard deviation ``noise``; a share ``wild`` much
    noisier."""
    spread = noise * np.where(rng.random(latent.shape) < wild, WILDER, 1.0)
    return np.clip(np.rint(latent + spread * rng.standard_normal(latent.shape)), 0, MOST)


def expected_tap(latent: Floats, noise: Floats, wild: float) -> Floats:
    """The mean of :func:`give_tap`, exactly: the sum over taps of the chance to reach them."""
    out = np.zeros(np.broadcast_shapes(latent.shape, noise.shape))
    for tap in range(1, MOST + 1):
        away = (latent - (tap - 0.5)) / noise
        out += (1 - wild) * normal_share(away) + (wild * normal_share(away / WILDER) if wild else 0)
    return out


def normal_share(z: Floats) -> Floats:
    """Share of a normal distribution below ``z`` (Abramowitz and Stegun 1964, 7.1.26; error below 2e-7)."""
    x = np.abs(z) / np.sqrt(2)
    t = 1 / (1 + 0.3275911 * x)
    tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = 1 - tail * np.exp(-(x**2))
    return np.asarray(0.5 * (1 + np.sign(z) * erf))
