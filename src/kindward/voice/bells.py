"""The bell, and a soft breath: the only sounds besides the voice. The page makes its own of the same data."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from .base import SAMPLE_RATE, Samples, VoiceError

#: Loudest moment of the breath sound: some 20 dB below the voice, so that it leads without being listened to.
BREATH_RMS = 10 ** (-38 / 20)


@dataclass(frozen=True, slots=True)
class Partial:
    """One tone of the bell: Hz, share of the whole, and the seconds in which it falls to 1/e (about 37 %)."""

    frequency: float
    amplitude: float
    decay: float


@dataclass(frozen=True, slots=True)
class Bell:
    """The bell as ``bell.json`` holds it. ``seconds`` is how long it rings if nobody says otherwise."""

    seconds: float
    attack: float
    release: float
    gain: float
    partials: tuple[Partial, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data for the page."""
        return {
            "seconds": self.seconds,
            "attack": self.attack,
            "release": self.release,
            "gain": self.gain,
            "partials": [
                {"frequency": p.frequency, "amplitude": p.amplitude, "decay": p.decay} for p in self.partials
            ],
        }


def _read() -> Bell:
    data = json.loads((files(__package__) / "bell.json").read_text(encoding="utf-8"))
    partials = tuple(Partial(**partial) for partial in data["partials"])
    return Bell(data["seconds"], data["attack"], data["release"], data["gain"], partials)


BELL = _read()


def render_bell(seconds: float | None = None) -> Samples:
    """The bell, mono float32 at the clips' rate, ``seconds`` long (None: as it likes), silent at its end.

    Follows the formula in ``bell.json``. Raises :class:`VoiceError` for a length of 0 or below.
    """
    seconds = BELL.seconds if seconds is None else seconds
    if not seconds > 0:
        raise VoiceError(f"seconds: {seconds:g}; expected more than 0")
    return _render(round(seconds * SAMPLE_RATE))


@lru_cache(maxsize=4)
def _render(count: int) -> Samples:
    t = np.arange(count) / SAMPLE_RATE
    sound = np.zeros(count)
    for partial in BELL.partials:
        rise = np.minimum(t / BELL.attack, 1) * np.exp(-np.maximum(t - BELL.attack, 0) / partial.decay)
        sound += partial.amplitude * rise * np.sin(2 * np.pi * partial.frequency * t)
    left = (count - np.arange(count)) / SAMPLE_RATE
    out: Samples = (BELL.gain * np.minimum(left / BELL.release, 1) * sound).astype(np.float32)
    out.flags.writeable = False
    return out


def render_breath(seconds: float, inward: bool) -> Samples:
    """A breath heard from afar, mono float32: swelling while it comes in, falling away while it goes out.

    Noise between about 200 and 1,000 Hz, always the same. Raises :class:`VoiceError` for 0 seconds or below.
    """
    if not seconds > 0:
        raise VoiceError(f"seconds: {seconds:g}; expected more than 0")
    return _breath(round(seconds * SAMPLE_RATE), inward)


@lru_cache(maxsize=8)
def _breath(count: int, inward: bool) -> Samples:
    noise = np.random.default_rng(1).standard_normal(count)
    centre = 520.0 if inward else 380.0
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / SAMPLE_RATE), 1e-3)
    band = np.exp(-0.5 * (np.log2(frequencies / centre) / 0.6) ** 2)
    sound = np.fft.irfft(np.fft.rfft(noise) * band, count)
    sound *= BREATH_RMS / max(float(np.sqrt(np.mean(sound**2))), 1e-12)
    at = (np.arange(count) + 0.5) / count
    # In: most of the swell comes late. Out: it comes early and trails off.
    shape = np.sin(np.pi * at ** (1.5 if inward else 0.6)) ** 2
    out: Samples = (sound * shape).astype(np.float32)
    out.flags.writeable = False
    return out
