"""The transcript: a session to read."""

from hypothesis import given
from hypothesis import strategies as st

from kindward.practice import compose, parse_script
from kindward.practice.transcript import WIDTH, clock, to_text
from practice_scripts import Metronome, script, script_text, scripts


def test_a_transcript_has_title_steps_words_and_silences():
    lamp = script(
        "## Light\n\nHere is a lamp. (bell, 9-10-11) It is warm. (2)\n\nWhat do you see? (write seen, 20)\n\n"
        "## Dark\n\nNight. (breathe 4 in, 6 out, 30)"
    )
    assert to_text(compose(lamp, 65, Metronome()), lamp) == (
        "Lamp\n====\n\n"
        "A small light, for a while.\n"
        "65 seconds. Written by Kindward. No clinician has reviewed it yet.\n\n\n"
        "Light (0:00)\n------------\n\n"
        "Here is a lamp. (a bell, 10 s)\n\n"
        "It is warm. (2 s) What do you see? (time to write, 20 s)\n\n\n"
        "Dark (0:34)\n-----------\n\n"
        "Night. (breathe in for 4 s, breathe out for 6 s, 30 s)\n"
    ).replace("65 seconds", "1 min 5 s")


def test_who_reviewed_it_is_said():
    text = script_text("## Light\n\nA lamp. (4-60)", more="reviewed_on: 2026-01-02\ndue_on: 2027-01-02")
    lamp = parse_script(text.replace("none yet", "Dr Alice Example"), "lamp.md")
    said = to_text(compose(lamp, 30, Metronome()), lamp)
    assert "Written by Kindward, reviewed by Dr Alice Example on 2026-01-02." in said


def test_a_clock_counts_minutes_and_seconds():
    assert [clock(ms) for ms in (0, 9_999, 60_000, 2_700_000)] == ["0:00", "0:09", "1:00", "45:00"]


@given(scripts(), st.integers(5, 1500))
def test_every_word_is_there_and_no_line_is_too_long(read, seconds):
    timeline = compose(read, seconds, Metronome())
    text = to_text(timeline, read)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    flowing = " ".join(text.split())
    at = 0
    for cue in timeline.spoken:
        at = flowing.index(cue.text, at) + len(cue.text)
