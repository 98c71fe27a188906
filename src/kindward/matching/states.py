"""Where a case stands, derived from what happened to it and kept nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from .clock import Clock

#: Events after which a case stands as they are called.
STANDING = frozenset(
    {
        "draft", "submitted", "offered", "declined", "expired", "recalled", "accepted", "contacted", "first_session",
        "paused", "withdrawn", "urgent", "no_capacity", "ended",
    }
)  # fmt: skip
#: States in which a therapist is sought and none is asked at this moment.
SOUGHT = frozenset({"submitted", "declined", "expired", "recalled", "no_capacity"})
#: States in which a therapist and the person can write to each other.
TOGETHER = frozenset({"accepted", "contacted", "first_session"})
#: States from which only the person leads on, by asking anew.
OVER = frozenset({"withdrawn", "urgent", "ended"})


class Happened(Protocol):
    """One event, as far as states depend on it. ``kind`` is a word of ``site.care.models.Kind``."""

    kind: str
    at: datetime
    round: int
    therapist: UUID | None
    offer: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A therapist who was asked and did not take the case: how it ended and when."""

    therapist: UUID
    how: str
    at: datetime
    round: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands. ``therapist`` is the one asked or with the person now, ``offer`` theirs."""

    state: str = "none"
    round: int = 1
    since: datetime | None = None
    submitted_at: datetime | None = None
    clock: Clock | None = None
    therapist: UUID | None = None
    offer: UUID | None = None
    #: In the order in which it happened, over all rounds.
    asked: tuple[Asked, ...] = ()
    #: Therapists who were with the person and are no longer.
    former: tuple[UUID, ...] = ()
    #: This round: hours at which coordinators were told, and whether it was missed.
    told: frozenset[int] = field(default_factory=frozenset)
    is_missed: bool = False
    reason: str = ""
    #: What the state was before a pause.
    before_pause: str = ""

    @property
    def is_sought(self) -> bool:
        """Whether a therapist is sought and none is asked at this moment."""
        return self.state in SOUGHT

    @property
    def is_waiting(self) -> bool:
        """Whether the person waits for somebody and the clock runs."""
        return self.is_sought or self.state == "offered"

    @property
    def is_together(self) -> bool:
        """Whether there is a therapist with the person now."""
        return self.state in TOGETHER

    @property
    def is_over(self) -> bool:
        """Whether nothing goes on by itself any more."""
        return self.state in OVER


def derive(events: Iterable[Happened]) -> Standing:
    """Where a case stands after ``events``, in their order. No events: the state ``none``."""
    standing = Standing()
    for event in events:
        standing = after(standing, event)
    return standing


def after(standing: Standing, event: Happened) -> Standing:
    """Where a case stands that stood at ``standing`` once ``event`` has happened."""
    step = _STEPS.get(event.kind)
    if step is not None:
        standing = step(standing, event)
    if event.kind in STANDING:
        standing = replace(standing, state=event.kind, since=event.at, reason=event.reason)
    return standing


def _submitted(standing: Standing, event: Happened) -> Standing:
    return replace(standing, submitted_at=event.at, clock=Clock(event.at), round=event.round)


def _asked_again(standing: Standing, event: Happened) -> Standing:
    former = (*standing.former, standing.therapist) if standing.therapist else standing.former
    return replace(
        standing, state="submitted", since=event.at, reason=event.reason, round=event.round, clock=Clock(event.at),
        therapist=None, offer=None, former=former, told=frozenset(), is_missed=False,
    )  # fmt: skip


def _offered(standing: Standing, event: Happened) -> Standing:
    return replace(standing, therapist=event.therapist, offer=event.offer)


def _not_taken(standing: Standing, event: Happened) -> Standing:
    asked = standing.asked
    if event.therapist is not None:
        asked = (*asked, Asked(event.therapist, event.kind, event.at, event.round))
    return replace(standing, therapist=None, offer=None, asked=asked)


def _contacted(standing: Standing, event: Happened) -> Standing:
    clock = standing.clock
    if clock is not None and clock.stopped_at is None:
        clock = replace(clock, stopped_at=event.at)
    return replace(standing, clock=clock)


def _paused(standing: Standing, event: Happened) -> Standing:
    clock = replace(standing.clock, held_since=event.at) if standing.clock else None
    return replace(standing, clock=clock, before_pause=standing.state)


def _resumed(standing: Standing, event: Happened) -> Standing:
    clock = standing.clock
    if clock is not None and clock.held_since is not None:
        span = max(timedelta(0), event.at - clock.held_since)
        clock = replace(clock, held=clock.held + span, held_since=None)
    return replace(standing, state="submitted", since=event.at, reason="", clock=clock, before_pause="")


def _over(standing: Standing, event: Happened) -> Standing:
    former = (
        (*standing.former, standing.therapist)
        if standing.is_together and standing.therapist
        else standing.former
    )
    clock = standing.clock
    # Nobody waits any more: the wait ends here, met or not.
    if clock is not None and clock.stopped_at is None:
        clock = replace(clock, stopped_at=clock.held_since or event.at, held_since=None)
    return replace(standing, clock=clock, therapist=None, offer=None, former=former)


def _told(standing: Standing, event: Happened) -> Standing:
    hours = event.reason.removesuffix("h")
    return replace(standing, told=standing.told | {int(hours)}) if hours.isdigit() else standing


def _missed(standing: Standing, _event: Happened) -> Standing:
    return replace(standing, is_missed=True)


_STEPS = {
    "submitted": _submitted,
    "asked_again": _asked_again,
    "offered": _offered,
    "accepted": _offered,
    "declined": _not_taken,
    "expired": _not_taken,
    "recalled": _not_taken,
    "contacted": _contacted,
    "paused": _paused,
    "resumed": _resumed,
    "withdrawn": _over,
    "urgent": _over,
    "ended": _over,
    "escalated": _told,
    "missed": _missed,
}
