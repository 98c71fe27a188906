"""The operator's secrets: made on first start, kept apart from the database, readable by one user."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

#: Shorter secrets are refused; 50 characters of base64 are 300 bits.
SHORTEST_SECRET = 32


def secret_key(folder: Path) -> str:
    """Return the site's secret from ``folder/secret``, made there when it is missing.

    Raises ``OSError`` when the folder cannot be made or the file cannot be read.
    """
    path = folder / "secret"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return _make(path)


def _make(path: Path) -> str:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        # A link fails when the name is taken, so of two first starts at once one secret wins.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def derived_key(secret: str, purpose: str) -> bytes:
    """A 256-bit key for one purpose, from the site's secret by HKDF-SHA-256 (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=f"kindward {purpose}".encode()).derive(secret.encode())
