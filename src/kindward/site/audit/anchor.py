"""The anchor: how far the log reached, in a file outside the database, so that a cut tail shows."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from kindward.site.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry that was there: its number and its keyed hash."""

    seq: int
    mac: str


class BadAnchor(ValueError):
    """The file is there and says nothing that an anchor says."""


def path() -> Path:
    """Where it is kept: beside the keys, apart from the database."""
    return Path(settings.KEYS) / "audit-anchor"


def read() -> Anchor | None:
    """The anchor; None when nothing was anchored yet. Raises :class:`BadAnchor`, ``OSError``."""
    try:
        text = path().read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise BadAnchor(str(path())) from None
    seq, _, mac = text.strip().partition(" ")
    if not seq.isdecimal() or len(mac) != 64:
        raise BadAnchor(str(path()))
    return Anchor(int(seq), mac)


def raise_to(entry: AuditEntry | None) -> None:
    """Move the anchor on to ``entry``. Raises ``OSError``.

    Never back, and never away from an entry that is gone or another now: that is what it is there to show.
    """
    if entry is None:
        return
    with _held():
        try:
            known = read()
        except BadAnchor:
            return
        if known and (known.seq >= entry.seq or not _stands(known)):
            return
        _write(Anchor(entry.seq, entry.mac))


def set_after_restore() -> None:
    """Put the anchor where the log ends now, whatever it said before. Only for a restore that was recorded."""
    last = AuditEntry.objects.last()
    with _held():
        if last is None:
            path().unlink(missing_ok=True)
        else:
            _write(Anchor(last.seq, last.mac))


def _stands(known: Anchor) -> bool:
    return AuditEntry.objects.filter(seq=known.seq, mac=known.mac).exists()


def _write(anchor: Anchor) -> None:
    target = path()
    draft = target.with_name(f"{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{anchor.seq} {anchor.mac}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


@contextmanager
def _held() -> Iterator[None]:
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(path().with_name("audit-anchor.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
