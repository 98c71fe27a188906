"""A timeline: what happens when in one session. Everything a person hears or reads is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

CueKind = Literal["speech", "silence", "bell", "breath", "prompt"]


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed event. ``at_ms`` and ``for_ms`` in whole milliseconds; ``over`` cues lie over a silence."""

    at_ms: int
    for_ms: int
    kind: CueKind
    text: str
    step: str
    clip: str | None = None
    over: bool = False
    field: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Fields of the published timeline format; ``at`` and ``for`` in seconds."""
        out: dict[str, Any] = {
            "at": self.at_ms / 1000,
            "for": self.for_ms / 1000,
            "kind": self.kind,
            "text": self.text,
            "step": self.step,
        }
        if self.clip:
            out["clip"] = self.clip
        if self.over:
            out["over"] = True
        if self.field:
            out["field"] = self.field
        return out


@dataclass(frozen=True, slots=True)
class Timeline:
    """The cues of one session, in order of time, covering 0 to ``seconds`` without gap or overlap.

    Only cues marked ``over`` lie over others: bells and breath guidance, always over a silence.
    """

    practice: str
    version: int
    title: str
    milliseconds: int
    asked_seconds: float
    voice: str
    cues: tuple[Cue, ...]

    @property
    def seconds(self) -> float:
        """Length in seconds, to the millisecond."""
        return self.milliseconds / 1000

    @property
    def spoken(self) -> tuple[Cue, ...]:
        """The cues that carry words, in order."""
        return tuple(cue for cue in self.cues if cue.kind in ("speech", "prompt"))

    @property
    def silent_ms(self) -> int:
        """Milliseconds of silence in all."""
        return sum(cue.for_ms for cue in self.cues if cue.kind == "silence")

    def as_json(self) -> dict[str, Any]:
        """The published timeline format."""
        return {
            "practice": self.practice,
            "version": self.version,
            "title": self.title,
            "seconds": _plain(self.seconds),
            "asked_seconds": _plain(self.asked_seconds),
            "voice": self.voice,
            "cues": [cue.as_json() for cue in self.cues],
        }


def _plain(seconds: float) -> float | int:
    return int(seconds) if seconds == int(seconds) else seconds
