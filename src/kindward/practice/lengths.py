"""Lengths that people can choose from, and how they are said."""

from __future__ import annotations

import re

from .script import Script

#: Seconds that a length control offers, as far as the practice allows.
OFFERED = (60, 180, 300, 600, 1200, 1800, 2700)
_NUMBER = re.compile(r"^\d{1,5}(?:[.,]\d+)?$")


def offered_lengths(script: Script, most: int = 5) -> list[int]:
    """At most ``most`` lengths in seconds: the shortest, the longest, and the most even steps between."""
    fitting = [s for s in OFFERED if script.min_seconds <= s <= script.max_seconds]
    fitting = sorted({script.min_seconds, *fitting, script.max_seconds})
    while len(fitting) > most:
        # Drop the inner length that lies closest to its neighbours in proportion.
        ratios = [fitting[i + 1] / fitting[i - 1] for i in range(1, len(fitting) - 1)]
        del fitting[ratios.index(min(ratios)) + 1]
    return fitting


def nearest_offered(script: Script, seconds: float, most: int = 5) -> int:
    """The offered length nearest to ``seconds`` in proportion."""
    return min(offered_lengths(script, most), key=lambda s: abs(s - seconds))


def say_length(seconds: float) -> str:
    """``40 seconds``, ``1 minute``, ``3 minutes``, ``2½ minutes``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} seconds"
    minutes, rest = divmod(whole, 60)
    if rest == 0:
        return "1 minute" if minutes == 1 else f"{minutes} minutes"
    if rest == 30:
        return f"{minutes}½ minutes"
    return f"{minutes} min {rest} s"


def say_short(seconds: float) -> str:
    """The same for a narrow control: ``40 s``, ``3 min``."""
    return f"{round(seconds)} s" if seconds < 60 else f"{seconds / 60:g} min"


def read_seconds(text: str) -> float | None:
    """Seconds in a number a person typed, comma or point; ``None`` for all but 1 to 99,999."""
    text = text.strip()
    if not _NUMBER.match(text):
        return None
    seconds = float(text.replace(",", "."))
    return seconds if seconds >= 1 else None
