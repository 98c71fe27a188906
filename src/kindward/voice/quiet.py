"""The voice that only shows text: nothing is heard, and a line stays as long as it takes to read."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .base import SAMPLE_RATE, ClipFormat, Samples, VoiceUnavailable
from .rate import check_rate, estimate_milliseconds


class QuietVoice:
    """``text``: the third implementation of a voice. Needs nothing but Python."""

    name = "text"
    speaks = False

    def __init__(self, words_per_minute: float | None = None) -> None:
        """``words_per_minute``: the reader's own (:func:`~.rate.check_rate`); None is our voice's pace."""
        self.words_per_minute = check_rate(words_per_minute)
        # Composing asks for the same lines again and again.
        self._estimate = lru_cache(maxsize=8192)(self._measure)

    def _measure(self, text: str) -> int:
        return estimate_milliseconds(text, self.words_per_minute)

    def milliseconds(self, text: str) -> int:
        """Milliseconds a reader needs for ``text``."""
        return self._estimate(text)

    def key(self, text: str) -> None:  # noqa: ARG002 - a voice is asked by text
        """None: there is no clip."""
        return None

    def samples(self, text: str) -> Samples:
        """Silence as long as the reader needs."""
        import numpy as np

        return np.zeros(self.milliseconds(text) * SAMPLE_RATE // 1000, np.float32)

    def clip_bytes(self, text: str, format: ClipFormat = "opus") -> bytes:  # noqa: ARG002
        """Always raises :class:`VoiceUnavailable`."""
        raise VoiceUnavailable("voice: “text” has no clips; choose a voice that speaks")

    def clip_path(self, text: str, format: ClipFormat = "opus") -> Path | None:  # noqa: ARG002
        """None: there is no clip."""
        return None

    def preload(self) -> None:
        """Nothing to load."""
