"""The command in this process, with nobody at the terminal and clips kept in a folder of the test's own."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

import kindward as kindward_package
from kindward.cli import main


@pytest.fixture
def kindward(tmp_path, monkeypatch):
    """Runs ``kindward`` with these words; the answer has ``exit_code``, ``stdout`` and ``stderr``."""
    monkeypatch.setenv("KINDWARD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def run(*words, input=None):
        return CliRunner().invoke(main, [str(word) for word in words], input=input)

    return run


@pytest.fixture
def outside(tmp_path):
    """The environment for ``kindward`` in a process of its own."""
    return {
        **os.environ,
        "PYTHONPATH": str(Path(kindward_package.__file__).parents[1]),
        "KINDWARD_DATA": str(tmp_path),
    }


@pytest.fixture
def refused(kindward):
    """Runs ``kindward``, expects one line of refusal on stderr and exit code 2, and gives that line."""

    def run(*words, input=None):
        answer = kindward(*words, input=input)
        assert answer.exit_code == 2, answer.output
        assert answer.stdout == ""
        (line,) = answer.stderr.splitlines()
        return line

    return run
