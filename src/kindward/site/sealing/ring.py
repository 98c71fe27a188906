"""The operator's ring on this machine: from the environment, or from a file that is made on first start."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from kindward.sealing import KeyRing, KeysAway

#: The ring last read, and what its file looked like then.
_read: tuple[tuple[str, int, int, int], KeyRing] | None = None


def ring() -> KeyRing:
    """The ring as it is now; a file that was changed is read anew, so that a rotation needs no restart.

    Raises :class:`KeysAway` when there is none or it cannot be read.
    """
    if settings.KINDWARD_SEALING_KEY:
        return _parsed("KINDWARD_SEALING_KEY", settings.KINDWARD_SEALING_KEY)
    global _read
    path = ring_path()
    try:
        state = path.stat()
        seen = (str(path), state.st_ino, state.st_mtime_ns, state.st_size)
        if _read is None or _read[0] != seen:
            _read = (seen, _parsed(str(path), path.read_text(encoding="ascii")))
        return _read[1]
    except OSError as problem:
        raise KeysAway(f"{path}: {problem.strerror or problem}") from None


def is_in_a_file() -> bool:
    """Whether the ring is kept in a file, which a rotation may write."""
    return not settings.KINDWARD_SEALING_KEY


def make_ring() -> KeyRing:
    """The ring; made when there is no file yet. Call only where nothing is sealed yet."""
    if is_in_a_file() and not ring_path().exists():
        path = ring_path()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = _draft(path, KeyRing.new())
        # A link fails when the name is taken, so of two first starts at once one ring wins.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return ring()


def keep_ring(new: KeyRing) -> None:
    """Put ``new`` in the place of the file, whole or not at all. Raises ``OSError``."""
    path = ring_path()
    _draft(path, new).replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def ring_path() -> Path:
    """Where the file is, or would be."""
    return Path(settings.KINDWARD_SEALING_KEY_FILE)


def _parsed(name: str, text: str) -> KeyRing:
    try:
        return KeyRing.read(text)
    except ValueError as problem:
        raise KeysAway(f"{name}: {problem}") from None


def _draft(path: Path, content: KeyRing) -> Path:
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content.as_text())
        file.flush()
        os.fsync(file.fileno())
    return draft
