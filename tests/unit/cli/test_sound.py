"""Sound through whatever player is installed; here one that writes down what it was asked to play."""

import sys

import pytest

from kindward.cli import sound as sound_module
from kindward.cli.sound import Sound, find_player
from practice_scripts import Metronome


class Hum(Metronome):
    """A voice of quarter seconds of quiet."""

    def samples(self, text):
        import numpy as np

        return np.zeros(6000, np.float32)

    def key(self, text):
        return text.replace(" ", "-")


@pytest.fixture
def player(tmp_path):
    """A player that notes the name and the size of the file, then plays for a minute."""
    program = tmp_path / "player.py"
    program.write_text(
        "import pathlib, sys, time\n"
        "notes, played = map(pathlib.Path, sys.argv[1:])\n"
        "with notes.open('a') as out: out.write(f'{played.name} {played.stat().st_size}\\n')\n"
        "time.sleep(60)\n"
    )
    return (sys.executable, str(program), str(tmp_path / "notes"))


@pytest.fixture
def sound(player):
    made = Sound(Hum(), player)
    yield made
    made.close()


def noted(tmp_path, lines):
    import time

    deadline = time.monotonic() + 20
    notes = tmp_path / "notes"
    while not notes.exists() or len(notes.read_text().splitlines()) < lines:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return notes.read_text().splitlines()


def test_a_sentence_is_played_as_a_file_of_sound(sound, tmp_path):
    sound.say("Here is a lamp.")
    (line,) = noted(tmp_path, 1)
    name, size = line.split()
    assert name == "Here-is-a-lamp..wav"
    assert int(size) > 12_000


def test_a_bell_sounds_over_a_sentence(sound, tmp_path):
    sound.say("Here is a lamp.")
    sound.ring()
    assert sorted(line.split()[0] for line in noted(tmp_path, 2)) == ["Here-is-a-lamp..wav", "bell.wav"]


def test_silence_ends_all_players(sound, tmp_path):
    sound.say("Here is a lamp.")
    sound.ring()
    noted(tmp_path, 2)
    playing = list(sound._playing)
    sound.hush()
    assert len(playing) == 2
    assert all(process.poll() is not None for process in playing)


def test_nothing_is_left_behind(player):
    made = Sound(Hum(), player)
    made.prepare("Here is a lamp.")
    folder = made._path("x").parent
    assert folder.is_dir()
    made.close()
    assert not folder.exists()


def test_a_player_that_is_not_there_leaves_the_session_running():
    made = Sound(Hum(), ("no-such-player-anywhere",))
    made.say("Here is a lamp.")
    made.close()


def test_the_first_player_that_is_installed_is_used(monkeypatch):
    monkeypatch.setattr(
        sound_module.shutil, "which", lambda name: name if name in ("aplay", "ffplay") else None
    )
    assert find_player() == ("aplay", "-q")


def test_without_a_player_there_is_none(monkeypatch):
    monkeypatch.setattr(sound_module.shutil, "which", lambda _: None)
    assert find_player() is None
