"""Free places against people who wait, by jurisdiction: a picture for the coordinator's desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kindward.site.care.coordinator_selectors import Room

WIDTH, ROW, LEFT, MOST_ROWS = 640, 44, 190, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """One jurisdiction's line in the picture; lengths in its own units."""

    y: int
    place: str
    waiting: int
    free: int
    waiting_width: float
    free_width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars, and a sentence that says what they show."""

    bars: list[Bar]
    height: int
    sentence: str
    left_out: int


def picture_of(rooms: Sequence[Room]) -> Picture:
    """The picture of ``rooms``, the tightest first; at most 20, because a table with all of them is beside it."""
    shown = list(rooms[:MOST_ROWS])
    most = max((max(one.waiting, one.free) for one in shown), default=0) or 1
    scale = (WIDTH - LEFT - 60) / most
    bars = [
        Bar(at * ROW, one.place, one.waiting, one.free, one.waiting * scale, one.free * scale)
        for at, one in enumerate(shown)
    ]
    return Picture(bars, max(ROW, len(bars) * ROW), _sentence(rooms), len(rooms) - len(shown))


def _sentence(rooms: Sequence[Room]) -> str:
    if not rooms:
        return "Nobody waits, and no therapist is licensed anywhere yet."
    short = [one for one in rooms if one.waiting > one.free]
    if short:
        names = ", ".join(one.place for one in short[:3])
        return f"More people wait than there are free places in {names}."
    return "Everywhere somebody waits there are at least as many free places; a place may be free in several at once."
