import math

import numpy as np
import pytest

from kindward.voice.base import SAMPLE_RATE
from kindward.voice.level import CEILING, TARGET_LUFS, level, limit, loudness


def tone(hertz, seconds=2.0, amplitude=1.0):
    t = np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return (amplitude * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def test_a_full_scale_tone_has_the_loudness_that_the_recommendation_says():
    # ITU-R BS.1770-4, annex 1: 0 dBFS at 997 Hz in one channel reads -3.01 LKFS.
    assert loudness(tone(997)) == pytest.approx(-3.01, abs=0.05)


#: The two filters as ITU-R BS.1770-4 prints them, for 48 kHz (annex 1, tables 1 and 2).
HEAD = (1.53512485958697, -2.69169618940638, 1.19839281085285), (1, -1.69065929318241, 0.73248077421585)
LOW_CUT = (1, -2, 1), (1, -1.99004745483398, 0.99007225036621)


def printed_gain_db(hertz):
    z = np.exp(-2j * np.pi * hertz / 48000 * np.arange(3))
    return 20 * math.log10(math.prod(abs(np.dot(b, z) / np.dot(a, z)) for b, a in (HEAD, LOW_CUT)))


@pytest.mark.parametrize("hertz", [40, 100, 500, 2000, 5000])
def test_our_filters_weigh_tones_as_the_printed_ones_do(hertz):
    expected = printed_gain_db(hertz) - printed_gain_db(997)

    assert loudness(tone(hertz, 4.0)) - loudness(tone(997, 4.0)) == pytest.approx(expected, abs=0.1)


def test_silence_between_words_is_left_out_of_the_measure():
    spoken = tone(997)
    with_rests = np.concatenate([spoken, np.zeros(3 * SAMPLE_RATE, np.float32), spoken])

    assert loudness(with_rests) == pytest.approx(loudness(spoken), abs=0.5)


def test_a_clip_shorter_than_a_block_is_measured_whole():
    assert loudness(tone(997, 0.2)) == pytest.approx(-3.01, abs=0.3)


def test_silence_has_no_loudness_and_stays_silent():
    silence = np.zeros(SAMPLE_RATE, np.float32)

    assert loudness(silence) == -math.inf
    assert loudness(silence[:0]) == -math.inf
    assert not level(silence).any()


@pytest.mark.parametrize("amplitude", [0.01, 0.1, 0.9])
def test_quiet_and_loud_come_to_one_level(amplitude):
    assert loudness(level(tone(300, amplitude=amplitude))) == pytest.approx(TARGET_LUFS, abs=0.1)


def test_a_peak_is_turned_down_and_its_surroundings_are_left_alone():
    clip = tone(300, amplitude=0.2)
    clip[20000:20010] = 1.4
    limited = limit(clip)

    assert float(np.abs(limited).max()) <= CEILING + 1e-6
    assert np.array_equal(limited[:19000], clip[:19000])
    assert np.array_equal(limited[21000:], clip[21000:])


def test_limiting_never_jumps():
    clip = tone(300, amplitude=1.3)
    clip[:24000] *= 0.1
    gain = limit(clip)[100:] / np.where(np.abs(clip[100:]) < 0.01, np.nan, clip[100:])

    assert np.nanmax(np.abs(np.diff(gain))) < 0.05
