"""``kindward compose``: a session as data, captions, text or sound."""

import io
import json
import os
import subprocess
import sys

import pytest

from practice_scripts import script_text

LAMP = script_text("## Light\n\nHere is a lamp. (4-60)", longest="1 minute")


@pytest.fixture
def lamp(tmp_path):
    path = tmp_path / "lamp.md"
    path.write_text(LAMP)
    return path


def test_a_timeline_is_the_default(kindward):
    data = json.loads(
        kindward("compose", "self-compassion-break", "--seconds", "40", "--voice", "text").stdout
    )
    assert (data["practice"], data["seconds"], data["voice"]) == ("self-compassion-break", 40, "text")
    steps = list(dict.fromkeys(cue["step"] for cue in data["cues"]))
    assert steps[:3] == ["Name it", "Not only you", "A little kindness"]


def test_with_the_voice_every_sentence_has_its_clip(kindward):
    data = json.loads(kindward("compose", "self-compassion-break", "--seconds", "40").stdout)
    assert data["voice"] == "hibari"
    assert all(len(cue["clip"]) == 20 for cue in data["cues"] if cue["kind"] == "speech")


def test_the_same_words_give_the_same_bytes(kindward):
    one, two = (kindward("compose", "loving-kindness", "--seconds", "1230").stdout_bytes for _ in range(2))
    assert one == two


def test_captions_and_text_are_formats_too(kindward, lamp):
    assert kindward("compose", lamp, "--seconds", "30", "--format", "vtt").stdout.startswith(
        "WEBVTT - Lamp\n"
    )
    assert kindward("compose", lamp, "--seconds", "30", "--format", "txt").stdout.startswith("Lamp\n====\n")


def test_a_file_says_its_format_by_its_name(kindward, lamp, tmp_path):
    assert kindward("compose", lamp, "--seconds", "30", "-o", tmp_path / "s.vtt").stdout == ""
    assert (tmp_path / "s.vtt").read_text().startswith("WEBVTT")


def test_a_script_can_come_from_standard_input(kindward):
    answer = kindward("compose", "-", "--seconds", "30", "--voice", "text", input=LAMP)
    assert json.loads(answer.stdout)["practice"] == "lamp"


def test_an_impossible_length_is_answered_with_the_nearest_and_said(kindward):
    answer = kindward("compose", "loving-kindness", "--seconds", "30")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["seconds"] == 180
    assert answer.stderr == (
        "loving-kindness: 30 s is not possible; made 180 s, the nearest (it takes 3 min to 45 min)\n"
    )


def test_a_possible_length_says_nothing(kindward):
    assert kindward("compose", "loving-kindness", "--seconds", "180").stderr == ""


def test_words_of_ones_own_are_spoken_in_order(kindward):
    answer = kindward("compose", "loving-kindness", "--seconds", "600", "--voice", "text", "--for", "Bob")
    assert "Bob" in answer.stdout


@pytest.mark.parametrize("seconds", ["banana", "-5", "0", "nan", "inf", "1e12", "", "5 min"])
def test_a_length_that_is_none_is_one_clear_line(refused, seconds):
    line = refused("compose", "self-compassion-break", "--seconds", seconds)
    assert line.startswith("--seconds: ")
    assert "expected seconds such as 90" in line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["self-compasion-break", "--seconds", "40"], "did you mean self-compassion-break?"),
        (["nowhere.md", "--seconds", "40"], "nowhere.md:1: file: there is no such file"),
        (
            ["five-senses", "--seconds", "40", "--voice", "bob"],
            "there is none named “bob”; expected one of",
        ),
        (
            ["five-senses", "--seconds", "40", "--for", "Bob"],
            "1 were given for five-senses; expected none",
        ),
        (["loving-kindness", "--seconds", "400", "--for", "(Bob)"], "brackets cannot be spoken"),
        (
            ["five-senses", "--seconds", "40", "--voice", "text", "--format", "opus"],
            "text makes no sound",
        ),
    ],
)
def test_what_cannot_be_composed_is_one_clear_line(refused, words, said):
    assert said in refused("compose", *words)


def test_a_broken_script_is_one_clear_line(refused, lamp):
    lamp.write_text(LAMP.replace("(4-60)", "(soon)"))
    line = refused("compose", lamp, "--seconds", "30")
    bad = lamp.read_text().splitlines().index("Here is a lamp. (soon)") + 1
    assert line.startswith(f"{lamp}:{bad}: pause: “soon” is not a length in seconds; expected")


def test_a_failure_leaves_the_file_that_was_there(kindward, lamp, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("precious")
    lamp.write_text("not a script")
    assert kindward("compose", lamp, "--seconds", "30", "-o", out).exit_code == 2
    assert out.read_text() == "precious"


def test_a_failure_while_writing_leaves_the_file_and_no_rubbish(kindward, lamp, tmp_path, monkeypatch):
    out = tmp_path / "made" / "out.wav"
    out.parent.mkdir()
    out.write_text("precious")

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kindward.cli.sound_file.write_sound", full_disk)
    answer = kindward("compose", lamp, "--seconds", "30", "-o", out)
    assert answer.exit_code == 2
    assert "cannot be written (no space left on device)" in answer.stderr
    assert out.read_text() == "precious"
    assert list(out.parent.iterdir()) == [out]


@pytest.mark.parametrize("target", ["nowhere/out.json", "."])
def test_a_place_that_takes_no_file_is_one_clear_line(refused, lamp, tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    assert refused("compose", lamp, "--seconds", "30", "-o", target).startswith(
        f"{target}: cannot be written ("
    )


def test_a_new_file_may_be_read_like_any_other(kindward, lamp, tmp_path):
    before = os.umask(0o027)
    try:
        kindward("compose", lamp, "--seconds", "30", "-o", tmp_path / "out.json")
    finally:
        os.umask(before)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o640


def test_a_replaced_file_keeps_who_may_read_it(kindward, lamp, tmp_path):
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o604)
    kindward("compose", lamp, "--seconds", "30", "-o", out)
    assert out.stat().st_mode & 0o777 == 0o604


def test_sound_is_as_long_as_was_asked(kindward, lamp):
    import soundfile

    answer = kindward("compose", lamp, "--seconds", "12", "--format", "wav")
    assert answer.exit_code == 0
    with soundfile.SoundFile(io.BytesIO(answer.stdout_bytes)) as sound:
        assert sound.frames / sound.samplerate == pytest.approx(12, abs=0.001)


def test_a_reader_that_goes_away_is_no_error(outside):
    reader, writer = os.pipe()
    os.close(reader)
    words = ["-m", "kindward.cli", "compose", "five-senses", "--seconds", "60", "--voice", "text"]
    done = subprocess.run([sys.executable, *words], stdout=writer, stderr=subprocess.PIPE, env=outside)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
