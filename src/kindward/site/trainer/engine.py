"""The library's trainer, once in each process, and what rows mean to it."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from kindward.measure.profile import BASELINES, Answered, FlowPicture, picture_of
from kindward.measure.score import score
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import ANSWERS, CheckIn, Moment, Session
from kindward.site.progress.instruments import instruments
from kindward.site.progress.models import Response
from kindward.site.trainer.models import PopulationState
from kindward.trainer import CheckedIn, Measured, Population, Practised, Trainer, TrainerError, Way

log = logging.getLogger(__name__)

#: Without a norm a flow is compared with the person's own baseline; a fifth of the scale then counts as one unit.
#: That is a judgement, made so that own baselines and norms are of one size; it decides nothing alone.
OWN_UNIT = 0.2


#: Seconds after which a process looks whether the population has changed.
LOOK_SECONDS = 60.0


@dataclass(slots=True)
class _Held:
    """The trainer of this process, the population's version it believes, and when that was looked up."""

    trainer: Trainer | None = None
    version: int = 0
    looked_at: float = -math.inf


_held = _Held()


def trainer() -> Trainer:
    """The trainer over this site's practices, believing what the last nightly update found.

    One small query a minute finds out whether that has changed; the population itself is read only then.
    """
    if _held.trainer is None or time.monotonic() - _held.looked_at >= LOOK_SECONDS:
        version = PopulationState.objects.values_list("version", flat=True).first() or 0
        if _held.trainer is None or version != _held.version:
            _held.trainer, _held.version = Trainer(catalogue(), population=_population()), version
        _held.looked_at = time.monotonic()
    return _held.trainer


def look_again() -> None:
    """Have the next call of :func:`trainer` find out whether the population has changed."""
    _held.looked_at = -math.inf


def _population() -> Population | None:
    row = PopulationState.objects.first()
    try:
        return Population.from_json(row.state) if row else None
    except (TrainerError, KeyError, ValueError):
        # Of another version of this software: the curriculum is a good beginning until tonight.
        log.warning("what is known of everybody cannot be read; the next nightly update works it out anew")
        return None


@cache
def trainer_for_strangers() -> Trainer:
    """The curriculum alone, choosing what it thinks best every time: a first page is no place to try things
    out, and asks no database."""
    return Trainer(catalogue(), way=Way(explore=0.0))


def practised(session: Session) -> Practised | None:
    """The session as the trainer hears of it; None for a practice that is no longer here."""
    if session.practice not in catalogue():
        return None
    return Practised(session.practice, session.seconds_practised)


def checked_in(check_in: CheckIn, new: Collection[str] = ANSWERS) -> CheckedIn | None:
    """The answers that ``new`` names as the trainer hears of them; None while nothing in them concerns a choice."""
    said = {name: getattr(check_in, name) for name in ("warmth", "soothing", "hurt") if name in new}
    if check_in.moment == Moment.BEFORE:
        warmth = said.get("warmth")
        return None if warmth is None else CheckedIn(warmth=warmth)
    slug = check_in.session.practice if check_in.session else None
    soothing, hurt = said.get("soothing"), said.get("hurt")
    if slug is None or slug not in catalogue() or (soothing is None and hurt is None):
        return None
    return CheckedIn(slug=slug, soothing=soothing, hurt=hurt)


def measured(responses: Sequence[Response]) -> Measured | None:
    """What the last of ``responses``, older first, says of the flows and of fear, seen beside those before it.

    None when it says nothing of either.
    """
    known = instruments()
    answered = [
        Answered(known[row.instrument], row.day, tuple(row.answers))
        for row in responses
        if row.instrument in known and len(row.answers) == known[row.instrument].items
    ]
    if not answered or responses[-1].instrument != answered[-1].instrument.name:
        return None
    last = answered[-1]
    scored, scales = score(last.instrument, last.answers), last.instrument.flows
    levels = {
        flow: _level(picture)
        for flow, picture in picture_of(answered).items()
        if flow in scales and scored.of(scales[flow]) is not None
    }
    fear = _fear(last) if last.instrument.name == "fears" else None
    return Measured(levels, fear) if levels or fear is not None else None


def _level(picture: FlowPicture) -> tuple[float, float]:
    """Level in standard units and its standard error."""
    if picture.standing is not None:
        return picture.standing
    shares = picture.shares
    first = shares[:BASELINES]
    change = shares[-1] - sum(first) / len(first)
    return change / OWN_UNIT, max(picture.error / OWN_UNIT, 0.05)


def _fear(one: Answered) -> float | None:
    """Fears of compassion as a share of the scale, over the subscales that were scored."""
    instrument = one.instrument
    scored = score(instrument, one.answers)
    shares = [
        (value - instrument.low * len(part.items)) / ((instrument.high - instrument.low) * len(part.items))
        for part in instrument.subscales
        if (value := scored.subscales[part.name]) is not None
    ]
    return sum(shares) / len(shares) if shares else None
