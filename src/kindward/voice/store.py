"""Where clips are kept: a folder of small files, named by key. Losing it costs time and nothing else."""

from __future__ import annotations

import logging
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)

#: What is held in memory where the folder is missing, full or read-only: some ten minutes of speech.
MEMORY_ENTRIES = 256


class ClipStore:
    """``<folder>/<first two digits>/<key>.<kind>``. Files are whole or not there; a full disk is logged."""

    def __init__(self, folder: Path | None) -> None:
        """``folder`` is made when first written to; None keeps everything in memory."""
        self.folder = folder
        self._memory: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()
        self._complained = False

    def path(self, key: str, kind: str) -> Path | None:
        """Where that file is or would be; None without a folder."""
        return self.folder / key[:2] / f"{key}.{kind}" if self.folder else None

    def read(self, key: str, kind: str) -> bytes | None:
        """What was written under that name, or None."""
        with self._lock:
            if held := self._memory.get(f"{key}.{kind}"):
                self._memory.move_to_end(f"{key}.{kind}")
                return held
        path = self.path(key, kind)
        if path:
            with suppress(OSError):
                # A file emptied by a crashed disk is as good as none.
                return path.read_bytes() or None
        return None

    def write(self, key: str, kind: str, data: bytes) -> None:
        """Keep ``data``: on disk, or in memory where the disk does not take it."""
        path = self.path(key, kind)
        if path:
            try:
                write_whole(path, data)
                return
            except OSError as error:
                self._complain(error)
        with self._lock:
            self._memory[f"{key}.{kind}"] = data
            self._memory.move_to_end(f"{key}.{kind}")
            while len(self._memory) > MEMORY_ENTRIES:
                self._memory.popitem(last=False)

    def prune(self, before: float, keep: Container[str] = ()) -> int:
        """Remove files last used before that time (seconds since 1970), but for ``keep``. How many went.

        Clips of a person's own words are named by a hash and tied to nobody; this is how they go again.
        """
        gone = 0
        for path in self._files():
            with suppress(OSError):
                seen = path.stat()
                if path.stem not in keep and max(seen.st_atime, seen.st_mtime) < before:
                    path.unlink()
                    gone += 1
        return gone

    def _files(self) -> Iterator[Path]:
        if self.folder and self.folder.is_dir():
            yield from sorted(self.folder.glob("??/*.*"))

    def _complain(self, error: OSError) -> None:
        # Once: a full disk must not fill the log as well.
        if not self._complained:
            self._complained = True
            log.warning("clips cannot be kept on disk (%s); speaking from memory", error)


def write_whole(path: Path, data: bytes) -> None:
    """Write ``path`` so that nobody ever sees half of it. Raises OSError and leaves no trace if it cannot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        # mkstemp makes files for the owner alone; clips may be served by another account of the same group.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
