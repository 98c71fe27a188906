"""What soothes this person: a Gaussian over all practices at once, so that one answer says something of
similar ones.

For N people and P practices: effects ~ Normal(population mean, population covariance); an answer after
practice p is the effect of p plus noise of the person's own size. Conjugate, so every update is exact given
the variances (Gelman et al., Bayesian Data Analysis, 3rd ed., ch. 14-15).
"""

from __future__ import annotations

import numpy as np

from .arrays import Floats, Ints, student
from .population import Population

#: Variance that intervals allow for, in points squared, because how people differ is estimated and effects do not hold
#: quite still. Set once by simulation, in the worlds that ship; the choice does not use it.
ALLOWANCE = 0.03


def posterior(population: Population, answers: Floats, sums: Floats, noise: Floats) -> tuple[Floats, Floats]:
    """Mean N x P and covariance N x P x P after ``answers`` N x P answers that add up to ``sums``;
    ``noise`` N variances."""
    weight = answers / noise[:, None]
    precision = np.repeat(population.precision[None], len(noise), axis=0)
    diagonal = np.arange(answers.shape[1])
    precision[:, diagonal, diagonal] += weight
    cov: Floats = np.asarray(np.linalg.inv(precision), float)
    pull = population.precision @ population.mean + sums / noise[:, None]
    return (cov @ pull[:, :, None])[:, :, 0], cov


def learn_one(mean: Floats, cov: Floats, rows: Ints, practice: Ints, answer: Floats, noise: Floats) -> None:
    """Take one answer each of the people ``rows`` into ``mean`` and ``cov``, in place: a rank-one update."""
    column = cov[rows, :, practice]
    gain = column / (column[np.arange(len(rows)), practice] + noise[rows])[:, None]
    mean[rows] += gain * (answer - mean[rows, practice])[:, None]
    cov[rows] -= gain[:, :, None] * column[:, None, :]


def noise_of(
    population: Population, answers: Floats, sums: Floats, squares: Floats, mean: Floats, cov: Floats
) -> Floats:
    """Each person's own variance of an answer, shape N: between what they show and what is usual.

    ``squares``: sum of squared answers, shape N.
    """
    rest = misfit(answers, sums, squares, mean, cov)
    df = population.noise_df
    return np.asarray((df * population.noise + rest) / (df + answers.sum(axis=1)))


def misfit(answers: Floats, sums: Floats, squares: Floats, mean: Floats, cov: Floats) -> Floats:
    """Expected sum of squares that the effects leave unexplained, shape N."""
    spread = np.diagonal(cov, axis1=1, axis2=2)
    rest = squares - 2 * (sums * mean).sum(axis=1) + (answers * (mean**2 + spread)).sum(axis=1)
    return np.asarray(np.maximum(rest, 0))


def half_width(population: Population, answers: Floats, cov: Floats) -> Floats:
    """Half the width of the interval that holds each effect with 90%, shape N x P."""
    df = population.noise_df + answers.sum(axis=1)
    spread = np.sqrt(np.diagonal(cov, axis1=1, axis2=2) + ALLOWANCE)
    return np.asarray(student(np.maximum(df, 3.0))[:, None] * spread)
