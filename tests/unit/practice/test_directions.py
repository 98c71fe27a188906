"""Stage directions: what stands in round brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.practice.directions import read_direction, read_lengths, read_rounds
from kindward.practice.script import Pause

seconds = st.integers(0, 600)


def test_one_number_is_a_pause_that_does_not_stretch():
    assert read_direction("6") == Pause(6000, 6000, 6000)


def test_the_natural_length_of_two_numbers_lies_between_them_by_ratio():
    assert read_direction("4-16") == Pause(4000, 8000, 16000)


def test_half_seconds_and_long_dashes_are_fine():
    assert read_direction("0.5–1–2.5") == Pause(500, 1000, 2500)


def test_a_bell_rings_at_the_start_of_its_pause():
    assert read_direction("bell, 6-10-20") == Pause(6000, 10000, 20000, bell=True)


def test_a_breath_has_an_in_and_an_out():
    assert read_direction("breathe 4 in, 6 out, 30-60-300").breath == (4000, 6000)


def test_writing_names_what_is_written():
    assert read_direction("write said, 20-60-240").writes == "said"


@given(st.lists(seconds, min_size=1, max_size=3).map(sorted))
def test_lengths_that_grow_are_read_in_milliseconds_and_stay_in_order(lengths):
    shortest, natural, longest = read_lengths("-".join(map(str, lengths)))
    assert shortest == lengths[0] * 1000
    assert longest == lengths[-1] * 1000
    assert shortest <= natural <= longest


@given(st.lists(seconds, min_size=2, max_size=3).filter(lambda lengths: lengths != sorted(lengths)))
def test_lengths_that_shrink_are_refused(lengths):
    with pytest.raises(ValueError, match="must grow"):
        read_lengths("-".join(map(str, lengths)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "is not a length"),
        ("gong, 4-6", "is not a stage direction"),
        ("breathe 1 in, 1 out, 30-60", "2 s a breath"),
        ("breathe 20 in, 20 out, 30-60", "40 s a breath"),
        ("write Said, 4-6", "is not a stage direction"),
        ("1-2-3-4", "is not a length"),
        ("", "is not a length"),
    ],
)
def test_a_direction_nobody_knows_is_refused_with_what_was_expected(text, said):
    with pytest.raises(ValueError, match=said):
        read_direction(text)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    try:
        pause = read_direction(text)
    except ValueError:
        return
    assert 0 <= pause.shortest <= pause.natural <= pause.longest


def test_rounds_say_fewest_most_and_when_each_further_one_enters():
    assert read_rounds("(rounds 1-6, +3)") == (1, 6, 3)


def test_a_line_that_is_not_about_rounds_is_left_alone():
    assert read_rounds("All around you. (4-6)") is None


@pytest.mark.parametrize("text", ["(rounds 1)", "(rounds 3-2, +3)", "(rounds 0-2, +1)", "(rounds 1-61, +1)"])
def test_rounds_that_cannot_be_are_refused(text):
    with pytest.raises(ValueError, match="rounds"):
        read_rounds(text)
