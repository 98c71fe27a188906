"""Whether a clip can be what it should be. Ears decide; this finds what no ear would need to."""

from __future__ import annotations

import numpy as np

from .base import SAMPLE_RATE, Samples
from .level import CEILING, TARGET_LUFS, loudness
from .rate import features
from .shape import LEAD_MS, TAIL_MS

#: Milliseconds a syllable, pauses at marks taken off. Our voice lies near 230, from 130 in long
#: sentences to 500 in a word alone.
QUICKEST_SYLLABLE, SLOWEST_SYLLABLE = 90.0, 700.0
#: How long our voice rests at a mark inside a sentence, at most.
LONGEST_REST = 900
#: How far a clip may be from the level: a peak that had to be turned down takes some loudness with it.
LEVEL_SLACK_LU = 1.5


def check_clip(samples: Samples, text: str) -> list[str]:
    """What is wrong with the clip of one sentence, one plain line each; empty if nothing is.

    Looks for: no sound, values that are no numbers, clipping, a length its words cannot have, a level off the
    target, silence left at the start, an end cut off.
    """
    if not len(samples) or not float(np.abs(samples).max()) > 0:
        return ["there is no sound"]
    if not np.isfinite(samples).all():
        return ["some samples are not numbers"]
    return [
        *_check_peak(samples),
        *_check_length(samples, text),
        *_check_edges(samples),
        *_check_level(samples),
    ]


def _check_peak(samples: Samples) -> list[str]:
    peak = float(np.abs(samples).max())
    return [f"its peak is {peak:.3f}; expected at most {CEILING:.3f}"] if peak > CEILING + 1e-4 else []


def _check_length(samples: Samples, text: str) -> list[str]:
    _, syllables, words, _, marks = features(text)
    if not words:
        return ["its text has no word"]
    spoken = len(samples) * 1000 / SAMPLE_RATE - LEAD_MS - TAIL_MS
    low, high = spoken / syllables, (spoken - marks * LONGEST_REST) / syllables
    if low < QUICKEST_SYLLABLE or high > SLOWEST_SYLLABLE:
        return [
            f"{spoken:.0f} ms for {syllables} syllables and {marks} rests; "
            f"expected {QUICKEST_SYLLABLE:.0f} to {SLOWEST_SYLLABLE:.0f} ms a syllable"
        ]
    return []


def _check_edges(samples: Samples) -> list[str]:
    step = SAMPLE_RATE // 1000
    loud = np.nonzero(np.abs(samples) > float(np.abs(samples).max()) * 10 ** (-40 / 20))[0]
    found = []
    if loud[0] > 150 * step:
        found.append(f"it starts with {loud[0] // step} ms of silence; expected at most 150")
    if float(np.abs(samples[-5 * step :]).max()) > 0.01:
        found.append("it ends before the voice has fallen silent")
    return found


def _check_level(samples: Samples) -> list[str]:
    off = loudness(samples) - TARGET_LUFS
    return [f"it is {off:+.1f} LU off its level"] if abs(off) > LEVEL_SLACK_LU else []
