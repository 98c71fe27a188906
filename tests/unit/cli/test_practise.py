"""``kindward practise``: in a real terminal of its own, and where there is none."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time

import pytest

from kindward.cli.plain_guide import guide_plainly
from kindward.practice import compose
from practice_scripts import Metronome, script, script_text

SHORT = script_text("## Light\n\nHere is a lamp. (4) It is warm. (30)", longest="1 minute")
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"


class Terminal:
    """A pseudo-terminal in which the command runs."""

    def __init__(self, words, env):
        self.ours, theirs = pty.openpty()
        self.before = termios.tcgetattr(self.ours)
        self.seen = b""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kindward.cli", *words],
            env={**env, "TERM": "xterm-256color"},
            preexec_fn=lambda: os.login_tty(theirs),
        )
        os.close(theirs)

    def wait_for(self, *words):
        """Read until all of these have been seen."""
        deadline = time.monotonic() + 20
        while not all(word in self.seen for word in words):
            assert time.monotonic() < deadline, self.seen[-400:]
            if select.select([self.ours], [], [], 0.05)[0]:
                try:
                    self.seen += os.read(self.ours, 65536)
                except OSError:  # The other end has closed.
                    break
        assert all(word in self.seen for word in words), self.seen[-400:]

    def press(self, keys):
        os.write(self.ours, keys)

    def end(self):
        """Wait until the command has ended; its exit code. The terminal must be as it was."""
        while True:
            try:
                data = os.read(self.ours, 65536)
            except OSError:
                break
            if not data:
                break
            self.seen += data
        code = self.process.wait(20)
        assert self.seen.count(ENTERED) == self.seen.count(LEFT)
        assert self.seen.count(b"\x1b[?25l") == self.seen.count(b"\x1b[?25h")
        assert b"Traceback" not in self.seen
        return code


@pytest.fixture
def practise(tmp_path, outside):
    (tmp_path / "lamp.md").write_text(SHORT)
    terminals = []

    def run(*words):
        chosen = words or (str(tmp_path / "lamp.md"), "--seconds", "40", "--voice", "text")
        terminals.append(Terminal(["practise", *chosen], outside))
        return terminals[-1]

    yield run
    for terminal in terminals:
        terminal.process.kill()
        terminal.process.wait()
        os.close(terminal.ours)


@pytest.mark.parametrize("key", [b"q", b"\x1b", b"\x03"], ids=["q", "escape", "ctrl-c"])
def test_stopping_acts_at_once_and_lands_kindly(practise, key):
    terminal = practise()
    terminal.wait_for(b"Here is a lamp.", b"space pause")
    terminal.press(key)
    assert terminal.end() == 0
    landing = terminal.seen.split(LEFT)[-1]
    assert b"You stopped. That is a good thing to be able to do." in landing
    assert b"Look around." in landing
    assert b"kindward help" in landing


def test_easing_off_leads_to_the_gentler_practice(practise):
    terminal = practise()
    terminal.wait_for(b"Here is a lamp.")
    terminal.press(b"e")
    terminal.wait_for(b"Soles of the feet")
    terminal.press(b"q")
    assert terminal.end() == 0


def test_a_session_runs_to_its_end_by_skipping(practise):
    terminal = practise()
    terminal.wait_for(b"Here is a lamp.")
    terminal.press(b"\x1b[C" * 3)
    assert terminal.end() == 0
    assert b"That was Lamp." in terminal.seen


def test_space_pauses(practise):
    terminal = practise()
    terminal.wait_for(b"Here is a lamp.")
    terminal.press(b" ")
    terminal.wait_for(b"paused; space goes on")
    terminal.press(b"q")
    assert terminal.end() == 0


def test_an_order_to_end_gives_the_terminal_back(practise):
    terminal = practise()
    terminal.wait_for(b"Here is a lamp.")
    assert not termios.tcgetattr(terminal.ours)[3] & termios.ICANON
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert termios.tcgetattr(terminal.ours) == terminal.before


def test_with_no_practice_it_asks_what_is_needed(practise):
    terminal = practise("--voice", "text")
    terminal.wait_for(b"How are you, right now?")
    terminal.press(b"8\n")
    terminal.wait_for(b"Five senses", b"space pause")
    terminal.press(b"q")
    assert terminal.end() == 0


def test_without_a_terminal_each_line_comes_at_its_time():
    lamp = script("## Light\n\nHere is a lamp. (4) It is warm. (4)\n\n## Dark\n\nNight. (4)")
    clock, said = [0.0], []

    def sleep(seconds):
        clock[0] += seconds

    def say(line):
        said.append((clock[0], line))

    guide_plainly(compose(lamp, 14, Metronome()), say=say, now=lambda: clock[0], sleep=sleep)
    assert said == [
        (0, "\nLight\n"), (0, " 0:00  Here is a lamp."), (5, " 0:05  It is warm."),
        (9.75, "\nDark\n"), (9.75, " 0:09  Night."), (14, "\n 0:14"),
    ]  # fmt: skip


def test_with_nobody_there_it_does_not_ask(refused):
    assert refused("practise").startswith("practise: there is nobody to ask here; expected a practice")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["self-compasion-break"], "did you mean self-compassion-break?"),
        (
            ["five-senses", "--minutes", "soon"],
            "“soon” is not a length; expected minutes such as 5",
        ),
        (["five-senses", "--minutes", "1", "--seconds", "60"], "--minutes: stands beside --seconds"),
        (["five-senses", "--voice", "bob"], "voice: there is none named “bob”"),
    ],
)
def test_bad_input_is_one_clear_line(refused, words, said):
    assert said in refused("practise", *words)
