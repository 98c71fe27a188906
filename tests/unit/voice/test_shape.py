import numpy as np
import pytest

from kindward.voice.base import SAMPLE_RATE
from kindward.voice.shape import LEAD_MS, TAIL_MS, fit, shape, soften, trim

MS = SAMPLE_RATE // 1000


def hum(before_ms, for_ms, after_ms):
    t = np.arange(for_ms * MS) / SAMPLE_RATE
    return np.pad(0.3 * np.cos(2 * np.pi * 300 * t), (before_ms * MS, after_ms * MS)).astype(np.float32)


@pytest.mark.parametrize(("before", "after"), [(350, 500), (0, 0), (5, 30)])
def test_every_clip_has_the_same_edges_whatever_the_engine_left(before, after):
    assert len(trim(hum(before, 800, after))) == (LEAD_MS + 800 + TAIL_MS) * MS


def test_a_rest_inside_the_sentence_stays():
    clip = np.concatenate([hum(300, 500, 400), hum(0, 500, 300)])

    assert len(trim(clip)) == (LEAD_MS + 500 + 400 + 500 + TAIL_MS) * MS


def test_nothing_but_silence_is_empty():
    assert len(shape(np.zeros(SAMPLE_RATE, np.float32))) == 0
    assert len(shape(np.zeros(0, np.float32))) == 0


def test_a_clip_starts_and_ends_in_silence_without_a_click():
    clip = shape(hum(0, 500, 0))

    assert abs(float(clip[0])) < 1e-3
    assert abs(float(clip[-1])) < 1e-3


def test_softening_leaves_the_middle_alone():
    clip = hum(0, 500, 0)

    assert np.array_equal(soften(clip)[MS * 100 : MS * 400], clip[MS * 100 : MS * 400])


def test_shaping_is_the_same_every_time_and_leaves_its_input():
    raw = hum(300, 700, 300)
    before = raw.copy()

    assert np.array_equal(shape(raw), shape(raw))
    assert np.array_equal(raw, before)


@pytest.mark.parametrize("wanted", [876, 890, 905])
def test_a_frame_more_or_less_is_taken_up_by_the_quiet_tail(wanted):
    assert len(fit(shape(hum(300, 800, 300)), wanted)) == wanted * MS


def test_a_wholly_different_length_is_believed():
    clip = shape(hum(300, 800, 300))

    assert fit(clip, 1500) is clip
