"""The friend gap as a picture: two hands of lines, one to a friend and one to oneself, that come together. No HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kindward.safety.signs import find_tier
from kindward.selftalk import Gap, closing, gap_of, gaps, shipped_model

#: The picture's own box, and how many reframes it shows at most: the latest.
WIDTH, HEIGHT, EDGE, MOST = 320, 200, 22, 12
#: How far an arc bends out, and how warm counts as much the same in a sentence.
BEND, SAME = 12, 0.25


@dataclass(frozen=True, slots=True)
class Arc:
    """One reframe: the arc between both ways of speaking, where each lies, and the band the gap may be off by."""

    gap: Gap
    path: str
    x: float
    friend: float
    own: float
    soft_top: float
    soft_height: float


@dataclass(frozen=True, slots=True)
class GapPicture:
    """Arcs from the first day to the last, the room between both lines, and what it shows: see :func:`draw_gap`."""

    arcs: list[Arc]
    between: str
    to_friend: str
    to_self: str
    trend: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def first(self) -> date:
        """The day of the first reframe shown."""
        return self.arcs[0].gap.day

    @property
    def last(self) -> date:
        """The day of the last."""
        return self.arcs[-1].gap.day


def gap_picture(reframes: Iterable[Any]) -> GapPicture | None:
    """The picture of a person's reframes (``journal.selectors.reframes_of``); None where nothing sure can be shown."""
    return draw_gap(gaps((one for one in reframes if not _in_danger(one)), shipped_model()))


def draw_gap(found: Sequence[Gap]) -> GapPicture | None:
    """Up is warmer, to the right is later. ``trend`` is closing, opening, steady or few."""
    shown = list(found)[-MOST:]
    if not shown:
        return None
    across = _across(len(shown))
    arcs = [_arc(gap, x) for gap, x in zip(shown, across, strict=True)]
    friend = [(arc.x, arc.friend) for arc in arcs]
    own = [(arc.x, arc.own) for arc in arcs]
    between = _points([*friend, *reversed(own)])
    return GapPicture(arcs, between, _points(friend), _points(own), closing(shown) or "few")


def what_is_said(reframe: Any) -> str | None:
    """What one quiet sentence may say after a reframe: warmer, alike or own-warmer; None when that is not sure.

    ``own-warmer``: the words to oneself were the warmer ones. Where the person said how they meant it, that decides.
    """
    gap = None if _in_danger(reframe) else gap_of(reframe, shipped_model())
    if gap is None:
        return None
    if gap.low > 0:
        return "warmer"
    if gap.high < 0:
        return "own-warmer"
    return "alike" if abs(gap.gap) <= SAME else None


def _in_danger(reframe: Any) -> bool:
    """Whether the words to oneself speak of death: the model never learned such, and would be sure of a mistake."""
    return not reframe.correction and find_tier(reframe.said_to_self or "") == "explicit"


def _across(count: int) -> list[float]:
    room = WIDTH - 2 * EDGE
    return [round(EDGE + room * (at / (count - 1) if count > 1 else 0.5), 1) for at in range(count)]


def _arc(gap: Gap, x: float) -> Arc:
    friend, own = _up(gap.to_friend), _up(gap.to_self)
    bend = BEND if own >= friend else -BEND
    path = f"M{x:g} {friend:g}Q{x - bend:g} {(friend + own) / 2:g} {x:g} {own:g}"
    # What the gap may be off by is shown at its lower end, half of it to each side.
    off = (gap.high - gap.low) / 4 * (HEIGHT - 2 * EDGE) / 2
    top, bottom = max(4.0, own - off), min(HEIGHT - 4.0, own + off)
    return Arc(gap, path, x, friend, own, round(top, 1), round(bottom - top, 1))


def _up(warmth: float) -> float:
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (warmth + 1) / 2, 1)


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in places)
