"""What another policy would have earned, from the log of this one.

Doubly robust (Dudik, Langford and Li 2011): a plain model of the reward, corrected by the logged rewards
weighted with how much more likely the other policy was to do what was done. Right when either the chances
or the model are right; the chances are exact here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .arrays import Floats, student
from .errors import TrainerError
from .log import Logged

Chooses = Callable[[Logged], Mapping[str, float]]
_FOLDS, _RIDGE = 5, 1.0
_TWO_SIDED = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """Mean reward a decision, with its 95% interval. ``uncovered``: share of the other policy's choices
    that the log never had a chance to make; above 0 the estimate rests on the model alone for them.
    ``effective``: decisions the log is worth."""

    value: float
    low: float
    high: float
    uncovered: float
    effective: float
    n: int


def doubly_robust(log: Sequence[Logged], policy: Chooses) -> Estimate:
    """The mean reward under ``policy``, which gives for a record its chance of every practice (by slug,
    adding up to 1).

    Records without a reward are left out. Raises :class:`TrainerError` for fewer than 10 with one, for a
    propensity of 0, and for chances that do not add up to 1.
    """
    used = [record for record in log if record.reward is not None]
    if len(used) < 10:
        raise TrainerError(f"log: {len(used)} decisions have a reward; expected at least 10")
    if any(not 0 < record.propensity <= 1 for record in used):
        raise TrainerError("log: propensity: is not a chance; expected above 0, at most 1")
    would = [policy(record) for record in used]
    if any(abs(sum(chances.values()) - 1) > 1e-6 for chances in would):
        raise TrainerError(
            "policy: chances do not add up to 1; expected a chance for every practice it may choose"
        )
    rewards = np.array([record.reward for record in used], float)
    model = _predictions(used, rewards, would)
    weight = np.array(
        [chances.get(r.slug, 0.0) / r.propensity for r, chances in zip(used, would, strict=True)]
    )
    score = model.under + weight * (rewards - model.done)
    error = float(score.std(ddof=1) / np.sqrt(len(used)) * student(len(used) - 1.0, _TWO_SIDED))
    missing = [
        sum(p for slug, p in c.items() if r.chances.get(slug, 0) <= 0)
        for r, c in zip(used, would, strict=True)
    ]
    effective = float(weight.sum() ** 2 / (weight**2).sum()) if weight.any() else 0.0
    mean = float(score.mean())
    return Estimate(mean, mean - error, mean + error, float(np.mean(missing)), effective, len(used))


@dataclass(frozen=True)
class _Model:
    under: Floats
    done: Floats


def _predictions(log: Sequence[Logged], rewards: Floats, would: Sequence[Mapping[str, float]]) -> _Model:
    """Expected reward under the other policy and for what was done, each from records of the other folds."""
    slugs = sorted({slug for chances in would for slug in chances} | {record.slug for record in log})
    index = {slug: place for place, slug in enumerate(slugs)}
    names = sorted({name for record in log for name in record.features})
    context = np.array([[1.0, *(record.features.get(name, 0.0) for name in names)] for record in log])
    chosen = np.array([index[record.slug] for record in log])
    target = np.array([[chances.get(slug, 0.0) for slug in slugs] for chances in would])
    fold = np.arange(len(log)) % _FOLDS
    under, done = np.empty(len(log)), np.empty(len(log))
    for out in range(_FOLDS):
        inside, outside = fold == out, fold != out
        common, own = _fit(context[outside], chosen[outside], rewards[outside], len(slugs))
        base = context[inside] @ common
        under[inside] = base + target[inside] @ own
        done[inside] = base + own[chosen[inside]]
    return _Model(under, done)


def _fit(context: Floats, chosen: Floats, rewards: Floats, count: int) -> tuple[Floats, Floats]:
    """Ridge regression on what was known, then each practice's shrunk mean of what is left."""
    penalty = _RIDGE * np.eye(context.shape[1])
    penalty[0, 0] = 0
    common = np.linalg.lstsq(context.T @ context + penalty, context.T @ rewards, rcond=None)[0]
    left = rewards - context @ common
    sums, counts = np.bincount(chosen, left, count), np.bincount(chosen, minlength=count)
    return np.asarray(common, float), np.asarray(sums / (counts + 3.0), float)
