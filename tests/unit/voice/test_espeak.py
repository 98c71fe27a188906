import shutil
import struct
import subprocess

import numpy as np
import pytest

from kindward.voice import VoiceUnavailable, get_voice
from kindward.voice import espeak as espeak_module
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.espeak import EspeakEngine, read_wav, resample

here = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


@here
def test_it_speaks_at_our_rate_and_the_same_every_time():
    engine = EspeakEngine()
    once, again = (engine.say("May you be well.", 0.8) for _ in range(2))

    assert np.array_equal(once, again)
    assert 0.8 < len(once) / SAMPLE_RATE < 3
    assert 0.05 < float(np.abs(once).max()) <= 1.05


@here
def test_words_are_never_taken_for_options_or_commands(tmp_path):
    loud = tmp_path / "made"
    engine = EspeakEngine()

    assert len(engine.say(f"--help -w {loud} $(touch {loud}) ; touch {loud}", 0.8)) > SAMPLE_RATE
    assert not loud.exists()


@here
def test_it_is_a_voice_like_the_first(tmp_path):
    voice = get_voice("espeak", tmp_path)

    assert voice.speaks and voice.key("Hello.") != get_voice("espeak").key("Hello there.")
    assert len(voice.samples("Hello.")) * 1000 // SAMPLE_RATE == voice.milliseconds("Hello.")


def test_without_the_program_it_is_unavailable(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    with pytest.raises(VoiceUnavailable, match="espeak-ng, which is not installed"):
        get_voice("espeak")
    with pytest.raises(VoiceUnavailable, match="espeak-ng"):
        EspeakEngine().say("Hello.", 0.8)


def test_a_program_that_hangs_is_unavailable(monkeypatch):
    def hang(*arguments, **keywords):
        raise subprocess.TimeoutExpired("espeak-ng", keywords["timeout"])

    monkeypatch.setattr(espeak_module, "_binary", lambda: "espeak-ng")
    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(VoiceUnavailable, match="TimeoutExpired"):
        EspeakEngine().say("Hello.", 0.8)


def wav(pcm, rate, size):
    return (
        b"RIFF" + struct.pack("<I", size) + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, rate, rate * 2, 2, 16) + b"data" + struct.pack("<I", size) + pcm
    )  # fmt: skip


def test_made_up_sizes_in_a_piped_header_do_no_harm():
    pcm = (np.sin(np.arange(22050) / 10) * 8000).astype("<i2").tobytes()

    assert len(read_wav(wav(pcm, 22050, 0x7FFFFFFF))) >= SAMPLE_RATE


def test_what_is_no_sound_is_refused():
    with pytest.raises(VoiceUnavailable, match="no sound"):
        read_wav(b"")


def test_resampling_keeps_pitch_and_loudness():
    t = np.arange(22050) / 22050
    out = resample((0.5 * np.sin(2 * np.pi * 440 * t)).astype(np.float32), 22050)
    spectrum = np.abs(np.fft.rfft(out[:SAMPLE_RATE]))

    assert int(np.argmax(spectrum)) == 440
    assert float(np.abs(out[2000:20000]).max()) == pytest.approx(0.5, abs=0.01)
