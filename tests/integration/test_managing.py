"""What an operator can put right is one line and exit code 2, whichever command says it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kindward.site.manage import _checks_in_one_line
from live_site import LiveSite

COMMANDS = ["backup", "verify-audit", "invite coordinator", "rotate-keys", "demo-centre", "check"]


def run(data: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kindward.site", *command],
        env=LiveSite(data, **settings).environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def refused(answer: subprocess.CompletedProcess[str]) -> str:
    """The one line that was said."""
    assert (answer.returncode, answer.stdout) == (2, ""), answer.stderr
    (line,) = answer.stderr.splitlines()
    return line


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_check_that_fails_is_one_line(fresh: Path, command: str) -> None:
    line = refused(run(fresh, *command.split(), KINDWARD_VOICE="bogus"))
    assert line.startswith("kindward: KINDWARD_VOICE: there is none named “bogus”; expected one of hibari")


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_cannot_be_written_is_one_line(fresh: Path, command: str) -> None:
    assert run(fresh, "check").returncode == 0
    fresh.chmod(0o500)
    assert "cannot be written" in refused(run(fresh, *command.split()))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            "backup --wrong",
            "backup: unrecognized arguments: --wrong (“kindward manage backup --help” shows how)",
        ),
        ("backup-keys", "backup-keys: the following arguments are required: -o/--output"),
        ("invite nobody", "invite: argument role: invalid choice: 'nobody'"),
        ("serve --port 8000", "serve: takes nothing after it"),
    ],
)
def test_a_wrong_option_is_one_line(fresh: Path, command: str, said: str) -> None:
    assert refused(run(fresh, *command.split())).startswith(f"kindward: {said}")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["invite coordinator", "verify-audit", "backup"])
def test_where_kindward_was_never_started_that_is_said(fresh: Path, command: str) -> None:
    assert "Kindward was never started on this data folder" in refused(run(fresh, *command.split()))


@pytest.mark.slow
def test_what_is_fine_is_still_done(fresh: Path) -> None:
    done = run(fresh, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout
    helped = run(fresh, "backup", "--help")
    assert helped.returncode == 0 and helped.stdout.startswith("usage: kindward manage backup")


def test_only_errors_are_told_and_no_warning() -> None:
    told = (
        "SystemCheckError: System check identified some issues:\n\n"
        "ERRORS:\n?: (kindward.E001) the data folder /srv cannot be written\n\tHINT: Set KINDWARD_DATA.\n"
        "people.Person.name: (fields.E1) has no length\n\n"
        "WARNINGS:\n?: (help.W002) a helpline is old\n\nSystem check identified 3 issues (0 silenced)."
    )
    assert _checks_in_one_line(told) == "the data folder /srv cannot be written; has no length"
