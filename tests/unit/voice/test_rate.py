import pytest

from kindward.voice import VoiceError, estimate_milliseconds
from kindward.voice.rate import SHORTEST_MS, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("kind", 1), ("kindness", 2), ("compassion", 3), ("breathe", 1), ("breathed", 1), ("wanted", 2),
        ("gentle", 2), ("little", 2), ("hands", 1), ("noticed", 2), ("being", 2), ("quiet", 2), ("idea", 3),
        ("you're", 1), ("feel", 1), ("shoulders", 2), ("places", 2), ("the", 1), ("somewhere", 2),
    ],
)  # fmt: skip
def test_syllables_of_words_that_practices_use(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["Zoë", "慈悲", "сострадание", "42", "rhythm", "José"])
def test_every_word_has_a_syllable(word):
    assert syllables(word) >= 1


#: Lines and the milliseconds our voice took for them.
SPOKEN = [
    ("This is hard right now.", 1600),
    ("Heart, cheek, arm, or nowhere at all.", 2540),
    ("What would you need to hear, from someone who is wholly on your side?", 3710),
    ("Breathe in — and out.", 1458),
]


@pytest.mark.parametrize(("line", "took"), SPOKEN)
def test_the_estimate_is_near_what_was_spoken(line, took):
    assert estimate_milliseconds(line) == pytest.approx(took, rel=0.2)


def test_more_words_take_longer_and_a_rest_takes_time():
    assert estimate_milliseconds("May you be well today.") > estimate_milliseconds("May you be well.")
    assert estimate_milliseconds("Here, now.") > estimate_milliseconds("Here now.")


def test_a_readers_own_pace_counts():
    line = SPOKEN[2][0]

    assert estimate_milliseconds(line, 100) == pytest.approx(2 * estimate_milliseconds(line, 200), rel=0.01)


def test_a_glance_is_the_least():
    assert estimate_milliseconds("") == estimate_milliseconds("…") == SHORTEST_MS


@pytest.mark.parametrize("pace", [0, -5, 39, 601, float("nan")])
def test_a_pace_nobody_reads_at_is_refused(pace):
    with pytest.raises(VoiceError, match="words_per_minute"):
        estimate_milliseconds("Hello.", pace)
