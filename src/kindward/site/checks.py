"""Refuses to run wrong: said at start, by ``manage check`` and before every migration."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from kindward.site.keys import SHORTEST_SECRET
from kindward.voice import VoiceError, get_voice


@register()
def data_folder_is_writable(**_: Any) -> list[CheckMessage]:
    """The data folder exists and can be written."""
    folder = settings.KINDWARD_DATA
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return []
    return [
        Error(f"the data folder {folder} cannot be written", hint="Set KINDWARD_DATA.", id="kindward.E001")
    ]


@register()
def secret_is_secret(**_: Any) -> list[CheckMessage]:
    """The secret is long, and its file is readable by its owner alone."""
    found: list[CheckMessage] = []
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        found.append(
            Error(f"KINDWARD_SECRET_KEY is shorter than {SHORTEST_SECRET} characters", id="kindward.E002")
        )
    path = settings.KEYS / "secret"
    if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found.append(Error(f"{path} can be read by others", hint=f"chmod 600 {path}", id="kindward.E003"))
    return found


@register()
def country_is_a_code(**_: Any) -> list[CheckMessage]:
    """The country, when set, is two letters."""
    code = settings.KINDWARD_COUNTRY
    if not code or (len(code) == 2 and code.isalpha()):
        return []
    return [Error(f"KINDWARD_COUNTRY: {code}; expected two letters such as IE", id="kindward.E004")]


@register()
def voice_is_here(**_: Any) -> list[CheckMessage]:
    """The voice, when set, is one that there is, and can speak on this machine."""
    try:
        if settings.KINDWARD_VOICE:
            get_voice(settings.KINDWARD_VOICE)
    except VoiceError as error:
        return [Error(f"KINDWARD_VOICE: {str(error).removeprefix('voice: ')}", id="kindward.E007")]
    return []


@register()
def database_is_new_enough(**_: Any) -> list[CheckMessage]:
    """SQLite can count and read in one statement, which limits on rates need."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") and sqlite3.sqlite_version_info < (3, 35):
        return [
            Error(f"SQLite {sqlite3.sqlite_version} is too old; expected 3.35 or later", id="kindward.E006")
        ]
    return []


@register()
def practices_load(**_: Any) -> list[CheckMessage]:
    """Every practice can be read."""
    from kindward.site.practice.library import catalogue

    return _loads("the practices", lambda: len(catalogue().scripts), "kindward.E005")


def _loads(what: str, count: Callable[[], int], code: str) -> list[CheckMessage]:
    try:
        if count():
            return []
        problem = "none found"
    except Exception as raised:
        problem = str(raised)
    return [Error(f"{what} cannot be loaded: {problem}", id=code)]
