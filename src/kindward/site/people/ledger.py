"""The ledger of those who were deleted: salted hashes outside the database, so that an old backup resurrects nobody.

A file of lines in the folder of keys: ``salt HEX``, then ``DAY HASH`` for each who was deleted. A hash tells nothing
to whoever has no list of ids to try; with an old backup, which has one, it tells whom to delete anew.
"""

from __future__ import annotations

import fcntl
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from kindward.site.people.models import Account, Person


def path() -> Path:
    """Where it is kept."""
    return Path(settings.KEYS) / "deleted"


def name_of_person(public_id: object) -> str:
    """What a person's hash is made of."""
    return f"person:{public_id}"


def name_of_account(account: Account) -> str:
    """What an account's hash is made of; a later account of the same name is another one."""
    return f"account:{account.pk}:{account.date_joined.isoformat()}"


def names_of(person: Person | None, account: Account | None) -> list[str]:
    """The names under which somebody is to be remembered as deleted."""
    names = [name_of_person(person.public_id)] if person else []
    return [*names, name_of_account(account)] if account else names


def enter(names: Iterable[str], day: date) -> None:
    """Add hashes of names; on the disk before this returns. Raises ``OSError``."""
    with _held():
        salts = _read()
        salt = next(reversed(salts)) if salts else secrets.token_hex(16)
        lines = [] if salts else [f"salt {salt}"]
        lines += [f"{day.isoformat()} {_hash(salt, name)}" for name in names]
        _append(lines)


class Deleted:
    """What the ledger says now: ``name in Deleted()``. Empty where there is none yet."""

    def __init__(self) -> None:
        self._salts = _read()

    def __bool__(self) -> bool:
        return any(self._salts.values())

    def __contains__(self, name: str) -> bool:
        return any(_hash(salt, name) in hashes for salt, hashes in self._salts.items())

    def __len__(self) -> int:
        return sum(map(len, self._salts.values()))


def merge(text: str) -> None:
    """Add the lines of another copy of the ledger, such as one that comes back with older keys."""
    with _held():
        present = path().read_text(encoding="ascii") if path().exists() else ""
        if text.strip() and text.strip() not in present:
            _append(text.strip().splitlines())


def _hash(salt: str, name: str) -> str:
    return hmac.new(salt.encode(), name.encode(), sha256).hexdigest()


def _read() -> dict[str, set[str]]:
    """Hashes by salt; a line that was cut while it was written is none."""
    salts: dict[str, set[str]] = {}
    salt = ""
    try:
        text = path().read_text(encoding="ascii")
    except FileNotFoundError:
        return salts
    for line in text.splitlines():
        first, _, second = line.partition(" ")
        if first == "salt":
            salt = second
            salts.setdefault(salt, set())
        elif salt and len(second) == 64:
            salts[salt].add(second)
    return salts


def _append(lines: list[str]) -> None:
    target = path()
    whole = not target.exists() or target.read_bytes()[-1:] in (b"\n", b"")
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(("" if whole else "\n") + "\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _held() -> Iterator[None]:
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(path().with_name("deleted.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
