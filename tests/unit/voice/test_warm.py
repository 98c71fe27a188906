import logging

from kindward.voice import get_voice
from kindward.voice.warm import warm

LINES = ["One.", "Two.", "Three."]


def test_every_clip_is_there_afterwards_and_progress_was_told(voice):
    told = []
    result = warm([*LINES, "One."], voice, lambda done, all: told.append((done, all)))

    assert (result.ready, result.failed, result.finished) == (3, 0, True)
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert all(voice.cached(voice.key(line)) for line in LINES)


def test_stopped_and_started_again_it_goes_on_where_it_was(voice, hummer):
    first = warm(LINES, voice, stop=lambda: len(hummer.said) == 2)
    assert (first.ready, first.finished) == (2, False)

    assert warm(LINES, voice).finished
    assert hummer.said == LINES


def test_a_clip_that_fails_is_counted_and_its_words_are_not_logged(voice, hummer, caplog):
    hummer.broken = True
    with caplog.at_level(logging.WARNING):
        result = warm(["Something about Alice."], voice)

    assert (result.ready, result.failed) == (0, 1)
    assert "has a cold" in caplog.text and "Alice" not in caplog.text


def test_a_silent_voice_has_nothing_to_warm():
    assert warm(LINES, get_voice("text")).ready == 0
