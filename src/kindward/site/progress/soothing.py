"""What practice did for somebody: by practice, how soothing it is for them and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kindward.practice import Script
from kindward.site.progress.models import PracticeTotal

#: The most an answer can be.
MOST = 4.0
#: Below each mean, the words for it: those of the answer that is nearest.
_HOW = (
    (0.5, "not soothing"),
    (1.5, "a little soothing"),
    (2.5, "somewhat soothing"),
    (3.5, "quite soothing"),
)
_VERY = "very soothing"
#: Up to each half width of the 90% interval, how sure that is: half a step between two answers is as good as a word.
_SURE = ((0.5, "and that is fairly sure"), (0.75, "not quite sure yet"))
_UNSURE = "not sure yet"
#: Units of the picture: where 0 and 4 stand, and half the height of the band.
LEFT, RIGHT, HEIGHT, BAND = 10.0, 310.0, 28, 7


@dataclass(frozen=True, slots=True)
class Soothing:
    """One practice: what was answered, what is expected of it for this person, and where that stands."""

    script: Script
    answered: int
    answers_mean: float
    mean: float
    half: float

    @property
    def low(self) -> float:
        """Lower end of the interval, within the scale."""
        return max(0.0, self.mean - self.half)

    @property
    def high(self) -> float:
        """Upper end of the interval, within the scale."""
        return min(MOST, self.mean + self.half)

    @property
    def says(self) -> str:
        """How soothing, and how surely: ``usually quite soothing, not sure yet``."""
        how = next((words for below, words in _HOW if self.mean < below), _VERY)
        sure = next((words for most, words in _SURE if self.half <= most), _UNSURE)
        return f"usually {how}, {sure}"

    @property
    def flow(self) -> str:
        """The direction whose colour it has; empty for steadying."""
        return self.script.flows[0] if self.script.flows else ""

    @property
    def dot(self) -> float:
        """Where the dot stands."""
        return _place(min(max(self.mean, 0.0), MOST))

    @property
    def band(self) -> tuple[float, float]:
        """Where the band begins, and how long it is."""
        return _place(self.low), round(_place(self.high) - _place(self.low), 1)


def soothing_by_practice(
    totals: Iterable[PracticeTotal],
    expected: Mapping[str, tuple[float, float]],
    scripts: Mapping[str, Script],
) -> list[Soothing]:
    """Practices that were answered about and are still here, in the order of ``totals``."""
    return [
        Soothing(
            scripts[total.practice],
            total.answered,
            total.soothing_sum / total.answered,
            *expected[total.practice],
        )
        for total in totals
        if total.practice in scripts and total.practice in expected
    ]


def _place(points: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * points / MOST, 1)
