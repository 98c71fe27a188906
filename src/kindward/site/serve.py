"""Serving: gunicorn's workers and one quiet helper in one process group, until a signal ends them all."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication

#: Seconds that answers under way get to finish once the site is told to stop.
GRACE_SECONDS = 10


class PortTaken(Exception):
    """Raised when another program already answers where the site should. ``str()`` is one clear line."""


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, set up in code: no configuration file of its own, no control socket, no access log."""

    def __init__(self, listening: socket.socket, helper: bool = True) -> None:
        self._listening, self._with_helper = listening, helper
        self._helper: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        values: dict[str, Any] = {
            "bind": f"fd://{self._listening.fileno()}",
            "worker_class": "gthread",
            "workers": settings.KINDWARD_WORKERS,
            "threads": settings.KINDWARD_THREADS,
            "timeout": 120,
            "graceful_timeout": GRACE_SECONDS,
            "keepalive": 15,
            # Long enough for the sealed name of a clip.
            "limit_request_line": 4094,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self._ready,
            "on_exit": self._stop_helper,
            "child_exit": _forget_metrics,
            "post_worker_init": _load_the_voice,
        }
        for name, value in values.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from kindward.site.wsgi import application

        return application

    def _ready(self, _arbiter: Any) -> None:
        print(f"Kindward is at {address()} (Ctrl-C stops it).", file=sys.stderr, flush=True)  # noqa: T201
        if self._with_helper:
            self._helper = subprocess.Popen([sys.executable, "-m", "kindward.site", "helper"])

    def _stop_helper(self, _arbiter: Any) -> None:
        if self._helper is None:
            return
        # Gunicorn may have collected the exit already; then there is nobody left to wait for.
        with suppress(OSError, subprocess.TimeoutExpired):
            self._helper.terminate()
            self._helper.wait(timeout=GRACE_SECONDS)


def _load_the_voice(_worker: Any) -> None:
    """Load the voice beside the first requests, so that nobody's first line waits for it."""
    from kindward.site.practice.timelines import usual_voice, voice_named
    from kindward.voice import VoiceError

    with suppress(VoiceError):
        voice = voice_named(usual_voice())
        if voice.speaks:
            voice.preload()


def listen() -> socket.socket:
    """Take the port. Raises :class:`PortTaken`, or ``OSError`` for an address this machine does not have."""
    host, port = settings.KINDWARD_ADDRESS, settings.KINDWARD_PORT
    taken = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(512)
    except OSError as problem:
        taken.close()
        if problem.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"KINDWARD_PORT: {port} is taken by another program; expected a free port"
            ) from None
        raise
    return taken


def address() -> str:
    """Where to point a browser on this machine."""
    everywhere = settings.KINDWARD_ADDRESS in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    host = "127.0.0.1" if everywhere else settings.KINDWARD_ADDRESS
    return f"http://{host}:{settings.KINDWARD_PORT}/"


def share_metrics() -> None:
    """Let all workers count into one folder. Must run before anything is counted."""
    folder = Path(settings.KINDWARD_DATA) / "run" / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _forget_metrics(_arbiter: Any, worker: Any) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
