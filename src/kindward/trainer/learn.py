"""The nightly update: what is known of everybody, from what everybody answered.

Empirical Bayes by expectation-maximisation (Dempster, Laird and Rubin 1977): the mean of the practices
exactly by generalised least squares under the curriculum's prior; how people differ and how noisy answers
are by their expected sums of squares, shrunk towards the four-part structure of :mod:`prior` as an
inverse-Wishart prior would. Which practice a person got may depend on their earlier answers: the likelihood
accounts for that (Rubin 1976), a plain average per practice would not.
"""

from __future__ import annotations

import numpy as np

from .arrays import Floats, Ints
from .curriculum import Curriculum
from .effects import misfit
from .hurts import fear_bin
from .population import Population, from_curriculum
from .prior import LEVEL_VARIANCE, WRONG_VARIANCE, components, doubt, prior_hurt, prior_mean
from .records import Records

#: People the structure counts as, against the free covariance; sessions the curriculum's hurt rates count as.
STRUCTURE_WEIGHT, HURT_WEIGHT = 100.0, 30.0
#: The least that people differ in any direction, in points squared.
LEAST_VARIANCE = 0.01
#: Practices that the guess about the curriculum's own error counts as.
GUESS_WEIGHT = 15.0
_CHUNK = 1000
#: People from whom the curvature of the likelihood is taken.
_ENOUGH = 500


def update_population(
    records: Records, curriculum: Curriculum, before: Population | None = None, steps: int = 10
) -> Population:
    """The population after ``records``, starting from ``before`` (else from the curriculum). Pure: same
    input, same answer.

    ``steps`` of expectation-maximisation; with a nightly ``before`` two are enough. Seconds for 10,000
    people: see ``python -m benchmarks.trainer``.
    """
    now = before.fitted_to(curriculum) if before else from_curriculum(curriculum)
    told: Ints = np.flatnonzero(records.answers.sum(axis=1) > 0).astype(np.int64)
    mean, mean_cov, cov, noise, df = now.mean, now.mean_cov, now.cov, now.noise, now.noise_df
    own = np.full(len(told), noise)
    for _ in range(steps if len(told) else 0):
        wrong = _curriculum_error(curriculum, mean, mean_cov)
        total = _Totals(len(curriculum))
        for start in range(0, len(told), _CHUNK):
            total.add(_Chunk(records, told[start : start + _CHUNK], own[start : start + _CHUNK], cov))
        mean_cov = np.asarray(np.linalg.inv(np.linalg.inv(wrong) + total.weight), float)
        mean = mean_cov @ (np.linalg.solve(wrong, prior_mean(curriculum)) + total.pull)
        spread, rest = total.expect(mean, mean_cov)
        step = total.step(components(curriculum))
        cov = _move(curriculum, cov, _shrink(curriculum, spread, len(told)), step[:-1])
        counts = records.answers[told].sum(axis=1)
        usual, df = _noise(rest, counts)
        noise = max(noise * (1 + float(np.clip(step[-1], -0.4, 0.4))), LEAST_VARIANCE)
        own = noise * (df * usual + rest) / (df + counts) / usual
    hurt = _hurt(records, curriculum)
    return Population(
        now.version + 1, curriculum.slugs, mean, mean_cov, cov, float(noise), float(df), hurt, len(told)
    )


class _Chunk:
    """The expectation step for some people, as far as it goes before the mean is known."""

    def __init__(self, records: Records, rows: Ints, noise: Floats, cov: Floats) -> None:
        self.answers, self.sums = records.answers[rows], records.sums[rows]
        self.squares, self.noise = records.squares[rows], noise
        self.weight, self.pull = self.answers / noise[:, None], self.sums / noise[:, None]
        precision = np.repeat(np.linalg.inv(cov)[None], len(rows), axis=0)
        diagonal = np.arange(len(cov))
        precision[:, diagonal, diagonal] += self.weight
        self.cov = np.linalg.inv(precision)

    def information(self, rows: slice) -> Floats:
        """What these people's answers say of their effects when nothing else is known, n x P x P."""
        weight, cov = self.weight[rows], self.cov[rows]
        out = -weight[:, :, None] * cov * weight[:, None, :]
        diagonal = np.arange(weight.shape[1])
        out[:, diagonal, diagonal] += weight
        return np.asarray(out)

    def curvature(self, rows: slice, parts: Floats) -> tuple[int, Floats]:
        """How many of these people were looked at, and their expected information on each of ``parts`` and
        the noise."""
        own, weight, cov = self.information(rows), self.weight[rows], self.cov[rows]
        moved = [own @ part for part in parts]
        out = np.empty((len(parts) + 1, len(parts) + 1))
        out[:-1, :-1] = [[(one * other.transpose(0, 2, 1)).sum() for other in moved] for one in moved]
        # With W the weights, V the covariances: the answers' own precision squared is W - 2 W V W + W V W V W.
        back = cov * weight[:, None, :]
        squared = own - own @ back
        out[-1, :-1] = out[:-1, -1] = [(squared * part).sum() for part in parts]
        diagonal = np.diagonal(back, axis1=1, axis2=2).sum()
        out[-1, -1] = self.answers[rows].sum() - 2 * diagonal + (back * back.transpose(0, 2, 1)).sum()
        return len(own), out


