"""A made-up engine, so that most tests need no model: it hums one tone a letter long."""

from pathlib import Path

import numpy as np
import pytest

from kindward.voice import VoiceUnavailable
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.spoken import SpokenVoice
from kindward.voice.store import ClipStore


class Hummer:
    """Hums 60 ms for every letter, between half a second of silence on either side, and counts how often."""

    name, version, seed = "hummer", "1", 0

    def __init__(self):
        self.said = []
        self.broken = False

    def words(self, text):
        return text if any(c.isascii() and c.isalpha() for c in text) else ""

    def say(self, spoken, speed):
        if self.broken:
            raise VoiceUnavailable("voice: the hummer has a cold")
        self.said.append(spoken)
        count = round(len(spoken) * 0.06 / speed * SAMPLE_RATE)
        tone = 0.2 * np.sin(2 * np.pi * 300 * np.arange(count) / SAMPLE_RATE)
        return np.pad(tone, SAMPLE_RATE // 2).astype(np.float32)

    def load(self):
        self.say("hm", 1.0)


@pytest.fixture
def hummer():
    return Hummer()


@pytest.fixture
def cache(tmp_path) -> Path:
    return tmp_path / "voice"


@pytest.fixture
def voice(hummer, cache):
    return SpokenVoice("hummer", hummer, 1.0, ClipStore(cache))
