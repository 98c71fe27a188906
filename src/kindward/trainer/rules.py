"""Rules that are never learned away: what may be offered now, and for how long. They pace and re-order;
they lock nobody out.

Each rule is a mask over practices. What a person excluded and the seconds they have always hold. The others
are laid on in the order below, each for those people to whom it leaves something; so there is always an
answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Floats, Ints
from .curriculum import Curriculum
from .curriculum_file import ANCHORS
from .errors import NothingToOffer
from .hurts import HIGH_FEAR, NEAR
from .people import FIRST_SECONDS, People

WEEK, PERSISTS = 7.0, 21.0
#: Seconds in steps of which a session grows.
STEP = 30
LAPSE_DAYS = 7.0
#: Least gentleness when practice hurt once lately; when twice or it is still there; when that goes on; and
#: on coming back.
GENTLE = (0.0, 0.6, 0.8, 0.85)
GENTLE_FIRST, GENTLE_AGAIN = 0.75, 0.65
#: Times as long as usual, by the same steps, and the longest then.
SHORTER, LONGEST_THEN = (1.0, 0.66, 0.5, 0.33), (900, 240, 120, 90)
#: Unhurt sessions before the next step of the order for people who fear compassion.
STEP_SESSIONS = 3


@dataclass(eq=False)
class Moment:
    """N people at one time, and what each asks for. Masks are N x P."""

    people: People
    now: float
    seconds: Floats  # N available; inf when not said
    excluded: Bools
    pinned: Bools
    skip: Bools  # waved on just now
    week: Bools  # of this week of the programme
    hour: Ints  # N hour of the person's day, -1 when not known
    flow: Ints  # N direction the person chose, -1 for none

    @classmethod
    def plain(cls, people: People, now: float, seconds: Floats) -> Moment:
        """A moment in which nobody asks for anything but a length."""
        none, never = np.zeros(people.done.shape, bool), np.full(len(people), -1)
        return cls(people, now, seconds, none, none, none, none, never, never)


def ease(people: People, now: float) -> Ints:
    """How gently to go, N: 0 as usual; 1 it hurt once this week; 2 twice, or it was still there; 3 that
    goes on."""
    age = now - people.hurt_at
    week, month = age < WEEK, age < PERSISTS
    hurts, still = week.sum(axis=1), (week & people.hurt_still).sum(axis=1)
    goes_on = ((month & people.hurt_still).sum(axis=1) >= 2) | (month.sum(axis=1) >= 4)
    lasting = (hurts >= 2) | (still >= 1)
    return np.where(lasting, np.where(goes_on, 3, 2), np.minimum(hurts, 1)).astype(np.int64)


def fear_step(curriculum: Curriculum, people: People) -> Ints:
    """Where in the order for fears of compassion, N: 0 to others, 1 receiving small kindness, 2 oneself
    without images, 3 open."""
    near_hurts = people.hurts[:, curriculum.closeness >= NEAR].sum(axis=1)
    high = np.where(np.isnan(people.fear), near_hurts >= 3, people.fear >= HIGH_FEAR)
    fine = np.maximum(people.done - people.hurts, 0)
    others, received, own = (fine[:, mask].sum(axis=1) >= STEP_SESSIONS for mask in fear_groups(curriculum))
    return np.where(high, np.where(others, np.where(received, np.where(own, 3, 2), 1), 0), 3).astype(np.int64)


def fear_groups(curriculum: Curriculum) -> tuple[Bools, Bools, Bools]:
    """Practices of the three steps: to others; receiving small kindness; oneself, by behaviour and body and
    not by images."""
    to_others = (curriculum.trains[:, 0] >= 0.5) & ~curriculum.inward & ~curriculum.imagery
    received = (curriculum.trains[:, 1] >= 0.3) & (curriculum.gentleness >= 0.7) & ~curriculum.imagery
    own = (
        (curriculum.trains[:, 2] >= 0.4)
        & ~curriculum.imagery
        & ~curriculum.inward
        & (curriculum.gentleness >= 0.6)
    )
    return to_others, received, own


def seconds_for(curriculum: Curriculum, moment: Moment) -> Ints:
    """How long each practice would be, N x P: small and steady, grown slowly, never beyond what the person
    has."""
    people, level = moment.people, ease(moment.people, moment.now)
    sessions = people.done.sum(axis=1)
    lapsed = moment.now - people.last_at >= LAPSE_DAYS
    small = np.minimum(FIRST_SECONDS + 12 * sessions, 300)
    wanted = np.where(lapsed, FIRST_SECONDS, np.clip(people.usual, small, 900))
    wanted = np.minimum(wanted * np.array(SHORTER)[level], np.array(LONGEST_THEN)[level])
    cap = np.minimum(wanted, moment.seconds)
    whole = np.floor(cap / STEP) * STEP
    return np.asarray(np.clip(whole[:, None], curriculum.shortest, curriculum.longest).astype(np.int64))


def allowed(curriculum: Curriculum, moment: Moment) -> Bools:
    """What may be offered, N x P, with at least one practice in each row.

    Raises :class:`NothingToOffer` when a person excluded everything. Where nothing is short enough for the
    seconds a person has, the shortest of the rest is what comes nearest.
    """
    left = ~moment.excluded
    if not left.any(axis=1).all():
        raise NothingToOffer("excluded: holds every practice; expected at least one left")
    fits = curriculum.shortest <= moment.seconds[:, None]
    nearest = np.where(left, curriculum.shortest, np.iinfo(np.int64).max)
    nearest_fit = nearest == nearest.min(axis=1, keepdims=True)
    out = _lay(left, np.where((left & fits).any(axis=1, keepdims=True), fits, nearest_fit))
    out = _lay(out, ~moment.skip)
    pinned = _lay(out, moment.pinned)
    for mask in rules(curriculum, moment):
        out = _lay(out, mask)
    chose = (pinned & moment.pinned).any(axis=1, keepdims=True)
    return np.asarray(np.where(chose, pinned, out))


def rules(curriculum: Curriculum, moment: Moment) -> Iterator[Bools]:
    """The rules a person may override, the most important first; each N x P or P."""
    people, places = moment.people, np.arange(len(curriculum))
    thrice = (people.last[:, :1] == people.last[:, 1:]) & (people.last[:, :1] == places)
    yield ~thrice
    level = ease(people, moment.now)[:, None]
    yield (level < 2) | (outward(curriculum) & (curriculum.gentleness >= np.array(GENTLE)[level]))
    yield _fear_order(curriculum, people)
    recent: Bools = np.asarray(people.hurt_at > moment.now - WEEK)[:, :, None] & (
        people.hurt_by[:, :, None] == places
    )
    yield np.asarray(~recent.any(axis=1))
    yield curriculum.gentleness >= np.array(GENTLE)[level]
    yield ~curriculum.act | (moment.now - people.act_at >= WEEK)[:, None]
    first = people.done.sum(axis=1, keepdims=True) == 0
    lapsed = (moment.now - people.last_at >= LAPSE_DAYS)[:, None] & ~first
    short = curriculum.shortest <= FIRST_SECONDS
    yield ~first | (short & (curriculum.gentleness >= GENTLE_FIRST) & ~curriculum.writes)
    yield ~lapsed | (short & (curriculum.gentleness >= GENTLE_AGAIN))
    yield ~curriculum.needs.any(axis=1) | (people.done @ curriculum.needs.T > 0)
    late: Bools = np.asarray((moment.hour >= 21) | ((moment.hour >= 0) & (moment.hour < 4)))[:, None]
    yield ~late | curriculum.quiet
    yield np.asarray(curriculum.shortest <= np.array(LONGEST_THEN)[level])


def outward(curriculum: Curriculum) -> Bools:
    """Practices that turn outward, with something to rest on that is not within, P."""
    inside = curriculum.anchor == ANCHORS.index("inside")
    return np.asarray(~inside & (curriculum.closeness < NEAR) & ~curriculum.imagery)


def _fear_order(curriculum: Curriculum, people: People) -> Bools:
    step = fear_step(curriculum, people)[:, None]
    to_others, received, own = fear_groups(curriculum)
    steady = curriculum.closeness < 0.1
    return np.asarray((step >= 3) | to_others | steady | ((step >= 1) & received) | ((step >= 2) & own))


def _lay(left: Bools, mask: Bools) -> Bools:
    both = left & mask
    return np.where(both.any(axis=1, keepdims=True), both, left)
