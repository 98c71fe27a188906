"""What a person may write after an option, and how it is refused."""

from __future__ import annotations

import math
import os
from datetime import date
from pathlib import Path

import click

#: Nobody sits longer than a day; a longer length is a slip of the finger, not a wish.
MOST_SECONDS = 86_400


def seconds(text: str) -> float:
    """A length in seconds: above 0, at most a day. Raises :class:`click.BadParameter`."""
    return _length(text, 1, "seconds such as 90")


def minutes(text: str) -> float:
    """A length written in minutes, as seconds; limits and error as :func:`seconds`."""
    return _length(text, 60, "minutes such as 5 or 2.5")


def day(text: str) -> date:
    """A day written as 2026-11-30. Raises :class:`click.BadParameter`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"“{text}” is not a day; expected such as 2026-11-30") from None


def _length(text: str, unit: int, expected: str) -> float:
    try:
        length = float(text) * unit
    except ValueError:
        raise click.BadParameter(f"“{text}” is not a length; expected {expected}") from None
    if not math.isfinite(length) or not 0 < length <= MOST_SECONDS:
        most = MOST_SECONDS // unit
        raise click.BadParameter(
            f"{text} is not a possible length; expected {expected}, above 0, at most {most}"
        )
    return int(length) if length == int(length) else length


def cache_folder() -> Path:
    """Where spoken clips are kept: in ``KINDWARD_DATA``, shared with the site, else in the user's cache."""
    if data := os.environ.get("KINDWARD_DATA"):
        return Path(data) / "voice"
    base = os.environ.get("XDG_CACHE_HOME") or ""
    root = Path(base) if base.startswith("/") else Path.home() / ".cache"
    return root / "kindward" / "voice"


def own_words() -> Path | None:
    """Where an operator keeps the words of questionnaires, in ``KINDWARD_DATA``; None if that is not set."""
    data = os.environ.get("KINDWARD_DATA")
    return Path(data) / "instruments" if data else None
