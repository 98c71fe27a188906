"""What a voice is, and what can go wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
else:
    # numpy may be absent: the name is only ever read by type checkers.
    Samples = Any

#: Samples a second of every clip and file. The engine speaks at this rate and Opus keeps it.
SAMPLE_RATE = 24_000

ClipFormat = Literal["opus", "mp3", "wav"]
CLIP_FORMATS: tuple[ClipFormat, ...] = ("opus", "mp3", "wav")


#: Takes part in every clip's key: raise it whenever anything in ``shape`` or ``level`` changes what is heard.
LEVEL_VERSION = 1


class VoiceError(ValueError):
    """Base of what this room raises. ``str()`` is one clear line."""


class UnknownVoice(VoiceError):
    """No voice of that name; says which there are."""


class VoiceUnavailable(VoiceError):
    """A known voice whose engine is not on this machine, or does not work here."""


def check_format(format: str) -> ClipFormat:
    """``format`` if it is one of ours, else :class:`VoiceError`."""
    for known in CLIP_FORMATS:
        if format == known:
            return known
    raise VoiceError(f"format: there is none named “{format}”; expected one of {', '.join(CLIP_FORMATS)}")


class Voice(Protocol):
    """A voice. Safe to share between threads. Every length is in whole milliseconds."""

    name: str
    #: False for the voice that only shows text.
    speaks: bool

    def milliseconds(self, text: str) -> int:
        """Length of the clip of ``text``, or of reading it where nothing is spoken. At least 1."""
        ...

    def key(self, text: str) -> str | None:
        """Name of the clip of ``text``: 20 hex digits, or None where nothing is spoken."""
        ...

    def samples(self, text: str) -> Samples:
        """The clip: mono float32 in -1..1 at :data:`SAMPLE_RATE`."""
        ...

    def clip_bytes(self, text: str, format: ClipFormat = "opus") -> bytes:
        """The clip as a small file. Raises :class:`VoiceUnavailable` where nothing is spoken."""
        ...

    def clip_path(self, text: str, format: ClipFormat = "opus") -> Path | None:
        """The clip's file in the cache, made now if need be; None where no cache holds it."""
        ...

    def preload(self) -> None:
        """Load the engine in the background, so that the first line does not wait for it. Returns at once."""
        ...
