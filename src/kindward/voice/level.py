"""How loud a clip is, and bringing it to one level, so that no line is louder than its neighbours."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from .base import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Level of speech, in LUFS. Quieter than broadcast (-23) asks phones to be turned up; podcasts use -19 to -16
#: for mono. -20 leaves the voice room to stay unlimited.
TARGET_LUFS = -20.0
#: Highest sample, in dB below full scale: room for what an encoder adds between samples.
CEILING_DB = -1.5
CEILING = 10 ** (CEILING_DB / 20)
#: A clip is never raised by more than this: beyond it only noise is left to raise.
MOST_GAIN_DB = 24.0

_BLOCK, _STEP = SAMPLE_RATE * 400 // 1000, SAMPLE_RATE * 100 // 1000


@lru_cache(maxsize=64)
def _k_weighting(size: int) -> NDArray[np.complex128]:
    """Frequency response of the K-weighting at the frequencies of a real FFT of ``size`` samples.

    ITU-R BS.1770-4 (2015), annex 1, gives two biquads at 48 kHz; the analogue prototypes behind those
    coefficients (corner, quality, gain) are re-derived for our rate by the bilinear transform.
    """
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)

    def response(b: tuple[float, float, float], a: tuple[float, float, float]) -> NDArray[np.complex128]:
        out: NDArray[np.complex128] = (b[0] + b[1] * z + b[2] * z**2) / (a[0] + a[1] * z + a[2] * z**2)
        return out

    # Stage 1: the head, a shelf of about +4 dB above 1.7 kHz.
    w, q = math.tan(math.pi * 1681.974450955533 / SAMPLE_RATE), 0.7071752369554196
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    a = (1 + w / q + w * w, 2 * (w * w - 1), 1 - w / q + w * w)
    head = response((high + band * w / q + w * w, 2 * (w * w - high), high - band * w / q + w * w), a)
    # Stage 2: a high-pass at 38 Hz.
    w, q = math.tan(math.pi * 38.13547087602444 / SAMPLE_RATE), 0.5003270373238773
    d = 1 + w / q + w * w
    low_cut = response((1.0, -2.0, 1.0), (1.0, 2 * (w * w - 1) / d, (1 - w / q + w * w) / d))
    out: NDArray[np.complex128] = head * low_cut
    return out


def loudness(samples: Samples) -> float:
    """Integrated loudness of a mono clip in LUFS; ``-inf`` for silence.

    ITU-R BS.1770-4 (2015): K-weighted power of 400 ms blocks with 75 % overlap, gated at -70 LUFS and then at
    10 LU below the mean of what is left. A clip shorter than one block is measured whole, ungated.
    """
    if not len(samples):
        return -math.inf
    # Filtering by FFT: half a second of padding is many times the filters' memory, so nothing wraps round.
    size = -(-(len(samples) + SAMPLE_RATE // 2) // 8192) * 8192
    weighted = np.fft.irfft(np.fft.rfft(samples, size) * _k_weighting(size), size)[: len(samples)]
    power = weighted * weighted
    if len(power) < _BLOCK:
        return _lufs(float(power.mean()))
    total = np.concatenate(([0.0], np.cumsum(power)))
    starts = np.arange(0, len(power) - _BLOCK + 1, _STEP)
    blocks = (total[starts + _BLOCK] - total[starts]) / _BLOCK
    loud = blocks[blocks > 10 ** ((-70 + 0.691) / 10)]
    if not len(loud):
        return -math.inf
    return _lufs(float(loud[loud > loud.mean() / 10].mean()))


def _lufs(power: float) -> float:
    return -0.691 + 10 * math.log10(power) if power > 0 else -math.inf


def level(samples: Samples) -> Samples:
    """The clip at :data:`TARGET_LUFS`, no sample above :data:`CEILING`; silence comes back as it is."""
    now = loudness(samples)
    if now == -math.inf:
        return samples
    gain = 10 ** (min(TARGET_LUFS - now, MOST_GAIN_DB) / 20)
    return limit((samples * gain).astype(np.float32))


def limit(samples: Samples, ceiling: float = CEILING) -> Samples:
    """Turn down only around peaks above ``ceiling``, smoothly over some 10 ms: nothing clips, nothing clicks.

    The gain each millisecond needs is spread to the five on either side, then averaged over nine: what is
    averaged at any millisecond already contains its own need, so the ceiling holds by construction.
    """
    if not len(samples) or float(np.abs(samples).max()) <= ceiling:
        return samples
    step = SAMPLE_RATE // 1000
    count = -(-len(samples) // step)
    padded = np.zeros(count * step, np.float32)
    padded[: len(samples)] = np.abs(samples)
    need = np.minimum(1.0, ceiling / np.maximum(padded.reshape(count, step).max(axis=1), 1e-9))
    wide = np.pad(need, 5, mode="edge")
    least = np.lib.stride_tricks.sliding_window_view(wide, 11).min(axis=1)
    smooth = np.lib.stride_tricks.sliding_window_view(np.pad(least, 4, mode="edge"), 9).mean(axis=1)
    centres = np.arange(count) * step + step / 2
    gain = np.interp(np.arange(len(samples)), centres, smooth)
    out: Samples = np.clip(samples * gain, -ceiling, ceiling).astype(np.float32)
    return out
