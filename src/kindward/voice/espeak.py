"""The second engine: espeak-ng, a plain formant voice, in most systems and in over a hundred languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import lru_cache

from .base import SAMPLE_RATE, Samples, VoiceUnavailable
from .words import spoken_words

#: espeak-ng's own everyday pace, words per minute; paces are shares of it.
EVERYDAY_WPM = 175
#: A sentence takes some 10 ms; this long means that the program hangs.
TIMEOUT_SECONDS = 20.0


class EspeakEngine:
    """Speaks by running ``espeak-ng`` once a sentence: words on its standard input, sound on its output."""

    name = "espeak"
    seed = 0

    def __init__(self, language: str = "en-us") -> None:
        """``language`` as espeak-ng names it."""
        self.language = language

    @property
    def version(self) -> str:
        """Version of the installed program."""
        return _version(_binary())

    def words(self, text: str) -> str:
        """``text`` as this engine should speak it."""
        return spoken_words(text, "espeak")

    def load(self) -> None:
        """Nothing stays loaded; this finds out early whether the program is there."""
        _version(_binary())

    def say(self, spoken: str, speed: float) -> Samples:
        """``spoken`` at a share of the everyday pace; mono float32 at :data:`SAMPLE_RATE`.

        Raises :class:`VoiceUnavailable` if the program is missing, fails or hangs.
        """
        pace = str(round(EVERYDAY_WPM * speed))
        # Words go in as data, never as an argument, so that no text can become an option or a command.
        wav = _run([_binary(), "--stdin", "--stdout", "-b", "1", "-v", self.language, "-s", pace], spoken)
        return read_wav(wav)


def read_wav(data: bytes) -> Samples:
    """Mono 16-bit WAV from a pipe, at any rate, as float32 at :data:`SAMPLE_RATE`.

    A pipe cannot be rewound, so the sizes in such a header are made up; what follows the header counts.
    """
    import numpy as np

    at = data.find(b"data")
    if data[:4] != b"RIFF" or at < 0 or len(data) < 28:
        raise VoiceUnavailable("voice: espeak-ng gave no sound")
    rate = int.from_bytes(data[24:28], "little")
    body = data[at + 8 :]
    pcm: Samples = np.frombuffer(body[: len(body) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)
    return resample(pcm, rate)


def resample(samples: Samples, rate: int) -> Samples:
    """``samples`` from ``rate`` to :data:`SAMPLE_RATE`, by the spectrum, padded to a common multiple."""
    if rate == SAMPLE_RATE or not len(samples):
        return samples
    import numpy as np

    common = int(np.gcd(rate, SAMPLE_RATE))
    step = rate // common
    size = -(-(len(samples) + step) // step) * step
    wanted = size // step * (SAMPLE_RATE // common)
    spectrum = np.fft.rfft(samples, size)
    kept = np.zeros(wanted // 2 + 1, np.complex128)
    kept[: min(len(spectrum), len(kept))] = spectrum[: len(kept)]
    return (np.fft.irfft(kept, wanted) * (wanted / size)).astype(np.float32)


def _binary() -> str:
    found = shutil.which("espeak-ng")
    if found is None:
        raise VoiceUnavailable("voice: “espeak” needs espeak-ng, which is not installed")
    return found


def _run(command: list[str], text: str = "") -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program found on the path; no shell; words on stdin
            command, input=text.encode(), capture_output=True, timeout=TIMEOUT_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceUnavailable(f"voice: espeak-ng failed ({type(error).__name__})") from error
    return done.stdout


@lru_cache(maxsize=4)
def _version(binary: str) -> str:
    match = re.search(rb"\d+(?:\.\d+)+\S*", _run([binary, "--version"]))
    return match[0].decode() if match else "unknown"


@lru_cache(maxsize=1)
def the_engine() -> EspeakEngine:
    """The engine that everyone shares."""
    return EspeakEngine()
