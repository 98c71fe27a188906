"""The voice: text becomes a spoken clip, levelled, cached, and joined into audio files.

Importing this package needs neither numpy nor an engine: the voice ``text`` works without either.
"""

from .base import SAMPLE_RATE, UnknownVoice, Voice, VoiceError, VoiceUnavailable
from .choose import VOICE_NAMES, default_voice_name, get_voice
from .rate import estimate_milliseconds

__all__ = [
    "SAMPLE_RATE", "VOICE_NAMES", "UnknownVoice", "Voice", "VoiceError", "VoiceUnavailable",
    "default_voice_name", "estimate_milliseconds", "get_voice",
]  # fmt: skip
