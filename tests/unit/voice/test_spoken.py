import logging
import threading

import numpy as np
import pytest

from kindward.voice import VoiceError, VoiceUnavailable, estimate_milliseconds
from kindward.voice import spoken as spoken_module
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.encode import decode
from kindward.voice.spoken import SpokenVoice
from kindward.voice.store import ClipStore

TEXT = "May you be well."


def test_a_key_is_twenty_hex_digits_and_depends_on_words_and_pace(voice, hummer, cache):
    slow = SpokenVoice("slow", hummer, 0.7, ClipStore(cache))

    assert len(voice.key(TEXT)) == 20 and int(voice.key(TEXT), 16)
    assert len({voice.key(TEXT), voice.key("May I be well."), slow.key(TEXT)}) == 3


def test_a_new_engine_version_is_a_new_clip(voice, hummer, cache):
    before = voice.key(TEXT)
    hummer.version = "2"

    assert SpokenVoice("hummer", hummer, 1.0, ClipStore(cache)).key(TEXT) != before


def test_length_and_samples_agree_to_the_millisecond(voice):
    assert len(voice.samples(TEXT)) == voice.milliseconds(TEXT) * SAMPLE_RATE // 1000


def test_asking_for_length_and_clip_speaks_once(voice, hummer):
    voice.milliseconds(TEXT)
    voice.clip_bytes(TEXT)
    voice.clip_bytes(TEXT, "mp3")

    assert hummer.said == [TEXT]


def test_what_was_cached_is_not_spoken_again(voice, hummer, cache):
    first = voice.clip_bytes(TEXT), voice.milliseconds(TEXT)
    again = SpokenVoice("hummer", hummer, 1.0, ClipStore(cache))

    assert (again.clip_bytes(TEXT), again.milliseconds(TEXT)) == first
    assert again.cached(voice.key(TEXT)) == first[0]
    assert hummer.said == [TEXT]


def test_a_clip_has_a_file_for_range_requests(voice, cache):
    path = voice.clip_path(TEXT)

    assert path == cache / voice.key(TEXT)[:2] / f"{voice.key(TEXT)}.opus"
    assert len(decode(path.read_bytes())) == len(voice.samples(TEXT))


def test_without_a_cache_there_is_no_file_but_a_clip(hummer):
    voice = SpokenVoice("hummer", hummer, 1.0, ClipStore(None))

    assert voice.clip_path(TEXT) is None
    assert decode(voice.clip_bytes(TEXT)).any()


def test_a_spoilt_note_of_a_length_is_not_believed(voice, cache):
    key = voice.key(TEXT)
    (cache / key[:2]).mkdir(parents=True)
    (cache / key[:2] / f"{key}.ms").write_text("many")

    assert voice.milliseconds(TEXT) == len(voice.samples(TEXT)) * 1000 // SAMPLE_RATE


def test_what_cannot_be_spoken_is_a_silence_long_enough_to_read(voice):
    silence = voice.samples("慈悲")

    assert not silence.any()
    assert len(silence) * 1000 // SAMPLE_RATE == estimate_milliseconds("慈悲") == voice.milliseconds("慈悲")


def test_a_shipped_length_is_used_and_the_clip_fits_it(voice, hummer, monkeypatch):
    real = voice.milliseconds(TEXT)
    monkeypatch.setattr(spoken_module, "shipped_length", lambda *_: real + 12)
    other = SpokenVoice("hummer", hummer, 1.0, ClipStore(None))
    hummer.said.clear()

    assert other.milliseconds(TEXT) == real + 12
    assert hummer.said == []
    assert len(other.samples(TEXT)) * 1000 // SAMPLE_RATE == real + 12


def test_an_unknown_format_is_an_error_before_any_work(voice, hummer):
    with pytest.raises(VoiceError, match="expected one of"):
        voice.clip_bytes(TEXT, "flac")
    assert hummer.said == []


def test_a_broken_engine_says_so(voice, hummer):
    hummer.broken = True

    with pytest.raises(VoiceUnavailable):
        voice.clip_bytes(TEXT)


def test_preloading_happens_once_in_the_background(voice, hummer):
    voice.preload()
    voice.preload()
    for thread in threading.enumerate():
        if thread.name == "voice-hummer":
            thread.join()

    assert hummer.said == ["hm"]


def test_preloading_a_broken_engine_is_only_logged(voice, hummer, caplog):
    hummer.broken = True
    with caplog.at_level(logging.WARNING):
        voice._load()

    assert "has a cold" in caplog.text


def test_many_threads_get_the_same_clip(voice):
    clips = []
    threads = [threading.Thread(target=lambda: clips.append(voice.samples(TEXT))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(clips) == 8
    assert all(np.array_equal(clip, clips[0]) for clip in clips)
