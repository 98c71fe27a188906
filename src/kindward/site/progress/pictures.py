"""Where things stand in the pictures: the month of circles, the lengths and lines by flow. Numbers, no HTML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kindward.measure.practised import ByFlow, Day, Month, say_practised
from kindward.measure.profile import FlowPicture

#: Sizes in units of the month's own box: distance of columns and rows, room for the weekdays' letters.
COLUMN, ROW, TOP, RADIUS, EDGE = 50, 42, 26, 15, 20
WIDTH = 6 * COLUMN + 2 * EDGE
WEEKDAYS = "MTWTFSS"
#: Percent of the width the longest line takes, so that its round end is not cut off.
FARTHEST = 98
NAMES = {
    "to_others": "To others",
    "from_others": "From others",
    "to_self": "To yourself",
    "steadying": "Steadying",
    "unknown": "Practices no longer here",
}


@dataclass(frozen=True, slots=True)
class Circle:
    """One day of the month: its centre, its radius, its class, and what it says when pointed at."""

    x: int
    y: int
    radius: float
    name: str
    day: Day

    @property
    def said(self) -> str:
        """How long was practised that day."""
        return say_practised(self.day.seconds)


@dataclass(frozen=True, slots=True)
class MonthPicture:
    """The circles of a month, and the letters of the weekdays over their columns."""

    height: int
    circles: list[Circle]
    letters: list[tuple[int, str]]
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Length:
    """A flow, the seconds it got, and how far its line reaches in percent; 0 for no line."""

    flow: str
    seconds: float
    reach: float

    @property
    def name(self) -> str:
        """The flow as people say it."""
        return NAMES[self.flow]

    @property
    def said(self) -> str:
        """The seconds in words."""
        return say_practised(self.seconds)


def draw_month(month: Month) -> MonthPicture:
    """One circle for each day, in seven columns, Monday first. Without practice it stays a dot."""
    circles = [
        Circle(EDGE + COLUMN * place, TOP + EDGE + ROW * line, *_look(day), day)
        for line, week in enumerate(month.weeks)
        for place, day in enumerate(week)
        if day
    ]
    letters = [(EDGE + COLUMN * place, letter) for place, letter in enumerate(WEEKDAYS)]
    return MonthPicture(TOP + 2 * EDGE + ROW * (len(month.weeks) - 1), circles, letters)


def draw_lengths(shares: ByFlow) -> list[Length]:
    """The three flows in their order, the longest reaching all the way, and the rest where there was any.

    There is no mark for how long a line ought to be.
    """
    rest = {"steadying": shares.steadying, "unknown": shares.unknown}
    parts = list(shares.flows.items()) + [(name, seconds) for name, seconds in rest.items() if seconds]
    longest = max(seconds for _, seconds in parts)
    return [
        Length(name, seconds, round(FARTHEST * seconds / longest, 1) if longest else 0)
        for name, seconds in parts
    ]


def dates_in_words(days: Iterable[date]) -> str:
    """Days of one month as a list: ``2, 3 and 17``."""
    numbers = [str(day.day) for day in days]
    return " and ".join([", ".join(numbers[:-1]), numbers[-1]] if len(numbers) > 1 else numbers)


def _look(day: Day) -> tuple[float, str]:
    if day.is_practised:
        return RADIUS, "practised"
    return (2.5, "to-come") if day.is_to_come else (3.5, "open")


#: The box of a line over time.
LINE_WIDTH, LINE_HEIGHT, LINE_EDGE = 320, 110, 8


@dataclass(frozen=True, slots=True)
class LinePicture:
    """A flow over time: the line, the band of what it may have been, a dot for each time, and its ends."""

    line: str
    band: str
    dots: list[tuple[float, float]]
    first: date
    last: date
    width: int = LINE_WIDTH
    height: int = LINE_HEIGHT


def draw_line(picture: FlowPicture) -> LinePicture | None:
    """The line of a flow that was measured on two days at least; None before that. Up is where it opens."""
    days = [day for day, _ in picture.history]
    span = (days[-1] - days[0]).days
    if span < 1:
        return None
    across = [
        round(LINE_EDGE + (LINE_WIDTH - 2 * LINE_EDGE) * (day - days[0]).days / span, 1) for day in days
    ]
    shares = picture.shares
    dots = list(zip(across, map(_up, shares), strict=True))
    above = list(zip(across, (_up(share + picture.error) for share in shares), strict=True))
    below = list(zip(across, (_up(share - picture.error) for share in shares), strict=True))
    return LinePicture(_points(dots), _points([*above, *reversed(below)]), dots, days[0], days[-1])


def _up(share: float) -> float:
    within = min(max(share, 0.0), 1.0)
    return round(LINE_HEIGHT - LINE_EDGE - (LINE_HEIGHT - 2 * LINE_EDGE) * within, 1)


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)
