"""A session in time: where it is, what is seen, pausing and skipping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.cli.sitting import AT_REST, Sitting
from kindward.practice import compose
from practice_scripts import Metronome, script

LAMP = script(
    "## Light\n\nHere is a lamp. (bell, 9) What do you see? (write seen, 9)\n\n"
    "## Breath\n\nIt is warm. (breathe 4 in, 6 out, 20)"
)
#: Speech 0-1, bell at 1, question 10-11, writing 11-20, speech 20-20.75, breaths from 20.75, end 40.75.
TIMELINE = compose(LAMP, 41, Metronome())


@pytest.fixture
def sitting():
    return Sitting(TIMELINE, now=100.0)


def test_it_begins_where_the_timeline_does(sitting):
    moment = sitting.moment(100.0)
    assert (moment.line, moment.following, moment.step) == ("Here is a lamp.", "What do you see?", "Light")
    assert (moment.done, moment.left_ms) == (0, TIMELINE.milliseconds)


def test_a_line_stays_while_it_is_silent(sitting):
    assert sitting.moment(105.0).line == "Here is a lamp."


def test_a_question_says_that_there_is_time_to_write(sitting):
    assert [sitting.moment(t).writes for t in (105.0, 112.0, 121.0)] == [False, True, False]


def test_the_pacer_opens_with_the_breath_in_and_closes_with_the_breath_out(sitting):
    widths = [sitting.moment(100 + t).open for t in (20.75, 22.75, 24.74, 27.75, 30.74)]
    assert widths == pytest.approx([0, 0.5, 1, 0.5, 0], abs=0.01)
    assert sitting.moment(122.0).breath == "Breathe in"
    assert sitting.moment(126.0).breath == "Breathe out"


def test_without_a_guided_breath_the_figure_rests(sitting):
    moment = sitting.moment(105.0)
    assert (moment.open, moment.breath) == (AT_REST, "")


def test_a_pause_stops_time_and_it_goes_on_from_there(sitting):
    sitting.toggle(105.0)
    assert sitting.position(500.0) == 5000
    assert sitting.moment(500.0).paused
    sitting.toggle(500.0)
    assert sitting.position(502.0) == 7000


def test_skipping_stays_within_the_session(sitting):
    sitting.skip(105.0, -15)
    assert sitting.position(105.0) == 0
    sitting.skip(105.0, 15)
    assert sitting.position(105.0) == 15_000
    sitting.skip(105.0, 600)
    assert sitting.finished(105.0)


def test_a_paused_session_can_be_skipped_and_stays_paused(sitting):
    sitting.pause(105.0)
    sitting.skip(200.0, 15)
    assert sitting.position(300.0) == 20_000


def test_going_on_repeats_the_sentence_from_its_start(sitting):
    sitting.skip(100.0, 10.5)
    sitting.rewind_line(100.0)
    assert sitting.position(100.0) == 10_000


def test_in_a_silence_nothing_is_repeated(sitting):
    sitting.skip(100.0, 5)
    sitting.rewind_line(100.0)
    assert sitting.position(100.0) == 5000


def test_a_bell_is_rung_once(sitting):
    assert sitting.bells(0, 1001) == 1
    assert sitting.bells(1001, 41_000) == 0


@given(st.lists(st.tuples(st.sampled_from(["wait", "toggle", "back", "on"]), st.floats(0, 30)), max_size=12))
def test_whatever_is_pressed_it_stays_within_its_time(presses):
    sitting, now = Sitting(TIMELINE, 0.0), 0.0
    for press, seconds in presses:
        now += seconds
        if press == "toggle":
            sitting.toggle(now)
        elif press in ("back", "on"):
            sitting.skip(now, 15 if press == "on" else -15)
        moment = sitting.moment(now)
        assert 0 <= sitting.position(now) <= TIMELINE.milliseconds
        assert 0 <= moment.open <= 1
        assert 0 <= moment.done <= 1
