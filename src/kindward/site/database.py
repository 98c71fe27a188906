"""Which database, and how it is kept safe."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def from_url(url: str, default: Path, name: str = "KINDWARD_DATABASE_URL") -> dict[str, Any]:
    """Django's description of the database at ``url``; an empty one means SQLite at ``default``.

    Understands ``sqlite:///path`` and ``postgresql://user:password@host:port/name?option=value``; the host
    may also be the option ``host`` with the folder of a Unix socket. Raises ``ValueError`` on another scheme,
    which says the setting's ``name``.
    """
    if not url:
        return _sqlite(str(default))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]) or str(default))
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(f"{name}: {parts.scheme or 'no'} scheme; expected postgresql://… or sqlite:///path")


def write_ahead_log_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the race that can corrupt a write-ahead log (3.7.0 to 3.51.2).

    Fixed in 3.51.3, and in the 3.50.7 and 3.44.6 lines (sqlite.org, "The WAL-Reset Bug", 2026).
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _sqlite(name: str) -> dict[str, Any]:
    journal = "WAL" if write_ahead_log_is_safe(sqlite3.sqlite_version_info[:3]) else "TRUNCATE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            # Taking the write lock at once: a transaction that reads first cannot lose it half-way.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
                "PRAGMA foreign_keys=ON"
            ),
        },
    }
