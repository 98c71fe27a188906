"""The model file, and what it answers."""

import math

import pytest

from kindward.selftalk import SHIPPED, SelftalkError, read_model, shipped_model

BYTES = SHIPPED.read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "I failed the exam and I still matter.",
        "You are not a burden, my dear, come and sit with me.",
        "No wonder you are exhausted, this is a lot. Be gentle with yourself.",
        "Nobody gets to talk to you like that, you deserve better.",
    ],
)
def test_warm_words_are_warm(text):
    assert shipped_model().rate(text).warmth > 0


@pytest.mark.parametrize(
    "text",
    [
        "I am such a pathetic loser, I ruin everything.",
        "Typical me, I always mess it up.",
        "Oh well done, genius, you have broken it again.",
        "I should have known better. Everyone else managed.",
    ],
)
def test_harsh_words_are_harsh(text):
    assert shipped_model().rate(text).warmth < 0


@pytest.mark.parametrize("text", ["", "   ", "!?", "🏔", "你好"])
def test_nothing_is_said_of_a_text_without_a_word(text):
    said = shipped_model().rate(text)
    assert (said.warmth, said.sure, said.speaks) == (0, 0, False)


@pytest.mark.parametrize("text", ["a", "z" * 100_000, "no " * 50_000, "\x00\ud800 hello", "'" * 999 + "n't"])
def test_any_text_is_answered_within_its_range(text):
    said = shipped_model().rate(text)
    assert -1 <= said.warmth <= 1 and 0 <= said.sure <= 1 and math.isfinite(said.warmth)


def test_pages_say_nothing_of_a_short_text_however_sure():
    said = shipped_model().rate("I love you, my dear")
    assert said.sure > 0.75 and not said.speaks


def test_the_file_is_small_enough_for_a_page():
    assert len(BYTES) < 2_000_000


@pytest.mark.parametrize("at", [20, len(BYTES) // 2, len(BYTES) - 1])
def test_a_damaged_file_is_refused(at):
    damaged = bytearray(BYTES)
    damaged[at] ^= 0x55
    with pytest.raises(SelftalkError, match="damaged"):
        read_model(bytes(damaged))


def test_a_cut_file_is_refused():
    with pytest.raises(SelftalkError, match="damaged"):
        read_model(BYTES[:-7])


def test_another_file_is_refused():
    with pytest.raises(SelftalkError, match="KWST"):
        read_model(b"\x89PNG and so on, longer")


def test_another_version_is_refused():
    with pytest.raises(SelftalkError, match="version 9"):
        read_model(BYTES[:4] + b"\x09\0\0\0" + BYTES[8:])
