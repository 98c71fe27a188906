"""Putting a backup back: everything is verified before anything is replaced."""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from kindward.sealing import KeysAway
from kindward.site.audit import anchor
from kindward.site.audit.actors import OPERATOR
from kindward.site.audit.selectors import verify
from kindward.site.audit.services import record
from kindward.site.people import ledger
from kindward.site.people.deletion import purge
from kindward.site.safekeeping import archive, databases, secret
from kindward.site.safekeeping.archive import Head
from kindward.site.safekeeping.backing_up import KEY_FILES, OWN_FOLDERS
from kindward.site.safekeeping.beside import NoPlace
from kindward.site.safekeeping.looking import Looked, look_at
from kindward.site.safekeeping.running import alone
from kindward.site.safekeeping.troubles import Trouble
from kindward.site.sealing.ring import is_in_a_file, ring_path

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back. ``before`` is where the database lies that was there; ``purged``, how many the ledger named;
    ``notes``, what the operator should know."""

    head: Head
    looked: Looked | None = None
    before: Path | None = None
    purged: int = 0
    notes: list[str] = field(default_factory=list)


def drill(file: Path, key: bytes) -> Restored:
    """Do everything that a restore does before it replaces anything, in a folder that is gone afterwards.

    PostgreSQL's dump goes into a database of its own in the same server, gone afterwards too; where there is no place
    for one it is read to its end, and a note says so. Raises :class:`Trouble`, ``KeysAway``, ``OSError``.
    """
    head = archive.head_of(file)
    notes: list[str] = []
    with archive.bench() as bench:
        return Restored(head, _verified(file, head, key, bench, notes), notes=notes)


def restore_data(file: Path, key: bytes, now: datetime) -> Restored:
    """Put a backup of data in the place of what is there. Nothing is touched unless all of it is sound.

    Whoever the ledger names as deleted is deleted anew at once. Raises as :func:`drill`, and ``Busy``.
    """
    head = archive.head_of(file)
    with alone(), archive.bench() as bench:
        notes: list[str] = []
        looked = _verified(file, head, key, bench, notes)
        if head.form != databases.form_of("default"):
            raise Trouble(
                f"the backup is of {head.form}, and KINDWARD_DATABASE_URL is of {databases.form_of('default')}. "
                "Nothing was touched"
            )
        before = databases.put_back("default", bench / f"database.{head.form}")
        _put_own_files_back(bench)
        call_command("migrate", database="default", interactive=False, verbosity=0, skip_checks=True)
        # Nobody is to come back who was deleted since; the start does it too, before the first request.
        purged = purge(now)
        notes += _anchored(head, now)
        connections.close_all()
    return Restored(head, looked, before, purged, notes)


def restore_keys(file: Path, key: bytes) -> Restored:
    """Put ring, store of keys and secrets back. The ledger of those who were deleted is added to, never replaced.

    Raises as :func:`drill`, and ``Busy``.
    """
    head = archive.head_of(file)
    with alone(), archive.bench() as bench:
        notes: list[str] = []
        _verified(file, head, key, bench, notes)
        if head.form != databases.form_of("keys"):
            raise Trouble(
                f"the backup of keys is of {head.form}; KINDWARD_KEYS_DATABASE_URL is not. Nothing was touched"
            )
        folder = Path(settings.KEYS)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if (bench / "deleted").exists():
            ledger.merge((bench / "deleted").read_text(encoding="ascii"))
        before = databases.put_back("keys", bench / f"keys.{head.form}")
        for name in KEY_FILES:
            if name != "deleted" and (bench / name).exists():
                _replace(bench / name, folder / name)
        if (bench / "sealing").exists():
            if is_in_a_file():
                _replace(bench / "sealing", ring_path())
            else:
                notes.append(
                    "the ring was left as it is in KINDWARD_SEALING_KEY; another one lies in the backup"
                )
        elif is_in_a_file() and not ring_path().exists():
            notes.append(f"the ring is not in this backup: put it back as {ring_path()}")
        connections.close_all()
    return Restored(head, before=before, notes=notes)


def key_for(head: Head, passphrase: str | None) -> bytes:
    """What opens a backup. Raises :class:`Trouble`, ``KeysAway``."""
    if head.kind == archive.KEYS:
        if not passphrase:
            raise Trouble("a backup of keys opens with its passphrase: --passphrase-file FILE")
        try:
            return secret.Stretching(**head.opens_with["scrypt"]).key(passphrase)
        except (KeyError, TypeError, ValueError):
            raise Trouble("the backup does not say how its passphrase becomes a key") from None
    key = secret.backup_secret()
    if head.opens_with.get("key") != secret.fingerprint(key):
        raise Trouble(
            "the backup was sealed with another key than the one in keys/backup: put back the backup of the keys "
            "that goes with it first. Nothing was touched"
        )
    return key


def _verified(file: Path, head: Head, key: bytes, bench: Path, notes: list[str]) -> Looked | None:
    archive.unpack(file, key, bench)
    name = {archive.DATA: "database", archive.KEYS: "keys"}.get(head.kind)
    copy = bench / f"{name}.{head.form}"
    if not copy.exists():
        raise Trouble(f"{file}: no database in it. Nothing was touched")
    check = databases.check_dump if head.form == databases.POSTGRESQL else databases.check_sqlite
    check(copy)
    if head.kind != archive.DATA:
        return None
    try:
        return look_at(copy, head.form)
    except NoPlace as problem:
        notes.append(f"the dump was read to its end, and no row was opened: {problem}")
        return None


def _anchored(head: Head, now: datetime) -> list[str]:
    """Record the restore, and let the anchor of the log follow back to what is there now."""
    notes = []
    anchor.set_after_restore()
    try:
        if found := verify():
            notes.append(f"the audit log in the backup is not whole: entry {found.seq} {found.problem}")
        with transaction.atomic():
            record(OPERATOR, "restored", None, {"made": head.made_at.strftime("%Y-%m-%dT%H:%M")}, now)
    except KeysAway as problem:
        notes.append(f"the restore could not be recorded in the audit log: {problem}")
    return notes


def _put_own_files_back(bench: Path) -> None:
    for name in OWN_FOLDERS:
        for path in sorted((bench / name).rglob("*")):
            if path.is_file():
                _replace(path, Path(settings.KINDWARD_DATA) / path.relative_to(bench))


def _replace(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    ready = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(source, ready)
    ready.chmod(0o600)
    descriptor = os.open(ready, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    ready.replace(target)
