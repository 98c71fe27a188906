import subprocess
import sys
from pathlib import Path

import pytest

from kindward.voice import UnknownVoice, VoiceUnavailable, default_voice_name, get_voice

SOURCE = Path(__file__).parents[3] / "src"


def test_an_unknown_voice_is_answered_with_those_there_are():
    with pytest.raises(
        UnknownVoice, match="“siri”; expected one of hibari, hibari-slow, hibari-quick, espeak, text"
    ):
        get_voice("siri")


def test_the_same_request_gives_the_same_voice(tmp_path):
    assert get_voice("hibari", tmp_path) is get_voice("hibari", tmp_path)
    assert get_voice("hibari", tmp_path) is not get_voice("hibari")
    assert get_voice("text") is get_voice("text")


def test_the_text_voice_shows_and_says_nothing():
    voice = get_voice("text")

    assert (voice.speaks, voice.key("Hello."), voice.clip_path("Hello.")) == (False, None, None)
    assert voice.milliseconds("Hello there.") > 0
    with pytest.raises(VoiceUnavailable):
        voice.clip_bytes("Hello.")


def test_a_reader_brings_their_own_pace():
    slow = get_voice("text", words_per_minute=80)

    assert slow.milliseconds("May you be well today.") > get_voice("text").milliseconds(
        "May you be well today."
    )


def test_our_voice_is_the_default_where_it_is_installed():
    assert default_voice_name() == "hibari"


def test_without_any_voice_package_text_still_works():
    """In a Python of its own, where none of them can be imported."""
    program = """
import sys
for name in ("numpy", "hibari", "onnxruntime", "soundfile"):
    sys.modules[name] = None
import kindward.voice as voice
assert voice.default_voice_name() == "text"
assert voice.get_voice("text").milliseconds("May you be well.") > 400
try:
    voice.get_voice("hibari")
except voice.VoiceUnavailable as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "needs numpy, which is not installed" in done.stdout
