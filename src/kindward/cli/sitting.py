"""A session while it runs: where it is, what is to be seen. No clock; every call is told the time."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

from ..practice.timeline import Cue, Timeline

#: How wide the figure stands open when no breath is guided.
AT_REST = 0.6


@dataclass(frozen=True, slots=True)
class Moment:
    """What one instant looks like. ``done`` from 0 to 1; ``open``, from 0 to 1, how far the breath is in."""

    line: str
    following: str
    step: str
    done: float
    left_ms: int
    open: float
    breath: str
    writes: bool
    paused: bool


class Sitting:
    """One session in time. Times are seconds of any clock that only goes forward."""

    def __init__(self, timeline: Timeline, now: float) -> None:
        self.timeline = timeline
        self._spoken = timeline.spoken
        self._starts = [cue.at_ms for cue in self._spoken]
        self._main = [cue for cue in timeline.cues if not cue.over]
        self._main_starts = [cue.at_ms for cue in self._main]
        self._over = [cue for cue in timeline.cues if cue.over]
        self._over_starts = [cue.at_ms for cue in self._over]
        self._began, self._at = now, 0.0
        self.paused = False

    def position(self, now: float) -> int:
        """Milliseconds into the session, never past its end."""
        at = self._at if self.paused else self._at + (now - self._began) * 1000
        return min(round(at), self.timeline.milliseconds)

    def finished(self, now: float) -> bool:
        """Whether the last millisecond has passed."""
        return self.position(now) >= self.timeline.milliseconds

    def toggle(self, now: float) -> None:
        """Pause, or go on from where it stopped."""
        self._move(now, self.position(now))
        self.paused = not self.paused

    def pause(self, now: float) -> None:
        """Pause if it runs."""
        if not self.paused:
            self.toggle(now)

    def skip(self, now: float, seconds: float) -> None:
        """Go that much forward or, below 0, back; not before the start and not past the end."""
        self._move(now, self.position(now) + round(seconds * 1000))

    def rewind_line(self, now: float) -> None:
        """Back to the start of the sentence being spoken, so that nothing is heard from its middle."""
        cue = self.cue(self.position(now))
        if cue.kind != "silence":
            self._move(now, cue.at_ms)

    def cue(self, at: int) -> Cue:
        """The speech, prompt or silence that ``at`` lies in."""
        return self._main[max(bisect_right(self._main_starts, at) - 1, 0)]

    def bells(self, start: int, end: int) -> int:
        """How many bells begin from ``start`` up to but without ``end``, in milliseconds."""
        return sum(1 for cue in self._over if cue.kind == "bell" and start <= cue.at_ms < end)

    def ahead(self, at: int) -> Cue | None:
        """The next spoken sentence that begins after ``at``."""
        place = bisect_right(self._starts, at)
        return self._spoken[place] if place < len(self._spoken) else None

    def moment(self, now: float) -> Moment:
        """What is to be seen now."""
        at = self.position(now)
        place = bisect_right(self._starts, at) - 1
        current = self._spoken[place] if place >= 0 else None
        following = self.ahead(at)
        opened, breath = self._breath(at)
        whole = self.timeline.milliseconds
        return Moment(
            current.text if current else "", following.text if following else "", self.cue(at).step,
            at / whole, whole - at, opened, breath, bool(current and current.kind == "prompt"), self.paused,
        )  # fmt: skip

    def _breath(self, at: int) -> tuple[float, str]:
        for cue in reversed(self._over[: bisect_right(self._over_starts, at)]):
            if cue.kind == "breath":
                if not cue.at_ms <= at < cue.at_ms + cue.for_ms:
                    break
                share = (at - cue.at_ms) / cue.for_ms
                # A breath turns round slowly at either end.
                risen = (1 - math.cos(math.pi * share)) / 2
                return (risen if cue.text.endswith("in") else 1 - risen), cue.text
        return AT_REST, ""

    def _move(self, now: float, at: int) -> None:
        self._at = float(min(max(at, 0), self.timeline.milliseconds))
        self._began = now
