"""The first engine: hibari, a small neural voice whose whole model lies inside its package."""

from __future__ import annotations

import threading
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from .base import SAMPLE_RATE, Samples, UnknownVoice, VoiceUnavailable
from .words import spoken_words

#: The one voice inside the package. Its other names would be fetched from a hub on the network.
BUNDLED = "heart"
#: Fixes the noise in the voice, so that the same words always give the same clip.
SEED = 0


class HibariEngine:
    """Speaks English. One at a time: a lock guards the model, which is loaded when first needed."""

    name = "hibari"
    seed = SEED

    def __init__(self, voice: str = BUNDLED) -> None:
        """Refuses every voice but the one in the package: kindward never asks the network for a voice."""
        if voice != BUNDLED:
            raise UnknownVoice(f"voice: “{voice}” is not inside the package; expected {BUNDLED}")
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def version(self) -> str:
        """Version of the installed package."""
        return _version()

    def words(self, text: str) -> str:
        """``text`` as this engine should speak it. Empty where there is nothing to say."""
        return spoken_words(text, "hibari")

    def load(self) -> None:
        """Load the model and say one word: the first call builds what the later ones reuse."""
        self.say("Hello.", 1.0)

    def say(self, spoken: str, speed: float) -> Samples:
        """``spoken`` (from :meth:`words`) at a pace of 0.5 to 2; mono float32 at :data:`SAMPLE_RATE`.

        Empty where no word can be spoken, such as in another script. Raises :class:`VoiceUnavailable` if the
        model does not load or run here.
        """
        with self._lock:
            try:
                if self._model is None:
                    self._model = self._open()
                raw = self._model(spoken, speed=speed, seed=self.seed)
            except VoiceUnavailable:
                raise
            except Exception as error:
                raise VoiceUnavailable(f"voice: the engine failed ({type(error).__name__})") from error
        import numpy as np

        out: Samples = np.asarray(raw, np.float32)
        return out

    def _open(self) -> Any:
        from hibari import Hibari

        model = Hibari(voice=BUNDLED, threads=1)
        if model.sample_rate != SAMPLE_RATE:
            raise VoiceUnavailable(f"voice: {model.sample_rate} samples a second; expected {SAMPLE_RATE}")
        return model


@lru_cache(maxsize=1)
def _version() -> str:
    try:
        return version("hibari-tts")
    except PackageNotFoundError as error:
        raise VoiceUnavailable("voice: hibari-tts is not installed") from error


@lru_cache(maxsize=1)
def the_engine() -> HibariEngine:
    """The engine all paces share: its model is loaded once."""
    return HibariEngine()
