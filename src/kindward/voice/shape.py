"""From what an engine says to a clip: trimmed, levelled, with soft edges, in whole milliseconds."""

from __future__ import annotations

import numpy as np

from .base import SAMPLE_RATE, Samples
from .level import level

LEAD_MS, TAIL_MS = 20, 70
FADE_IN_MS, FADE_OUT_MS = 6, 40
#: What counts as silence, in dB below the clip's loudest point. Breath after a last word is quieter still.
SILENCE_DB = -50.0
#: A clip may miss the shipped length by this much, on another processor, before we believe the clip: its quiet tail.
FIT_MS = TAIL_MS

_MS = SAMPLE_RATE // 1000


def shape(raw: Samples) -> Samples:
    """A finished clip of ``raw`` (mono float32 at :data:`SAMPLE_RATE`, any level, any silence around it).

    Deterministic. A whole number of milliseconds long; empty if ``raw`` holds no sound.
    """
    spoken = trim(raw)
    return soften(level(spoken)) if len(spoken) else spoken


def trim(raw: Samples) -> Samples:
    """``raw`` without the silence around it, but :data:`LEAD_MS` before and :data:`TAIL_MS` after."""
    count = len(raw) // _MS
    if not count:
        return np.zeros(0, np.float32)
    peaks = np.abs(raw[: count * _MS]).reshape(count, _MS).max(axis=1)
    loudest = float(peaks.max())
    if loudest < 1e-4:
        return np.zeros(0, np.float32)
    heard = np.nonzero(peaks > loudest * 10 ** (SILENCE_DB / 20))[0]
    first, last = int(heard[0]) - LEAD_MS, int(heard[-1]) + 1 + TAIL_MS
    inside = raw[max(first, 0) * _MS : min(last, count) * _MS]
    # An engine that leaves less silence than we want gets the rest from us: every clip has the same edges.
    return np.pad(inside, (max(-first, 0) * _MS, max(last - count, 0) * _MS)).astype(np.float32)


def soften(clip: Samples) -> Samples:
    """``clip`` with raised-cosine edges, so that it neither starts nor ends with a click."""
    out = clip.copy()
    rise, fall = min(FADE_IN_MS * _MS, len(out)), min(FADE_OUT_MS * _MS, len(out))
    out[:rise] *= _ramp(rise)
    out[len(out) - fall :] *= _ramp(fall)[::-1]
    return out


def fit(clip: Samples, milliseconds: int) -> Samples:
    """``clip`` in exactly that length, where only its quiet tail must give; otherwise ``clip`` unchanged.

    Processors round differently, and some spoken frames of 12.5 ms may come or go; the shipped lengths stay true.
    """
    missing = milliseconds * _MS - len(clip)
    if missing == 0 or abs(missing) > FIT_MS * _MS:
        return clip
    if missing > 0:
        return np.pad(clip, (0, missing)).astype(np.float32)
    return soften(clip[: len(clip) + missing])


def _ramp(count: int) -> Samples:
    return (0.5 - 0.5 * np.cos(np.pi * (np.arange(count) + 0.5) / max(count, 1))).astype(np.float32)
