"""What opens a backup: of data, a key in the folder of keys; of keys, a passphrase that is on no machine."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.conf import settings

from kindward.sealing import KEY_BYTES, KeysAway

#: As for accounts.
SHORTEST_PASSPHRASE = 15


@dataclass(frozen=True, slots=True)
class Stretching:
    """How a passphrase becomes a key: scrypt (Percival, 2009; RFC 7914), 128 MiB and about a third of a second."""

    salt: str
    n: int = 2**17
    r: int = 8
    p: int = 1

    @classmethod
    def new(cls) -> Stretching:
        return cls(secrets.token_hex(16))

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    def key(self, passphrase: str) -> bytes:
        """256 bits. Raises ``ValueError`` for numbers that scrypt does not take, or that would take a machine down."""
        if not (2 <= self.n <= 2**20 and 1 <= self.r <= 16 and 1 <= self.p <= 4):
            raise ValueError("scrypt with numbers that are not used here")
        return Scrypt(bytes.fromhex(self.salt), KEY_BYTES, self.n, self.r, self.p).derive(passphrase.encode())


def path() -> Path:
    """Where the key to backups of data is kept."""
    return Path(settings.KEYS) / "backup"


def backup_secret() -> bytes:
    """The key to backups of data. Raises :class:`KeysAway`."""
    try:
        secret = bytes.fromhex(path().read_text(encoding="ascii").strip())
    except (OSError, UnicodeDecodeError, ValueError) as problem:
        raise KeysAway(f"{path()}: the key to backups cannot be read ({type(problem).__name__})") from None
    if len(secret) != KEY_BYTES:
        raise KeysAway(f"{path()}: the key to backups is damaged")
    return secret


def made_backup_secret() -> bytes:
    """The key to backups of data, made where there is none yet. Raises :class:`KeysAway`, ``OSError``."""
    target = path()
    if not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link fails when the name is taken, so of two at once one key wins.
        with suppress(FileExistsError):
            os.link(draft, target)
        draft.unlink()
    return backup_secret()


def fingerprint(secret: bytes) -> str:
    """Eight signs by which a key is told from another, and from which it cannot be guessed."""
    return sha256(b"kindward backup key" + secret).hexdigest()[:8]
