import zlib

import numpy as np
import pytest

from kindward.voice import VoiceError
from kindward.voice.base import CLIP_FORMATS, SAMPLE_RATE
from kindward.voice.encode import decode, encode
from kindward.voice.ogg import steady


@pytest.fixture(scope="module")
def clip():
    """Two and a half seconds with sharp onsets: what alignment is measured on."""
    rng = np.random.default_rng(0)
    burst = rng.standard_normal(SAMPLE_RATE // 5) * np.exp(-np.arange(SAMPLE_RATE // 5) / 1500) * 0.3
    out = np.zeros(SAMPLE_RATE * 5 // 2)
    for at in (0.3, 1.1, 1.8):
        out[round(at * SAMPLE_RATE) :][: len(burst)] += np.convolve(burst, np.ones(8) / 8, "same")
    return out.astype(np.float32)


def shift_ms(before, after):
    """By how much ``after`` lags ``before``, found where they correlate best."""
    size = 1 << (len(before) + len(after)).bit_length()
    together = np.fft.irfft(np.fft.rfft(after, size) * np.conj(np.fft.rfft(before, size)), size)
    at = int(np.argmax(together))
    return (at - size if at > size // 2 else at) * 1000 / SAMPLE_RATE


@pytest.mark.parametrize("format", CLIP_FORMATS)
def test_decoded_sound_starts_where_it_started_and_lasts_as_long(clip, format):
    heard = decode(encode(clip, format))

    assert abs(shift_ms(clip, heard)) < 1
    assert len(heard) == len(clip)


@pytest.mark.parametrize("format", CLIP_FORMATS)
def test_the_same_samples_give_the_same_bytes(clip, format):
    assert encode(clip, format) == encode(clip, format)


def test_compressed_clips_are_small(clip):
    assert len(encode(clip, "opus")) < 25_000
    assert len(encode(clip, "mp3")) < 25_000


def test_an_unknown_format_is_named(clip):
    with pytest.raises(VoiceError, match="“flac”; expected one of opus, mp3, wav"):
        encode(clip, "flac")


def test_renumbering_an_ogg_twice_changes_nothing_more(clip):
    once = encode(clip, "opus")

    assert steady(once) == once
    assert decode(once).any()


def test_what_is_not_an_ogg_is_refused():
    with pytest.raises(ValueError, match="no page at byte 0"):
        steady(zlib.compress(b"not an ogg"))
