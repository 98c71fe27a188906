"""A real Kindward on a port of its own: started, asked, stopped or killed as an operator's would be."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parents[1] / "src"
LONGEST_START = 60.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def processes_of(group: int) -> list[int]:
    """Those of a process group that live. One that ended and was not collected yet holds nothing any more."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _parent, its_group, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(its_group) == group and state not in "ZX":
                found.append(int(folder.name))
    return found


def wait_until_all_ended(group: int) -> None:
    """A worker that was writing when it was killed has the port, and locks, until the disk has answered: whoever
    starts anew before that finds them taken."""
    give_up = time.monotonic() + LONGEST_START
    while left := processes_of(group):
        assert time.monotonic() < give_up, left
        time.sleep(0.02)


class LiveSite:
    """``python -m kindward.site`` in a process group of its own."""

    def __init__(self, data: Path, port: int | None = None, **settings: str) -> None:
        self.data, self.port = data, port or free_port()
        self.log = data.parent / f"{data.name}.log"
        self.address = f"http://127.0.0.1:{self.port}"
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """The outer world's environment, with this site's settings and nobody else's."""
        outer = {name: value for name, value in os.environ.items() if not name.startswith("KINDWARD_")}
        return outer | {
            "PYTHONPATH": str(SOURCES),
            "DJANGO_SETTINGS_MODULE": "kindward.site.settings",
            "KINDWARD_DATA": str(self.data),
            "KINDWARD_PORT": str(self.port),
            "KINDWARD_VOICE": "text",
            **self._settings,
        }

    def start(self) -> LiveSite:
        """Start, and wait until it is ready to save."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kindward.site"],
                env=self.environment(),
                start_new_session=True,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        give_up = time.monotonic() + LONGEST_START
        while time.monotonic() < give_up and self._process.poll() is None:
            with suppress(OSError, urllib.error.URLError):
                if self.get("/readyz")["ready"]:
                    return self
            time.sleep(0.1)
        self.kill()
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            wait_until_all_ended(self._process.pid)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop; the exit code."""
        assert self._process
        self._process.send_signal(by)
        return self._process.wait(timeout=LONGEST_START)

    def group_is_gone(self) -> bool:
        """Whether none of its processes is left."""
        assert self._process
        try:
            os.killpg(self._process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def get(self, path: str) -> Any:
        """The JSON at ``path``."""
        with urllib.request.urlopen(self.address + path, timeout=10) as answer:
            return json.load(answer)

    def post(self, path: str, body: object, cookie: str = "") -> tuple[int, str]:
        """POST JSON as a page does; the status and the cookie that came back."""
        headers = {"Content-Type": "application/json", "Origin": self.address, "Cookie": cookie}
        asked = urllib.request.Request(self.address + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status, (answer.headers.get("Set-Cookie") or "").partition(";")[0]

    def __enter__(self) -> LiveSite:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()
