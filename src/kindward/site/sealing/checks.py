"""Says at start, and in ``manage check``, when keys are missing or lie open."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError, InterfaceError

from kindward.sealing import KeyRing, KeysAway
from kindward.site.sealing.ring import is_in_a_file
from kindward.site.sealing.selectors import check_store


@register()
def ring_is_secret(**_: Any) -> list[CheckMessage]:
    """The operator's ring can be understood, and its file is readable by its owner alone."""
    if not is_in_a_file():
        try:
            KeyRing.read(settings.KINDWARD_SEALING_KEY)
        except ValueError as problem:
            return [Error(f"KINDWARD_SEALING_KEY: {problem}", id="kindward.E301")]
        return []
    path = Path(settings.KINDWARD_SEALING_KEY_FILE)
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return [Error(f"{path} can be read by others", hint=f"chmod 600 {path}", id="kindward.E302")]
    return []


@register()
def keys_are_there(**_: Any) -> list[CheckMessage]:
    """What is sealed here can be opened. Only a warning: help and practices go on without keys."""
    try:
        check_store()
    except KeysAway as problem:
        return [
            Warning(
                f"what people wrote and answered cannot be opened now: {problem}",
                hint="See “When keys are missing” in docs/running-a-centre.md.",
                id="kindward.W303",
            )
        ]
    except (DatabaseError, InterfaceError):
        # The main database is away or new; whoever needs it says so.
        return []
    return []
