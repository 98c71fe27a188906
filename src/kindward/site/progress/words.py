"""What a measured flow is called on the page: plain sentences, no grade."""

from __future__ import annotations

from dataclasses import dataclass

from kindward.measure.profile import FlowPicture
from kindward.site.progress.pictures import LinePicture, draw_line

NAMES = {"to_others": "To others", "from_others": "From others", "to_self": "To yourself"}
_TIMES = {1: "one more time", 2: "two more times", 3: "three more times"}


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow, its name, and one sentence about it."""

    flow: str
    name: str
    says: str
    picture: FlowPicture

    @property
    def now(self) -> float:
        """The newest score."""
        return self.picture.history[-1][1]

    @property
    def drawn(self) -> LinePicture | None:
        """The flow over time, once it was measured on two days."""
        return draw_line(self.picture)


def say_flow(picture: FlowPicture) -> FlowLine:
    """The verdict in words, with the change it would need where that is known."""
    return FlowLine(picture.flow, NAMES[picture.flow], _says(picture), picture)


def _says(picture: FlowPicture) -> str:
    said = picture.verdict
    if not picture.can_be_judged:
        return "Shown without a verdict: nobody has measured yet how much these answers move by chance alone."
    if said.kind == "improved":
        return f"It has opened since {picture.history[0][0]:%B %Y}, by more than chance alone would bring."
    if said.kind == "worse":
        return (
            "It has become harder than it was, by more than chance alone would bring. "
            "That deserves kindness, and perhaps company."
        )
    if picture.more_needed:
        times = _TIMES.get(picture.more_needed, "a few more times")
        return f"Cannot tell yet whether it is moving; answering {times}, two weeks apart, may tell."
    return (
        f"Cannot tell whether it is moving: the change is {abs(said.change or 0):.1f} points, "
        f"and it would take {said.needed or 0:.1f}."
    )
