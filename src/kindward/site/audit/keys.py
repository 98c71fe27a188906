"""The key of the log, in the folder of keys: without it nobody forges an entry or guesses whom one is about."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from kindward.sealing import KeysAway
from kindward.site.keys import derived_key


def path() -> Path:
    """Where the key is kept."""
    return Path(settings.KEYS) / "audit"


def make_key() -> None:
    """Make the key where there is none yet. Call only where nothing was recorded yet."""
    target = path()
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    # A link fails when the name is taken, so of two at once one key wins.
    with suppress(FileExistsError):
        os.link(draft, target)
    draft.unlink()


def pseudonym(name: str) -> str:
    """64 hexadecimal digits that stand for a name; the same for the same name; empty for none."""
    return _mac("audit pseudonym", name) if name else ""


def chained(before: str, told: str) -> str:
    """What ties an entry to the one before it: a keyed hash (HMAC-SHA-256) over both."""
    return _mac("audit chain", f"{before}\n{told}")


def _mac(purpose: str, text: str) -> str:
    return hmac.new(derived_key(_secret(), purpose), text.encode(), sha256).hexdigest()


def _secret() -> str:
    try:
        kept = path().read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise KeysAway(f"the key of the audit log cannot be read: {type(problem).__name__}") from None
    if len(kept) < 32:
        raise KeysAway("the key of the audit log is damaged")
    return kept
