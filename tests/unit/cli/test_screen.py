"""What a session looks like in a terminal of any size."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.cli.figure import arcs
from kindward.cli.screen import balanced, draw, left_in_words
from kindward.cli.sitting import Moment

MOMENT = Moment(
    line="Other people know this feeling too.",
    following="You are not the only one.",
    step="Not only you",
    done=0.25,
    left_ms=45_000,
    open=0.6,
    breath="",
    writes=False,
    paused=False,
)


def picture(moment=MOMENT, width=80, height=24, **how):
    return [line.plain for line in draw(moment, "Self-compassion break", width, height, **how)]


def row_of(lines, words):
    (row,) = [number for number, line in enumerate(lines) if words in line]
    return row


def test_the_current_line_stands_above_the_next_and_both_in_the_middle():
    lines = picture()
    now, following = row_of(lines, MOMENT.line), row_of(lines, MOMENT.following)
    assert now < following
    assert lines[now].index("O") == (80 - len(MOMENT.line)) // 2


def test_help_is_on_every_screen():
    assert "kindward help" in picture()[0]


def test_time_and_keys_are_at_the_foot():
    assert "about 40 seconds left" in picture()[-3]
    assert "space pause" in picture()[-1]


def test_a_paused_session_says_so():
    assert "paused; space goes on" in picture(replace(MOMENT, paused=True))[-3]


def test_a_breath_is_named_in_place_of_the_next_line():
    lines = picture(replace(MOMENT, breath="Breathe in"))
    assert row_of(lines, "breathe in")
    assert not any(MOMENT.following in line for line in lines)


def test_where_to_write_is_said():
    assert any("Nothing is kept here" in line for line in picture(replace(MOMENT, writes=True)))


def test_the_figure_stands_still_while_lines_change():
    def first_dots(moment):
        return next(n for n, line in enumerate(picture(moment)) if any("⠀" < c <= "⣿" for c in line))

    long = "Somewhere, right now, someone else is having a moment that is very like this one, or worse."
    assert first_dots(MOMENT) == first_dots(replace(MOMENT, line=long, following=""))


def test_without_motion_or_braille_there_are_only_words():
    for how in ({"still": True}, {"dots": False}):
        assert not any("⠀" <= c <= "⣿" for line in picture(**how) for c in line)


def test_the_arcs_grow_with_the_breath():
    def size(step):
        return sum(len(line.plain.strip()) > 0 for line in arcs(9, step))

    assert size(0) < size(60) == 9


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [
        (2_700_000, "about 45 minutes left"),
        (150_000, "about 2.5 minutes left"),
        (60_000, "about a minute left"),
        (41_000, "about 40 seconds left"),
        (6_000, "about 10 seconds left"),
        (4_000, "nearly there"),
    ],
)
def test_time_is_told_roughly(milliseconds, said):
    assert left_in_words(milliseconds) == said


def test_no_word_is_left_alone_on_its_line():
    assert balanced("If you like, put a hand somewhere it feels kind.", 46) == [
        "If you like, put a hand",
        "somewhere it feels kind.",
    ]


@given(st.integers(1, 200), st.integers(1, 70), st.text("ab c.", min_size=1, max_size=200), st.booleans())
def test_every_picture_fits_its_terminal(width, height, words, breathing):
    moment = replace(MOMENT, line=words, breath="Breathe in" if breathing else "", open=0.9)
    lines = picture(moment, width, height)
    assert len(lines) <= height
    if width >= 30:
        assert all(len(line) <= width for line in lines)