class _Totals:
    """Sums over people, chunk by chunk."""

    def __init__(self, count: int) -> None:
        self.weight, self.pull = np.zeros((count, count)), np.zeros(count)
        self._chunks: list[_Chunk] = []
        self.surprise: list[Floats] = []
        self.excess = 0.0

    def add(self, chunk: _Chunk) -> None:
        self._chunks.append(chunk)
        own = chunk.information(slice(None))
        self.weight += own.sum(axis=0)
        inner = (chunk.cov @ chunk.pull[:, :, None])[:, :, 0]
        self.pull += (chunk.pull - chunk.weight * inner).sum(axis=0)

    def expect(self, mean: Floats, mean_cov: Floats) -> tuple[Floats, Floats]:
        """Mean over people of the expected outer product of their deviations; each person's expected
        misfit."""
        spread, rest, people = np.zeros_like(mean_cov), [], 0
        for chunk in self._chunks:
            residual = chunk.pull - chunk.weight * mean
            own = (chunk.cov @ residual[:, :, None])[:, :, 0]
            spread += chunk.cov.sum(axis=0) + own.T @ own
            people += len(own)
            each = misfit(chunk.answers, chunk.sums, chunk.squares, mean + own, chunk.cov)
            rest.append(each)
            self.excess += (each / chunk.noise).sum() - chunk.answers.sum()
            self.surprise.append(residual - chunk.weight * own)
        return spread / people, np.concatenate(rest)

    def step(self, parts: Floats) -> Floats:
        """How much of each of ``parts`` to add to the covariance, and last the share to add to the noise.

        One step of Fisher scoring (Patterson and Thompson 1971); expectation-maximisation alone needs hundreds of
        nights where people have answered little.
        """
        surprise = np.concatenate(self.surprise)
        square = surprise.T @ surprise
        slope = [((square - self.weight) * part).sum() for part in parts] + [self.excess]
        every = max(sum(len(chunk.cov) for chunk in self._chunks) // _ENOUGH, 1)
        looked = [chunk.curvature(slice(None, None, every), parts) for chunk in self._chunks]
        people = sum(count for count, _ in looked)
        curve = sum(curve for _, curve in looked) * (len(surprise) / people)
        ridge = 1e-6 * np.diag(np.diagonal(curve))
        return np.asarray(np.linalg.solve(curve + ridge, np.array(slope)))


def _shrink(curriculum: Curriculum, spread: Floats, people: int) -> Floats:
    """``spread`` drawn towards the nearest mixture of the four parts, none of them negative."""
    parts = components(curriculum)
    flat, target = parts.reshape(len(parts), -1).T, spread.ravel()
    use = np.ones(len(parts), bool)
    share = np.zeros(len(parts))
    for _ in parts:
        share[:] = 0
        share[use] = np.linalg.lstsq(flat[:, use], target, rcond=None)[0]
        if (share >= 0).all():
            break
        use &= share > 0
    share = np.maximum(share, [0, 0, 0, 0.005])
    structure = np.tensordot(share, parts, axes=1)
    return np.asarray((STRUCTURE_WEIGHT * structure + people * spread) / (STRUCTURE_WEIGHT + people))


def _move(curriculum: Curriculum, cov: Floats, expected: Floats, step: Floats) -> Floats:
    """The next covariance: along the four parts by ``step``, in all other directions as ``expected``; never
    below a floor."""
    parts = components(curriculum)
    flat = parts.reshape(len(parts), -1).T
    along = np.linalg.lstsq(flat, (expected - cov).ravel(), rcond=None)[0]
    # Half the present size at most in one step, so that a step never overshoots far from the truth.
    bound = 0.5 * np.trace(cov) / len(cov)
    moved = expected + np.tensordot(np.clip(step, -bound, bound) - along, parts, axes=1)
    values, vectors = np.linalg.eigh((moved + moved.T) / 2)
    return np.asarray((vectors * np.maximum(values, LEAST_VARIANCE)) @ vectors.T)


def _noise(rest: Floats, counts: Floats) -> tuple[float, float]:
    """The usual variance of an answer, and how many answers' worth people agree in it, by matching
    moments."""
    noise = max(float(rest.sum() / counts.sum()), 1e-3)
    enough = counts >= 5
    if enough.sum() < 10:
        return noise, 30.0
    each = rest[enough] / counts[enough]
    chance = float((2 * noise**2 / counts[enough]).mean())
    true = max(float(each.var()) - chance, 0.02 * noise**2)
    return noise, float(np.clip(2 * noise**2 / true + 4, 6, 100))


def _curriculum_error(curriculum: Curriculum, mean: Floats, mean_cov: Floats) -> Floats:
    """How far the curriculum may be wrong, from how far the practices' means have moved beside the general
    level."""
    count = len(curriculum)
    moved = mean - prior_mean(curriculum)
    level = np.ones((count, count)) / count
    square = (moved - moved.mean()) ** 2 + np.diagonal(mean_cov - level @ mean_cov)
    times = (GUESS_WEIGHT * WRONG_VARIANCE + square.sum()) / ((GUESS_WEIGHT + count) * WRONG_VARIANCE)
    return np.asarray(LEVEL_VARIANCE + (doubt(curriculum) - LEVEL_VARIANCE) * np.clip(times, 0.3, 12))


def _hurt(records: Records, curriculum: Curriculum) -> Floats:
    prior, bins = prior_hurt(curriculum), fear_bin(records.fear)
    out = prior.copy()
    for place in range(len(prior)):
        done, hurts = records.done[bins == place].sum(axis=0), records.hurts[bins == place].sum(axis=0)
        out[place] = (HURT_WEIGHT * prior[place] + hurts) / (HURT_WEIGHT + done)
    return np.asarray(np.clip(out, 0.001, 0.9))
