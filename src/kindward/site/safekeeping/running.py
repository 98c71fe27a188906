"""Whether a Kindward serves from this data folder: a lock that the system lets go of when the last process ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

#: Held for as long as this process and those it forks live.
_held: list[int] = []


class Busy(Exception):
    """Somebody else holds the data folder. ``str()`` is one clear line."""


def serve_from_here() -> None:
    """Say that this process, and its workers, serve from the data folder. Raises :class:`Busy` while it is restored."""
    lock = _open()
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise Busy(
            "KINDWARD_DATA: a restore is under way on this data folder; start again when it is done"
        ) from None
    os.set_inheritable(lock, False)
    _held.append(lock)


@contextmanager
def alone() -> Iterator[None]:
    """Nobody serves from the data folder inside this context. Raises :class:`Busy`."""
    lock = _open()
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy(
                "Kindward is running on this data folder; stop it first. Nothing was changed"
            ) from None
        yield
    finally:
        os.close(lock)


def _open() -> int:
    folder = Path(settings.KINDWARD_DATA) / "run"
    folder.mkdir(parents=True, exist_ok=True)
    return os.open(folder / "serving.lock", os.O_RDWR | os.O_CREAT, 0o600)
