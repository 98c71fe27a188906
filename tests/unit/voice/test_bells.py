import numpy as np
import pytest

from kindward.voice import VoiceError
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.bells import BELL, render_bell, render_breath


def test_the_bell_rings_at_its_partials_and_is_not_shrill():
    spectrum = np.abs(np.fft.rfft(render_bell(4.0)[: 2 * SAMPLE_RATE]))
    strongest = int(np.argmax(spectrum)) / 2

    assert strongest == pytest.approx(BELL.partials[0].frequency, abs=1)
    assert (spectrum[4000:] ** 2).sum() < 0.01 * (spectrum**2).sum()


def test_the_bell_follows_its_published_formula():
    """The page builds the bell from the same numbers; this is the formula as written in bell.json."""
    bell, seconds, t = BELL, 4.0, 1.234
    sound = sum(
        p.amplitude * np.exp(-(t - bell.attack) / p.decay) * np.sin(2 * np.pi * p.frequency * t)
        for p in bell.partials
    )
    at = round(t * SAMPLE_RATE)

    assert float(render_bell(seconds)[at]) == pytest.approx(bell.gain * sound, abs=1e-4)


def test_the_bell_starts_softly_fades_and_ends_in_silence():
    ring = np.abs(render_bell())
    second = [float(ring[n * SAMPLE_RATE : (n + 1) * SAMPLE_RATE].max()) for n in range(7)]

    assert ring[0] == 0
    assert ring[-1] < 1e-3
    assert second == sorted(second, reverse=True)
    assert second[0] < 0.4


@pytest.mark.parametrize("seconds", [0.05, 1, 7.5])
def test_a_bell_is_as_long_as_asked(seconds):
    assert len(render_bell(seconds)) == round(seconds * SAMPLE_RATE)


@pytest.mark.parametrize("seconds", [0, -1, float("nan")])
def test_a_bell_of_no_length_is_refused(seconds):
    with pytest.raises(VoiceError, match="seconds"):
        render_bell(seconds)
    with pytest.raises(VoiceError, match="seconds"):
        render_breath(seconds, inward=True)


def test_a_breath_swells_late_on_the_way_in_and_early_on_the_way_out():
    inward, outward = (np.abs(render_breath(4.0, inward)) for inward in (True, False))
    half = 2 * SAMPLE_RATE

    assert inward[half:].sum() > 1.3 * inward[:half].sum()
    assert outward[:half].sum() > 1.3 * outward[half:].sum()
    assert inward[0] < 0.01 > inward[-1]


def test_the_page_gets_the_same_numbers():
    assert BELL.as_json()["partials"][0]["frequency"] == BELL.partials[0].frequency
