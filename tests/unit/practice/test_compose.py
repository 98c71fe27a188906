"""The composer, on scripts small enough to follow by hand and on scripts that nobody wrote."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.practice import compose, possible_range
from kindward.practice.material import items_of
from practice_scripts import Metronome, script, scripts
from session_rules import (
    assert_every_pause_within_its_bounds,
    assert_no_gap_and_no_overlap,
    assert_what_lies_over_lies_over_silence,
    items_entered,
    main_cues,
    said_by,
)

voice = Metronome()


def test_a_session_ends_on_the_asked_second():
    lamp = script("## Light\n\nHere is a lamp. (4-60)")
    assert compose(lamp, 30, voice).seconds == 30


def test_speech_lasts_as_long_as_its_clip_and_the_rest_is_silence():
    timeline = compose(script("## Light\n\nHere is a lamp. (4-60)"), 30, voice)
    assert [(cue.kind, cue.for_ms) for cue in timeline.cues] == [("speech", 1000), ("silence", 29000)]


def test_what_waits_comes_in_by_its_number_and_stands_in_its_place():
    lamp = script("## Light\n\nOne. (4-9)\n\n+2 Two. (4-9)\n\n+1 Three. (4-9)")
    assert [cue.text for cue in compose(lamp, 10, voice).spoken] == ["One.", "Three."]
    assert [cue.text for cue in compose(lamp, 20, voice).spoken] == ["One.", "Two.", "Three."]


def test_twice_the_time_keeps_the_proportions_of_the_silences():
    lamp = script("## Light\n\nOne. (4-8-80) Two. (8-16-160)")
    for seconds in (30, 60, 120):
        silences = [cue.for_ms for cue in compose(lamp, seconds, voice).cues if cue.kind == "silence"]
        assert silences[1] == pytest.approx(2 * silences[0], abs=1)


def test_from_five_minutes_on_words_wait_until_half_is_silence():
    lines = "\n\n".join(f"+{1 + n // 60} Here is a small lamp for you. (1-1-90)" for n in range(200))
    lamp = script(f"## Light\n\nHere is a lamp. (1-1-300)\n\n{lines}")
    before, after = compose(lamp, 299, voice), compose(lamp, 300, voice)
    assert 2 * before.silent_ms < before.milliseconds
    assert 2 * after.silent_ms >= after.milliseconds


def test_an_impossible_length_becomes_the_nearest_possible_one():
    lamp = script("## Light\n\nHere is a lamp. (4-60)", shortest="20 seconds", longest="1 minute")
    assert compose(lamp, 5, voice).seconds == 20
    assert compose(lamp, 600, voice).seconds == 60
    assert compose(lamp, 5, voice).asked_seconds == 5


def test_a_length_that_words_and_pauses_cannot_fill_becomes_the_nearest_they_can():
    lamp = script("## Light\n\nHere is a lamp. (4-10)", longest="5 minutes")
    assert compose(lamp, 300, voice).seconds == 11
    assert possible_range(lamp, voice) == (10, 11)


def test_a_bell_and_a_breath_lie_over_their_silence():
    lamp = script("## Light\n\nHere is a lamp. (bell, 9) Breathe. (breathe 4 in, 6 out, 25)")
    over = [(cue.kind, cue.at_ms, cue.for_ms) for cue in compose(lamp, 36, voice).cues if cue.over]
    assert over == [
        ("bell", 1000, 7000),
        ("breath", 10250, 4000), ("breath", 14250, 6000), ("breath", 20250, 4000), ("breath", 24250, 6000),
    ]  # fmt: skip


def test_a_question_to_write_to_is_a_prompt_with_its_field():
    lamp = script("## Light\n\nWhat do you see? (write seen, 20-60)")
    (prompt,) = compose(lamp, 30, voice).spoken
    assert (prompt.kind, prompt.field) == ("prompt", "seen")


def test_the_timeline_has_the_published_fields():
    data = compose(script("## Light\n\nHere is a lamp. (bell, 4-60)"), 30, voice).as_json()
    assert {key: data[key] for key in ("practice", "version", "seconds", "asked_seconds", "voice")} == {
        "practice": "lamp", "version": 1, "seconds": 30, "asked_seconds": 30, "voice": "metronome",
    }  # fmt: skip
    speech, silence, bell = data["cues"]
    assert speech == {
        "at": 0.0, "for": 1.0, "kind": "speech", "text": "Here is a lamp.", "step": "Light",
        "clip": "clip of Here is a lamp.",
    }  # fmt: skip
    assert silence == {"at": 1.0, "for": 29.0, "kind": "silence", "text": "", "step": "Light"}
    assert bell["over"] is True


def wished(read, seconds):
    """The asked length in ms, within what the script declares."""
    return min(max(round(seconds * 1000), read.min_seconds * 1000), read.max_seconds * 1000)


def misses_at_least(read, seconds):
    """How far the nearest length is that the script's first items, however many, can fill."""
    target, shortest, longest, best = wished(read, seconds), 0, 0, float("inf")
    for item in items_of(read):
        speech = sum(voice.milliseconds(sentence.text) for sentence in item.sentences)
        shortest += speech + sum(pause.shortest for pause in item.pauses)
        longest += speech + sum(pause.longest for pause in item.pauses)
        best = min(best, max(shortest - target, target - longest, 0))
    return best


@given(scripts(), st.floats(1, 4000, allow_nan=False))
def test_every_session_of_every_script_keeps_the_rules(read, seconds):
    timeline = compose(read, seconds, voice)
    assert_no_gap_and_no_overlap(timeline)
    assert_what_lies_over_lies_over_silence(timeline)
    count = items_entered(timeline, read)
    assert_every_pause_within_its_bounds(timeline, read, count)
    assert abs(timeline.milliseconds - wished(read, seconds)) == misses_at_least(read, seconds)
    for cue in timeline.spoken:
        assert cue.for_ms == voice.milliseconds(cue.text)


@given(scripts(), st.floats(1, 4000, allow_nan=False))
def test_what_is_required_is_always_there_and_in_order(read, seconds):
    said = [(cue.step, cue.text) for cue in compose(read, seconds, voice).spoken]
    required = iter(said)
    assert all(pair in required for pair in said_by([items_of(read)[0]], read))


@given(scripts(), st.integers(1, 299), st.integers(1, 299))
def test_a_longer_session_holds_all_that_the_shorter_one_says(read, one, other):
    # Up to five minutes: from there on a session may say less, to leave half of it silent.
    short, long = sorted(
        (compose(read, one, voice), compose(read, other, voice)), key=lambda t: t.milliseconds
    )
    assert items_entered(short, read) <= items_entered(long, read)


@given(scripts(), st.integers(1, 4000))
def test_the_same_request_gives_the_same_bytes(read, seconds):
    first, second = (json.dumps(compose(read, seconds, Metronome()).as_json()) for _ in range(2))
    assert first == second


@given(scripts(), st.integers(1, 4000))
def test_cues_come_in_the_order_of_time(read, seconds):
    cues = main_cues(compose(read, seconds, voice))
    assert cues == sorted(cues, key=lambda cue: cue.at_ms)
