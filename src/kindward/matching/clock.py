"""The 48-hour clock: from an asking to the moment a therapist's first words or times can be seen.

All moments are in UTC. Hours are consecutive: nights, weekends and changes of summer time count as they pass. Only the
person can hold the clock, by pausing; what a pause took is added at its end and is nobody's waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: The promise.
PROMISED = timedelta(hours=48)
#: Hours of waiting after which coordinators are told; the last is the promise itself.
TOLD_AT = (12, 24, 36, 44, 48)
#: An offer waits so long for its answer at most, and at least.
LONGEST_OFFER = timedelta(hours=6)
SHORTEST_OFFER = timedelta(hours=1)
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Clock:
    """One round's clock. ``held`` is the time of pauses that are over, ``held_since`` the start of one that is not."""

    started_at: datetime
    stopped_at: datetime | None = None
    held: timedelta = _NOTHING
    held_since: datetime | None = None

    @property
    def deadline(self) -> datetime:
        """When the 48 hours are over, as things stand."""
        return self.started_at + PROMISED + self.held

    @property
    def is_running(self) -> bool:
        """Whether time counts now."""
        return self.stopped_at is None and self.held_since is None

    def waited(self, now: datetime) -> timedelta:
        """How long the person has waited, pauses left out; never less than nothing, whatever ``now`` is."""
        return max(_NOTHING, (self.stopped_at or self.held_since or now) - self.started_at - self.held)

    def left(self, now: datetime) -> timedelta:
        """What is left of the 48 hours; nothing once they are over."""
        return max(_NOTHING, PROMISED - self.waited(now))

    def is_over(self, now: datetime) -> bool:
        """Whether 48 hours were waited; also of a clock that stopped later than that."""
        return self.waited(now) >= PROMISED

    def told(self, now: datetime) -> tuple[int, ...]:
        """The hours of :data:`TOLD_AT` that have been waited."""
        waited = self.waited(now)
        return tuple(hours for hours in TOLD_AT if waited >= timedelta(hours=hours))


def offer_ends(now: datetime, deadline: datetime) -> datetime:
    """Until when a therapist is given to answer: a third of what is left, one to six hours.

    So that three therapists can be asked in turn before the time is over, and nobody has less than an hour.
    """
    return now + min(LONGEST_OFFER, max(SHORTEST_OFFER, (deadline - now) / 3))
