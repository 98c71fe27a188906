"""What the trainer is told, asked and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..practice.script import FLOWS
from .errors import TrainerError

HURTS = ("no", "passed", "still_here")


@dataclass(frozen=True, slots=True)
class Practised:
    """One session, finished or not: it counts in full.

    ``soothing`` 0 to 4 and ``hurt`` one of ``HURTS``, where they were answered.
    """

    slug: str
    seconds: float
    soothing: float | None = None
    hurt: str | None = None

    def __post_init__(self) -> None:
        _within("seconds", self.seconds, 0, 86_400)
        _within("soothing", self.soothing, 0, 4)
        _hurt(self.hurt)


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in on its own: ``warmth`` 0 to 10 before a session; or, for ``slug``, what was said after one
    already told."""

    warmth: float | None = None
    slug: str | None = None
    soothing: float | None = None
    hurt: str | None = None

    def __post_init__(self) -> None:
        _within("warmth", self.warmth, 0, 10)
        _within("soothing", self.soothing, 0, 4)
        _hurt(self.hurt)
        if self.slug is None and (self.soothing is not None or self.hurt is not None):
            raise TrainerError("slug: is missing; expected the practice that soothing and hurt are about")


@dataclass(frozen=True, slots=True)
class Measured:
    """An instrument's result. ``levels``: by flow the level in standard units (0 the norm's mean or the own
    baseline) and its standard error; ``fear``: fears of compassion as a share of the scale, 0 to 1."""

    levels: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    fear: float | None = None

    def __post_init__(self) -> None:
        _within("fear", self.fear, 0, 1)
        for flow, (value, error) in self.levels.items():
            if flow not in FLOWS:
                raise TrainerError(f"levels: “{flow}” is no flow; expected one of {', '.join(FLOWS)}")
            _within("levels", value, -20, 20)
            _within("levels: standard error", error, 0.01, 20)


Event = Practised | CheckedIn | Measured


@dataclass(frozen=True, slots=True)
class Context:
    """The moment of asking. ``now`` with its time zone; ``hour`` the person's own, 0 to 23;
    ``seconds_available`` None when not said; ``pinned`` what they want now, ``excluded`` what they never
    want, ``skip`` what they waved on, ``week`` the programme's practices; ``flow`` the direction they
    chose, which breaks every tie; ``choice_seed`` makes the choice repeatable."""

    now: datetime
    hour: int | None = None
    seconds_available: float | None = None
    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    flow: str | None = None
    choice_seed: int | str = 0

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise TrainerError("now: has no time zone; expected one such as UTC")
        _within("hour", self.hour, 0, 23)
        _within("seconds_available", self.seconds_available, 1, 86_400)
        if self.flow is not None and self.flow not in FLOWS:
            raise TrainerError(f"flow: “{self.flow}” is unknown; expected one of {', '.join(FLOWS)}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that decided, as data: ``name`` such as ``weakest_flow``, and its ``value``."""

    name: str
    value: Any


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another practice that would do, and why."""

    slug: str
    seconds: int
    why: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Which practice, how long, and why.

    ``propensity`` is the exact chance with which it was chosen; ``chances`` those of every practice that
    had one, for the log; ``eased`` when it is gentler because of hurts; ``step_up`` when practice keeps
    hurting and a therapist is to be offered.
    """

    slug: str
    seconds: int
    why: str
    facts: tuple[Fact, ...]
    propensity: float
    alternatives: tuple[Alternative, ...]
    eased: bool
    step_up: bool
    policy: str
    chances: Mapping[str, float]
    features: Mapping[str, float]


def _within(name: str, value: float | None, low: float, high: float) -> None:
    if value is not None and not low <= value <= high:
        raise TrainerError(f"{name}: {value} is out of range; expected {low:g} to {high:g}")


def _hurt(value: str | None) -> None:
    if value is not None and value not in HURTS:
        raise TrainerError(f"hurt: “{value}” is unknown; expected one of {', '.join(HURTS)}")
