"""What is believed of soothing before anybody has practised: how much, and how far people and practices
differ.

Soothing is the check-in's answer after a session, in points from 0 to 4.
"""

from __future__ import annotations

import numpy as np

from .arrays import Floats
from .curriculum import Curriculum
from .curriculum_file import ANCHORS

#: Between people, in points squared: overall; shared by practices of one direction; by practices of one
#: manner; a practice's own. A guess to start from, replaced by what the nightly update finds.
VARIANCES = (0.12, 0.08, 0.08, 0.06)
#: How far the curriculum may be wrong about everybody: the general level, and each practice, in points
#: squared.
LEVEL_VARIANCE, WRONG_VARIANCE = 0.25, 0.06
#: Variance of one answer about what a practice does for a person on average, and how surely that is known.
NOISE, NOISE_DF = 0.5, 6.0
#: Share of sessions that hurt, for the gentlest practice and for the least gentle (lasting harm in 3.7 to
#: 8.3% of people in courses, passing discomfort in far more; Farias 2020, Goldberg 2021).
HURT_LEAST, HURT_MOST = 0.01, 0.12
#: Fear of compassion multiplies that, more so the nearer warmth comes: fear low, not known, high.
HURT_FEAR = (0.8, 1.0, 2.5)


def prior_mean(curriculum: Curriculum) -> Floats:
    """Points expected of each practice, shape P: about 2, more with better evidence and for gentler
    practices."""
    return np.asarray(2.1 + 0.8 * (curriculum.evidence - 0.5) + 0.3 * (curriculum.gentleness - 0.65))


def components(curriculum: Curriculum) -> Floats:
    """Covariances, shape 4 x P x P, of which a population's is a mixture: all alike; direction; manner;
    each its own."""
    count = len(curriculum)
    grounding = (curriculum.trains.sum(axis=1, keepdims=True) < 0.1).astype(float)
    direction = _cosine(np.hstack([curriculum.trains, grounding]))
    return np.stack([np.ones((count, count)), direction, _cosine(_manner(curriculum)), np.eye(count)])


def between(curriculum: Curriculum, variances: tuple[float, ...] = VARIANCES) -> Floats:
    """Covariance of effects between people, shape P x P."""
    return np.asarray(np.tensordot(np.array(variances), components(curriculum), axes=1))


def doubt(curriculum: Curriculum) -> Floats:
    """Covariance of the curriculum's own error, shape P x P: similar practices are misjudged alike."""
    _, direction, manner, own = components(curriculum)
    practice = WRONG_VARIANCE * (direction + manner + own) / 3
    return np.asarray(LEVEL_VARIANCE + practice)


def prior_hurt(curriculum: Curriculum) -> Floats:
    """Share of sessions that hurt by fear (low, not known, high), shape 3 x P."""
    plain = HURT_LEAST + (HURT_MOST - HURT_LEAST) * (1 - curriculum.gentleness)
    return np.stack([plain * (1 + (times - 1) * curriculum.closeness) for times in HURT_FEAR])


def _manner(curriculum: Curriculum) -> Floats:
    one = [
        curriculum.inward, curriculum.body, curriculum.imagery, curriculum.writes, curriculum.fierce,
        curriculum.act,
        *(curriculum.anchor == place for place in range(len(ANCHORS))), ~curriculum.inward,
    ]  # fmt: skip
    return np.stack(one, axis=1).astype(float)


def _cosine(features: Floats) -> Floats:
    unit = features / np.maximum(np.linalg.norm(features, axis=1, keepdims=True), 1e-9)
    return np.asarray(unit @ unit.T)
