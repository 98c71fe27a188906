import numpy as np
import pytest

from kindward.voice import lengths
from kindward.voice.base import SAMPLE_RATE
from kindward.voice.lengths import build as lengths_build
from kindward.voice.lengths import read_table, table_path
from kindward.voice.lengths.__main__ import main
from kindward.voice.lengths.build import (
    SHIPPED_VOICES,
    build,
    catalogue_sentences,
    missing,
    shipped_voice,
    spoken_length,
)
from kindward.voice.shape import FIT_MS


@pytest.fixture(scope="module")
def sentences():
    found = catalogue_sentences()
    assert len(found) > 100
    return found


@pytest.mark.parametrize("name", SHIPPED_VOICES)
def test_every_sentence_that_ships_has_its_length(name, sentences):
    absent = missing(sentences, shipped_voice(name))

    assert absent == [], "run: python -m kindward.voice.lengths build"


@pytest.mark.parametrize("name", SHIPPED_VOICES)
def test_shipped_lengths_agree_with_the_voice(name, sentences):
    voice = shipped_voice(name)
    for text in sentences[:: len(sentences) // 12]:
        shipped = lengths.shipped_length(voice.engine.name, voice.speed, voice.key(text))
        # A processor that rounds differently adds or drops spoken frames; the quiet tail takes that up,
        assert shipped == pytest.approx(spoken_length(text, voice), abs=FIT_MS), text
        # so that what is heard is as long as what was composed, on every machine.
        assert len(voice.samples(text)) == shipped * SAMPLE_RATE // 1000, text


@pytest.mark.parametrize("name", SHIPPED_VOICES)
def test_a_table_is_sorted_and_its_lengths_are_possible(name):
    voice = shipped_voice(name)
    table = read_table(table_path(voice.engine.name, voice.speed))

    assert list(table) == sorted(table)
    assert all(200 <= length <= 30_000 for length in table.values())


def test_building_keeps_what_is_known_speaks_what_is_new_and_drops_the_rest(voice, hummer, tmp_path):
    build(["One.", "Two."], voice, tmp_path)
    hummer.said.clear()
    built = build(["Two.", "Three."], voice, tmp_path)

    assert (built.sentences, built.spoken, built.dropped) == (2, 1, 1)
    assert hummer.said == ["Three."]
    assert missing(["One.", "Two.", "Three."], voice, tmp_path) == ["One."]


def test_a_clip_that_is_not_sound_is_told_and_gets_no_length(voice, monkeypatch, tmp_path):
    monkeypatch.setattr(lengths_build, "spoken_now", lambda *_: np.zeros(24_000, np.float32))
    built = build(["One kind word."], voice, tmp_path)

    assert built.findings == {"One kind word.": ["there is no sound"]}
    assert missing(["One kind word."], voice, tmp_path) == ["One kind word."]


def test_building_afresh_speaks_everything(voice, hummer, tmp_path):
    build(["One.", "Two."], voice, tmp_path)
    hummer.said.clear()
    build(["One.", "Two."], voice, tmp_path, afresh=True)

    assert sorted(hummer.said) == ["One.", "Two."]


def test_what_was_built_is_what_the_voice_says(voice, tmp_path):
    build(["One kind word."], voice, tmp_path)
    table = read_table(table_path("hummer", 1.0, tmp_path))

    assert table == {voice.key("One kind word."): voice.milliseconds("One kind word.")}


def test_a_script_that_cannot_be_read_is_one_line_and_exit_2(monkeypatch, capsys):
    def unreadable():
        raise ValueError("practices/x.md:3: title: empty; expected a title")

    monkeypatch.setattr("kindward.voice.lengths.__main__.catalogue_sentences", unreadable)

    assert main(["check"]) == 2
    assert capsys.readouterr().err == "practices/x.md:3: title: empty; expected a title\n"


def test_a_missing_length_is_named_and_exit_1(monkeypatch, capsys):
    monkeypatch.setattr(
        "kindward.voice.lengths.__main__.catalogue_sentences", lambda: ["A line nobody has spoken yet."]
    )

    assert main(["check"]) == 1
    assert "hibari-slow: no length for: A line nobody has spoken yet." in capsys.readouterr().out
