"""Voices by name."""

from __future__ import annotations

import shutil
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from .base import UnknownVoice, Voice, VoiceUnavailable
from .quiet import QuietVoice

if TYPE_CHECKING:
    from .spoken import SpokenVoice

#: Pace of each voice as the engine takes it: 1.0 is its own everyday pace, lower is slower.
PACES = {"hibari": 0.8, "hibari-slow": 0.7, "hibari-quick": 0.9, "espeak": 0.8}
VOICE_NAMES = (*PACES, "text")


def get_voice(name: str, cache: Path | None = None, *, words_per_minute: float | None = None) -> Voice:
    """The voice of that name; ``cache`` is the folder that keeps its clips, None keeps them in memory only.

    ``words_per_minute`` is a reader's own pace and matters to ``text`` alone.
    Raises :class:`UnknownVoice`, or :class:`VoiceUnavailable` if its engine is not installed. The same
    arguments give the same voice, so that threads share one engine and one memory.
    """
    if name == "text":
        return _quiet(words_per_minute)
    if name not in PACES:
        raise UnknownVoice(f"voice: there is none named “{name}”; expected one of {', '.join(VOICE_NAMES)}")
    missing = _missing("espeak" if name == "espeak" else "hibari")
    if missing:
        raise VoiceUnavailable(f"voice: “{name}” needs {missing}, which is not installed; “text” does not")
    return _spoken(name, cache)


def default_voice_name() -> str:
    """``hibari`` where it is installed, else ``text``."""
    return "text" if _missing("hibari") else "hibari"


def _missing(engine: str) -> str | None:
    """The first thing the engine needs that is not here."""
    modules = ["numpy", "soundfile"]
    if engine == "hibari":
        modules += ["onnxruntime", "hibari"]
    elif shutil.which("espeak-ng") is None:
        return "espeak-ng"
    return next((module for module in modules if find_spec(module) is None), None)


@lru_cache(maxsize=16)
def _quiet(words_per_minute: float | None) -> QuietVoice:
    return QuietVoice(words_per_minute)


@lru_cache(maxsize=16)
def _spoken(name: str, cache: Path | None) -> SpokenVoice:
    from . import espeak, hibari
    from .spoken import SpokenVoice
    from .store import ClipStore

    engine = espeak.the_engine() if name == "espeak" else hibari.the_engine()
    return SpokenVoice(name, engine, PACES[name], ClipStore(cache))
