import threading

import numpy as np
import pytest

pytest.importorskip("hibari")

from kindward.voice import UnknownVoice, VoiceUnavailable, get_voice
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.check import check_clip
from kindward.voice.hibari import HibariEngine, the_engine
from kindward.voice.shape import shape

LINES = [
    "This is hard right now.",
    "Heart, cheek, arm, or nowhere at all.",
    "Out.",
    "What would you need to hear, from someone who is wholly on your side?",
    "Metta is an old word for kindness.",
]


def test_voices_that_would_be_fetched_from_a_hub_are_refused():
    with pytest.raises(UnknownVoice, match="“emma” is not inside the package; expected heart"):
        HibariEngine("emma")


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_spoken_well_formed(line):
    assert check_clip(get_voice("hibari").samples(line), line) == []


def test_the_same_words_give_the_same_clip():
    engine = the_engine()

    assert np.array_equal(shape(engine.say(LINES[0], 0.8)), shape(engine.say(LINES[0], 0.8)))


def test_the_paces_differ_in_the_right_order():
    slow, usual, quick = (
        len(shape(the_engine().say(LINES[3], get_voice(name).speed)))
        for name in ("hibari-slow", "hibari", "hibari-quick")
    )

    assert slow > usual > quick > 2 * SAMPLE_RATE


def test_a_loan_word_is_said_as_the_table_says():
    with_table = the_engine().say(the_engine().words("Maitri"), 0.8)
    spelt = the_engine().say("Maitri.", 0.8)

    assert len(with_table) != len(spelt) or not np.allclose(with_table, spelt)


def test_words_in_another_script_are_silent_and_no_error():
    assert len(the_engine().say("慈悲.", 0.8)) == 0


def test_threads_do_not_disturb_each_other():
    voice = get_voice("hibari")
    alone = [shape(the_engine().say(voice.engine.words(line), voice.speed)) for line in LINES]
    together = {}

    def speak(n):
        together[n] = shape(the_engine().say(voice.engine.words(LINES[n]), voice.speed))

    threads = [threading.Thread(target=speak, args=(n,)) for n in range(len(LINES))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(np.array_equal(alone[n], together[n]) for n in range(len(LINES)))


def test_a_model_that_does_not_load_is_an_unavailable_voice(monkeypatch):
    def broken(self):
        raise RuntimeError("illegal instruction")

    monkeypatch.setattr(HibariEngine, "_open", broken)
    with pytest.raises(VoiceUnavailable, match="the engine failed"):
        HibariEngine().say("Hello.", 0.8)
