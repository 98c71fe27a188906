"""The picture of the three flows from what a person answered: levels, how sure they are, and what changed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .change import Verdict, standard_error, verdict_on
from .instrument import TOTAL, Instrument, Norm
from .score import score

FLOWS = ("to_others", "from_others", "to_self")
#: The first two administrations are the baseline: one pair rarely suffices to tell a change.
BASELINES = 2
#: Least uncertainty shown, as a share of the scale: nobody is known better than this.
LEAST_ERROR = 0.04


@dataclass(frozen=True, slots=True)
class Answered:
    """One response to an instrument on the person's own date; ``answers`` in item order, None for missing."""

    instrument: Instrument
    day: date
    answers: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """One flow: ``level`` and ``error`` as shares of the scale (0 to 1), values over time, and the verdict.

    A higher ``level`` is always the better one; ``history`` has the instrument's own points, older first.
    ``times`` counts administrations; ``more_needed`` how many more would allow a verdict at all.
    """

    flow: str
    level: float
    error: float
    history: tuple[tuple[date, float], ...]
    verdict: Verdict
    more_needed: int
    #: Whether there is a norm, or a service's own threshold, to judge a change by.
    can_be_judged: bool
    #: Lowest and highest score there is.
    ends: tuple[float, float]
    #: Whether a higher score is the better one.
    upwards: bool
    #: With a norm: the level in its standard deviations from its mean, up for better, and its standard error.
    standing: tuple[float, float] | None

    @property
    def times(self) -> int:
        """How often it was measured."""
        return len(self.history)

    @property
    def span(self) -> float:
        """Points from the lowest to the highest score."""
        return self.ends[1] - self.ends[0]

    @property
    def shares(self) -> tuple[float, ...]:
        """The history as shares of the scale, 1 for the best there is."""
        raw = ((value - self.ends[0]) / self.span for _, value in self.history)
        return tuple(share if self.upwards else 1 - share for share in raw)


def picture_of(answered: Sequence[Answered]) -> dict[str, FlowPicture]:
    """The flows that were measured, each from the instrument answered last for it. ``answered``: older first."""
    out: dict[str, FlowPicture] = {}
    for flow in FLOWS:
        mine = [one for one in answered if flow in one.instrument.flows]
        if not mine:
            continue
        instrument = mine[-1].instrument
        same = [one for one in mine if one.instrument.name == instrument.name]
        if picture := _flow(flow, instrument, same):
            out[flow] = picture
    return out


def _flow(flow: str, instrument: Instrument, same: Sequence[Answered]) -> FlowPicture | None:
    scale = instrument.flows[flow]
    scored = [(one, value) for one in same if (value := score(instrument, one.answers).of(scale)) is not None]
    if not scored:
        return None
    history = tuple((one.day, value) for one, value in scored)
    norm, (last, value), (low, high) = instrument.norm(scale), scored[-1], ends_of(instrument, scale)
    share = (value - low) / (high - low)
    better = -1 if instrument.is_lower_better(scale) else 1
    standing = (
        (better * (value - norm.mean) / norm.sd, standard_error(norm.sd, norm.reliability) / norm.sd)
        if norm
        else None
    )
    return FlowPicture(
        flow,
        level=share if better > 0 else 1 - share,
        error=max(_error(last, instrument, scale, norm) / (high - low), LEAST_ERROR),
        history=history,
        verdict=_verdict(instrument, scale, [value for _, value in history]),
        more_needed=max(0, BASELINES + 1 - len(history)),
        can_be_judged=norm is not None or (scale == TOTAL and instrument.reliable_change is not None),
        ends=(low, high),
        upwards=better > 0,
        standing=standing,
    )


def _verdict(instrument: Instrument, scale: str, values: Sequence[float]) -> Verdict:
    """The mean of the baselines against the mean of the newest, as many at most."""
    before, after = values[:BASELINES], values[BASELINES:][-BASELINES:]
    if not after:
        return Verdict("cannot_tell", None, None, "It was not answered often enough yet.")
    return verdict_on(instrument, scale, before, after)


def ends_of(instrument: Instrument, scale: str) -> tuple[float, float]:
    """Lowest and highest score of ``scale`` (a subscale or ``total``)."""
    times = _points(instrument, scale)
    return instrument.low * times, instrument.high * times


def _points(instrument: Instrument, scale: str) -> int:
    """How many points of the scale one point on every item's mean comes to."""
    how = next((part.how for part in instrument.subscales if part.name == scale), instrument.total)
    multiply = instrument.multiply if scale == TOTAL else 1
    return (len(instrument.items_of(scale)) if how == "sum" else 1) * multiply


def _error(one: Answered, instrument: Instrument, scale: str, norm: Norm | None) -> float:
    """Standard error of the score in points: from the norm's reliability, else from how its items differ."""
    if norm is not None:
        return standard_error(norm.sd, norm.reliability)
    whole = instrument.low + instrument.high
    there = [
        float(whole - answer if n in instrument.reversed else answer)
        for n in instrument.items_of(scale)
        if (answer := one.answers[n - 1]) is not None
    ]
    if len(there) < 2:
        return float(instrument.high - instrument.low) / 4 * _points(instrument, scale)
    mean = sum(there) / len(there)
    spread = math.sqrt(sum((answer - mean) ** 2 for answer in there) / (len(there) - 1))
    return spread / math.sqrt(len(there)) * _points(instrument, scale)


def levels_of(pictures: Mapping[str, FlowPicture]) -> dict[str, tuple[float, float]]:
    """Level and error of each measured flow, as shares of the scale."""
    return {flow: (picture.level, picture.error) for flow, picture in pictures.items()}
