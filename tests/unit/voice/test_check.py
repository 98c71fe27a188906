import numpy as np
import pytest

from kindward.voice.base import SAMPLE_RATE
from kindward.voice.check import check_clip
from kindward.voice.shape import shape

TEXT = "May you be well today."


@pytest.fixture
def good():
    tone = 0.2 * np.sin(2 * np.pi * 300 * np.arange(round(1.4 * SAMPLE_RATE)) / SAMPLE_RATE)
    return shape(np.pad(tone, SAMPLE_RATE // 2).astype(np.float32))


def test_a_good_clip_has_no_findings(good):
    assert check_clip(good, TEXT) == []


def test_no_sound_is_found(good):
    assert check_clip(good[:0], TEXT) == check_clip(good * 0, TEXT) == ["there is no sound"]


def test_what_is_not_a_number_is_found(good):
    good[100] = np.inf
    assert "not numbers" in check_clip(good, TEXT)[0]


def test_clipping_is_found(good):
    good[5000] = 1.0
    assert any("peak" in finding for finding in check_clip(good, TEXT))


@pytest.mark.parametrize(
    "text", ["May.", "May you be well today and tomorrow and on all the days that come after."]
)
def test_a_length_its_words_cannot_have_is_found(good, text):
    assert any("a syllable" in finding for finding in check_clip(good, text))


def test_silence_before_the_words_is_found(good):
    late = np.pad(good, (SAMPLE_RATE // 4, 0))
    assert any("of silence" in finding for finding in check_clip(late, TEXT))


def test_an_end_cut_off_is_found(good):
    assert any("fallen silent" in finding for finding in check_clip(good[: -SAMPLE_RATE // 4], TEXT))


def test_a_clip_off_its_level_is_found(good):
    assert any("LU off" in finding for finding in check_clip(good / 2, TEXT))
