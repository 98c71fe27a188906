"""Starting and stopping as an operator does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from live_site import LiveSite

pytestmark = pytest.mark.slow


def run(site: LiveSite, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kindward.site", *command],
        env=site.environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_one_signal_ends_all_its_processes(tmp_path: Path, by: signal.Signals) -> None:
    with LiveSite(tmp_path / "data", KINDWARD_DEVELOP="true") as site:
        assert site.get("/readyz")["checks"]["database"]["ok"]
        assert site.stop(by) == 0
        give_up = time.monotonic() + 20
        while not site.group_is_gone() and time.monotonic() < give_up:
            time.sleep(0.05)
        assert site.group_is_gone()


def test_the_first_start_makes_a_secret_and_static_files_with_their_hashes(tmp_path: Path) -> None:
    with LiveSite(tmp_path / "data") as site:
        assert (site.data / "keys" / "secret").is_file()
        assert list((site.data / "static" / "kindward").glob("site.*.css.gz"))


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = run(LiveSite(tmp_path / "data", port))
    assert answer.returncode == 2
    assert (
        answer.stderr
        == f"kindward: KINDWARD_PORT: {port} is taken by another program; expected a free port\n"
    )


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("KINDWARD_PORT", "banana", "KINDWARD_PORT"),
        ("KINDWARD_DATABASE_URL", "mysql://x", "expected postgresql://"),
        ("KINDWARD_SECRET_KEY", "short", "KINDWARD_SECRET_KEY is shorter than 32"),
        ("KINDWARD_COUNTRY", "Ireland", "KINDWARD_COUNTRY"),
        ("KINDWARD_COUNTRY", "ZZ", "KINDWARD_COUNTRY"),
        ("KINDWARD_WORKERS", "0", "KINDWARD_WORKERS: 0; expected 1 to 256"),
        ("KINDWARD_THREADS", "-3", "KINDWARD_THREADS"),
        ("KINDWARD_PORT", "99999", "KINDWARD_PORT"),
        ("KINDWARD_VOICE", "bogus", "KINDWARD_VOICE: there is none named “bogus”"),
        ("KINDWARD_HOSTS", "https://x.org", "KINDWARD_HOSTS: https://x.org; expected a name"),
        ("KINDWARD_LOG_LEVEL", "loud", "KINDWARD_LOG_LEVEL: loud; expected one of debug"),
    ],
)
def test_a_setting_that_cannot_be_is_one_clear_line(
    tmp_path: Path, setting: str, value: str, said: str
) -> None:
    answer = run(LiveSite(tmp_path / "data", **{setting: value}))
    assert answer.returncode == 2
    assert answer.stderr.count("\n") == 1
    assert said in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_data_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    answer = run(LiveSite(tmp_path / "data"))
    assert (answer.returncode, answer.stderr.count("\n")) == (2, 1)
    assert "KINDWARD_DATA" in answer.stderr


def test_a_misspelt_setting_is_named_and_stops_nothing(tmp_path: Path) -> None:
    with LiveSite(tmp_path / "data", KINDWARD_COUNTY="IE", KINDWARD_DEVELOP="true") as site:
        assert site.get("/readyz")["ready"]
    said = site.log.read_text().splitlines()
    assert "kindward: KINDWARD_COUNTY: there is no such setting; did you mean KINDWARD_COUNTRY?" in said


def test_a_command_that_does_not_exist_is_one_clear_line(tmp_path: Path) -> None:
    answer = run(LiveSite(tmp_path / "data"), "nonsense")
    assert answer.returncode == 2
    assert (
        answer.stderr == "kindward: nonsense: there is no such command; “kindward manage help” lists them\n"
    )
