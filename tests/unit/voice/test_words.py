import pytest

from kindward.voice import VoiceError
from kindward.voice.words import (
    Pronunciation,
    plain_words,
    pronunciations,
    read_pronunciations,
    respell,
    spoken_words,
)


@pytest.mark.parametrize(
    ("seen", "heard"),
    [
        ("Don’t rush.", "Don't rush."),
        ("“May you be happy,” she said.", "May you be happy, she said."),
        ("Breathe in – and out.", "Breathe in — and out."),
        ("Breathe in - and out.", "Breathe in — and out."),
        ("Breathe in—and out.", "Breathe in — and out."),
        ("Wait ... now.", "Wait… now."),
        ("Two\nlines", "Two lines."),
        ("Hello , you !", "Hello, you!"),
        ("Is anyone there?", "Is anyone there?"),
        ("and then,", "and then."),
        ("Well-being is 5–6 breaths.", "Well-being is 5–6 breaths."),
        ("*Softly* now 🙂.", "Softly now."),
    ],
)
def test_what_is_seen_becomes_what_is_heard(seen, heard):
    assert plain_words(seen) == heard


def test_nothing_to_say_is_nothing():
    assert plain_words("… — “”") == ""
    assert plain_words("") == ""
    assert plain_words("🙂") == ""


def test_a_person_cannot_write_phonemes():
    assert "[" not in plain_words("May [Alice](/bˈɔb/) be well.")
    assert "](" not in spoken_words("[a](/b/)", "hibari")


def test_plain_words_stay_plain_when_said_twice():
    once = plain_words("“Breathe in”—and out...")
    assert plain_words(once) == once


METTA = Pronunciation("metta", "met-ta", "mˈɛTə")
ACT = Pronunciation("ACT", "A. C. T.", "")


def test_a_loan_word_is_met_in_any_case_and_only_whole():
    assert respell("Metta, not mettatron.", "hibari", (METTA,)) == "[metta](/mˈɛTə/), not mettatron."


def test_another_engine_gets_the_plain_respelling():
    assert respell("Metta.", "espeak", (METTA,)) == "met-ta."


def test_an_abbreviation_is_met_only_as_written():
    assert respell("You act by ACT.", "espeak", (ACT,)) == "You act by A. C. T.."


def test_the_shipped_table_is_readable_and_knows_metta():
    table = {entry.word: entry for entry in pronunciations()}
    assert table["metta"].sounds == "mˈɛTə"
    assert spoken_words("This is metta", "hibari") == "This is [metta](/mˈɛTə/)."


def test_every_phoneme_of_the_shipped_table_is_one_the_voice_knows():
    hibari = pytest.importorskip("hibari")
    import json
    from pathlib import Path

    known = json.loads((Path(hibari.__file__).parent / "assets" / "vocab.json").read_text(encoding="utf-8"))
    for entry in pronunciations():
        assert set(entry.sounds) <= set(known), entry.word


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("metta", "line: 1 fields"),
        ("metta\tmet-ta\tmˈɛTə\tmore", "line: 4 fields"),
        ("metta\t[met]\t", "phonemes"),
        ("metta\ta\nmetta\tb", "there twice"),
    ],
)
def test_a_broken_table_names_file_and_line(tmp_path, line, complaint):
    path = tmp_path / "pronunciation.tsv"
    path.write_text(f"# remark\n{line}\n", encoding="utf-8")

    with pytest.raises(VoiceError, match=r"pronunciation\.tsv:[23]: ") as caught:
        read_pronunciations(path)
    assert complaint in str(caught.value)
