"""Clips and files in the formats that browsers and players read."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from .base import SAMPLE_RATE, ClipFormat, Samples, VoiceError, check_format
from .ogg import steady

if TYPE_CHECKING:
    import soundfile

#: What libsndfile is asked for. Opus at 0.8 is about 60 kb/s while someone speaks: below that the encoder
#: changes to its speech modes, which are no better here and take twice as long. MP3 at 0.7 with a variable
#: rate is about 35 kb/s and carries the header by which decoders cut its delay; a constant rate does not.
_OPTIONS: dict[str, dict[str, Any]] = {
    "opus": {"format": "OGG", "subtype": "OPUS", "compression_level": 0.8},
    "mp3": {
        "format": "MP3",
        "subtype": "MPEG_LAYER_III",
        "compression_level": 0.7,
        "bitrate_mode": "VARIABLE",
    },
    "wav": {"format": "WAV", "subtype": "PCM_16"},
}
MEDIA_TYPES: dict[ClipFormat, str] = {"opus": "audio/ogg", "mp3": "audio/mpeg", "wav": "audio/wav"}


def open_writer(target: IO[bytes], format: ClipFormat) -> soundfile.SoundFile:
    """A soundfile open for writing mono at :data:`SAMPLE_RATE` into ``target``, which must allow seeking."""
    import soundfile

    return soundfile.SoundFile(target, "w", samplerate=SAMPLE_RATE, channels=1, **_OPTIONS[format])


def encode(samples: Samples, format: ClipFormat) -> bytes:
    """``samples`` (mono float32 at :data:`SAMPLE_RATE`) as a small file; same samples, same bytes."""
    out = io.BytesIO()
    with open_writer(out, check_format(format)) as writer:
        writer.write(samples)
    return steady(out.getvalue()) if format == "opus" else out.getvalue()


def decode(data: bytes) -> Samples:
    """What a player hears: mono float32 at :data:`SAMPLE_RATE` of an encoded clip."""
    import soundfile

    samples, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    if rate != SAMPLE_RATE:
        raise VoiceError(f"clip: {rate} samples a second; expected {SAMPLE_RATE}")
    out: Samples = np.asarray(samples, np.float32)
    return out
