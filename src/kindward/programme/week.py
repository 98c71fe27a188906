"""What a week is, once its file has been read. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

#: Minutes a day that a person can choose between. Small steady doses carry most of what practice does.
MINUTES = (5, 10, 20)
#: How many weeks there are.
WEEKS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """The formal or the informal practice of a week: which, how long for each choice of minutes a day, and
    why."""

    practice: str
    #: Seconds, by minutes a day (5, 10, 20).
    seconds: Mapping[int, int]
    says: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something small to do for or with another person, once in the week, if one likes."""

    title: str
    says: str
    #: A still smaller way of doing it.
    smaller: str
    #: What to ask oneself before, and after; the answers stay on the device.
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Hard:
    """One thing that is often hard in this week, a gentler way, and a practice that goes with it."""

    key: str
    when: str
    gentler: str
    practice: str


@dataclass(frozen=True, slots=True)
class Instead:
    """For whom kindness brings fear: what to know about this week, and a steadier formal practice."""

    says: str
    practice: str


@dataclass(frozen=True, slots=True)
class Week:
    """One of the eight weeks as its author wrote it."""

    number: int
    title: str
    summary: str
    article: str
    formal: Part
    informal: Part
    act: Act
    reflection: str
    hard: tuple[Hard, ...]
    fear: Instead
    author: str
    reviewer: str | None
    reviewed_on: date | None
    due_on: date | None
    #: The introduction, one string a paragraph.
    text: tuple[str, ...]
    #: Line of the file on which the introduction begins.
    text_line: int
    path: Path

    @property
    def practices(self) -> tuple[str, str]:
        """Slugs of the formal and the informal practice."""
        return self.formal.practice, self.informal.practice
