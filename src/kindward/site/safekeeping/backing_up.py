"""Making a backup: of the data, or of the keys to them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from kindward.site.safekeeping import archive, databases, secret
from kindward.site.safekeeping.archive import Head
from kindward.site.safekeeping.troubles import NEVER_STARTED, Trouble
from kindward.site.sealing.ring import is_in_a_file, ring_path

#: What an operator put into the data folder, beside the database.
OWN_FOLDERS = ("helplines", "instruments")
#: In the folder of keys, beside the ring and the store.
KEY_FILES = ("secret", "audit", "deleted", "backup", "push.pem")
#: How backups are called that nobody gave a name.
NAME = "kindward-%Y%m%d-%H%M%S.kwb"


def back_up_data(target: Path, now: datetime, over: bool = False) -> int:
    """Seal the database and the operator's own files into ``target``; its bytes. ``over`` a file that is there.

    It opens with the key in ``keys/backup``. Whole or not there. Raises ``Trouble``, ``KeysAway``, ``OSError``.
    """
    place = place_for(target, over)
    if not MigrationRecorder(connections["default"]).has_table():
        # A copy of nothing must not take the place of a good one.
        raise Trouble(NEVER_STARTED)
    key = secret.made_backup_secret()
    form = databases.form_of("default")
    head = Head(archive.DATA, now, form, {"key": secret.fingerprint(key)})
    with archive.bench() as bench:
        copy = bench / f"database.{form}"
        databases.copy_to("default", copy)
        size = _keep(place, head, key, {copy.name: copy, **_own_files()})
    if place is not None:
        _remember(target, now)
    return size


def back_up_keys(target: Path, passphrase: str, now: datetime, over: bool = False) -> int:
    """Seal ring, store of keys, ledger and secrets into ``target``; its bytes. It opens with the passphrase alone.

    ``over`` and errors as :func:`back_up_data`.
    """
    place = place_for(target, over)
    secret.made_backup_secret()
    form = databases.form_of("keys")
    stretching = secret.Stretching.new()
    head = Head(archive.KEYS, now, form, {"scrypt": stretching.as_json()})
    folder = Path(settings.KEYS)
    with archive.bench() as bench:
        copy = bench / f"keys.{form}"
        databases.copy_to("keys", copy)
        files = {copy.name: copy} | {name: folder / name for name in KEY_FILES if (folder / name).exists()}
        if is_in_a_file() and ring_path().exists():
            files["sealing"] = ring_path()
        return _keep(place, head, stretching.key(passphrase), files)


def place_for(target: Path, over: bool = False) -> Path | None:
    """The file that a backup to ``target`` becomes, links followed; None is standard output.

    Raises ``Trouble`` where that would make a folder, replace what is no plain file, or, unless ``over``, any file.
    """
    if str(target) == "-":
        return None
    try:
        place = target.resolve()
    except RuntimeError:  # Links in a ring, before Python 3.13.
        raise Trouble(f"{target}: links in a ring; expected the name of a file") from None
    if not place.parent.is_dir():
        # Made here, it would lie on the wrong disk whenever the right one is not mounted.
        raise Trouble(f"{place.parent}: there is no such folder; make it, or mount what holds it")
    if not os.path.lexists(place):
        return place
    if not place.is_file():
        what = "is a folder" if place.is_dir() else "is not a plain file"
        raise Trouble(f"{target}: {what}; expected the name of a file")
    if not over:
        raise Trouble(f"{target}: is there already; give another name, or --force to replace it")
    return place


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest backups of data that have Kindward's own names; those that went."""
    found = sorted(folder.glob("kindward-????????-??????.kwb"), reverse=True)
    for old in found[keep:]:
        old.unlink()
    return found[keep:]


def last_backup() -> datetime | None:
    """When data were last backed up from here; None where they never were."""
    try:
        return datetime.fromisoformat(json.loads(_memory().read_text(encoding="utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def age_in_words(at: datetime | None, now: datetime) -> str:
    """Such as “3 days ago”."""
    if at is None:
        return "none was made yet"
    hours = int((now - at).total_seconds() // 3600)
    if hours < 48:
        return "less than an hour ago" if hours < 1 else f"{hours} hour{'s' * (hours > 1)} ago"
    return f"{hours // 24} days ago"


def _own_files() -> dict[str, Path]:
    data = Path(settings.KINDWARD_DATA)
    return {
        str(path.relative_to(data)): path
        for name in OWN_FOLDERS
        for path in sorted((data / name).rglob("*"))
        if path.is_file()
    }


def _keep(target: Path | None, head: Head, key: bytes, files: Mapping[str, Path]) -> int:
    if target is None:
        archive.write(sys.stdout.buffer, head, key, files)
        sys.stdout.buffer.flush()
        return 0
    draft = target.with_name(target.name + ".part")
    draft.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            archive.write(out, head, key, files)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return target.stat().st_size


def _remember(target: Path, now: datetime) -> None:
    draft = _memory().with_name("last-backup.part")
    draft.write_text(
        json.dumps({"at": now.astimezone(UTC).isoformat(), "file": str(target)}), encoding="utf-8"
    )
    draft.replace(_memory())


def _memory() -> Path:
    return Path(settings.KINDWARD_DATA) / "last-backup"
