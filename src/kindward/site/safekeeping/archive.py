"""A backup as a file: a sealed stream with a tar in it, and a head that says in clear what it is."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings

from kindward import __version__
from kindward.sealing import Unreadable
from kindward.sealing.stream import SealedReader, SealingWriter, read_head
from kindward.site.safekeeping.troubles import Trouble

DATA, KEYS = "data", "keys"


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself before it is opened.

    ``opens_with`` names the key, or says how a passphrase becomes one.
    """

    kind: str
    made_at: datetime
    form: str
    opens_with: Mapping[str, Any]
    version: str = __version__

    def encoded(self) -> bytes:
        told = {
            "kindward": self.version, "kind": self.kind, "made_at": self.made_at.isoformat(), "form": self.form,
            "opens_with": dict(self.opens_with),
        }  # fmt: skip
        return json.dumps(told).encode()

    @classmethod
    def read(cls, raw: bytes) -> Head:
        told = json.loads(raw)
        return cls(
            str(told["kind"]), datetime.fromisoformat(told["made_at"]), str(told["form"]),
            dict(told["opens_with"]), str(told["kindward"]),
        )  # fmt: skip


def write(out: BinaryIO, head: Head, secret: bytes, files: Mapping[str, Path]) -> None:
    """Write files by name into a backup. Raises ``OSError``; what was written until then opens nowhere."""
    with (
        SealingWriter(out, secret, head.encoded()) as sealing,
        # A stream, so that nothing waits in memory.
        tarfile.open(mode="w|", fileobj=cast(Any, sealing), format=tarfile.PAX_FORMAT) as tar,
    ):
        for name, path in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = path.stat().st_size, 0o600, int(head.made_at.timestamp())
            with path.open("rb") as content:
                tar.addfile(entry, content)


def head_of(file: Path) -> Head:
    """What a backup says of itself; not verified yet. Raises :class:`Trouble`, ``OSError``."""
    try:
        with file.open("rb") as source:
            return Head.read(read_head(source))
    except (Unreadable, ValueError, KeyError, TypeError):
        raise Trouble(f"{file}: not a backup that Kindward made") from None


def unpack(file: Path, secret: bytes, folder: Path) -> list[Path]:
    """Open a whole backup into an empty folder.

    Raises :class:`Trouble` for one that was changed or cut, ``OSError``.
    """
    try:
        with file.open("rb") as source, SealedReader(source, secret) as opened:
            with tarfile.open(mode="r|", fileobj=cast(Any, opened)) as tar:
                for entry in tar:
                    if entry.isfile():
                        _take_out(tar, entry, folder)
            # To its very end: only then is it known to be whole.
            while opened.read(2**20):
                pass
    except (Unreadable, tarfile.TarError):
        raise Trouble(
            f"{file}: changed or cut off on the way, or sealed with another key. Nothing was touched"
        ) from None
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _take_out(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    parts = Path(entry.name).parts
    if not parts or Path(entry.name).is_absolute() or ".." in parts:
        raise Trouble(f"a file in the backup is called {entry.name!r}")
    target = folder.joinpath(*parts)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = tar.extractfile(entry)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(cast(BinaryIO, content), file, 2**20)


@contextmanager
def bench() -> Iterator[Path]:
    """A folder of one's own inside the data folder for copies that are not sealed, gone afterwards."""
    run = Path(settings.KINDWARD_DATA) / "run"
    run.mkdir(parents=True, exist_ok=True)
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"bench-{os.getpid()}-", dir=run) as folder:
        yield Path(folder)


def sweep() -> None:
    """Take away what a killed backup or restore left on its bench."""
    for left in (Path(settings.KINDWARD_DATA) / "run").glob("bench-*"):
        with suppress(ValueError, IndexError, PermissionError):
            try:
                os.kill(int(left.name.split("-")[1]), 0)
            except ProcessLookupError:
                shutil.rmtree(left, ignore_errors=True)
