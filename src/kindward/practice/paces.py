"""The voices for which a script's promised lengths must hold: the three paces of the voice that ships."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..voice import VoiceUnavailable, get_voice
from ..voice.choose import PACES
from ..voice.rate import estimate_milliseconds
from .compose import SpeechTimer

if TYPE_CHECKING:
    from ..voice import Voice

NAMES = ("hibari-slow", "hibari", "hibari-quick")


def checked_paces(cache: Path | None = None, *, spoken: bool = False) -> Sequence[SpeechTimer]:
    """The three paces. Sentences not spoken before are estimated, or with ``spoken`` spoken now.

    Raises :class:`~kindward.voice.VoiceUnavailable` for ``spoken`` where the voice is not installed.
    """
    if spoken:
        return [get_voice(name, cache) for name in NAMES]
    try:
        return [KnownPace(name, get_voice(name, cache)) for name in NAMES]
    except VoiceUnavailable:
        return [KnownPace(name, None) for name in NAMES]


class KnownPace:
    """One pace: a sentence's real length where it has been spoken before, else an estimate. Never speaks."""

    def __init__(self, name: str, voice: Voice | None) -> None:
        self.name = name
        self._share = PACES["hibari"] / PACES[name]
        self._voice = voice
        self._lengths: dict[str, int] = {}

    def milliseconds(self, text: str) -> int:
        """Length of the sentence at this pace."""
        if text not in self._lengths:
            self._lengths[text] = self._known(text) or round(estimate_milliseconds(text) * self._share)
        return self._lengths[text]

    def _known(self, text: str) -> int | None:
        if self._voice is None:
            return None
        from ..voice.lengths import shipped_length
        from ..voice.spoken import SpokenVoice

        voice = self._voice
        if not isinstance(voice, SpokenVoice):
            return None
        key = voice.key(text)
        if (shipped := shipped_length(voice.engine.name, voice.speed, key)) is not None:
            return shipped
        noted = voice.store.read(key, "ms")
        return int(noted) if noted and noted.isdigit() else None

    def key(self, text: str) -> None:  # noqa: ARG002
        """None: nothing is played."""
        return None
