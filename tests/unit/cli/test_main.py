"""The command as a whole: help, slips of the pen, and how quickly it answers."""

import subprocess
import sys

import pytest

from kindward import __version__


def test_without_a_word_it_says_what_it_can_do(kindward):
    answer = kindward()
    assert answer.exit_code == 0
    for command in ("practices", "compose", "practise", "check", "help", "manage"):
        assert command in answer.stdout


@pytest.mark.parametrize("command", ["practices", "compose", "practise", "check", "help"])
def test_every_command_explains_itself(kindward, command):
    answer = kindward(command, "--help")
    assert answer.exit_code == 0
    assert answer.stdout.startswith(f"Usage: kindward {command}")


def test_it_says_its_version(kindward):
    assert kindward("--version").stdout == f"kindward {__version__}\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["compse"], "command: there is none named “compse”; did you mean compose?"),
        (["zzz"], "command: there is none named “zzz”; expected one of check, compose, help"),
        (["--frob"], "--frob: there is no such option"),
        (["compose"], "SLUG: is missing; expected a value"),
        (["compose", "five-senses"], "--seconds: is missing; expected a value"),
        (
            ["compose", "five-senses", "--secnds", "9"],
            "--secnds: there is no such option; did you mean --seconds?",
        ),
        (["compose", "five-senses", "--seconds"], "--seconds:"),
        (["practices", "--format", "xml"], "--format:"),
        (["practices", "extra"], "extra"),
    ],
)
def test_a_slip_of_the_pen_is_one_clear_line(refused, words, said):
    assert said in refused(*words)


LIGHT = """
import sys
from click.testing import CliRunner
from kindward.cli import main
assert CliRunner().invoke(main, {words!r}).exit_code == 0
print(sorted({{"numpy", "onnxruntime", "textstat", "rich", "soundfile", "django"}} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["practices", "--format", "json"],
        ["compose", "five-senses", "--seconds", "60"],
    ],
)
def test_nothing_heavy_is_loaded_for_a_light_answer(words, outside):
    code = LIGHT.format(words=words)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=outside
    )
    assert done.stdout == "[]\n"
