"""How a case went, as coordinators read it: every event, with nothing of the person in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from kindward.site.care.coordinator_services import REASONS
from kindward.site.care.models import Event
from kindward.site.care.words import DECLINE_REASONS

#: Events in words; ``{who}`` is the therapist.
WORDS = {
    "draft": "The assessment was begun.",
    "submitted": "It was sent. The clock began.",
    "changed": "The person changed an answer.",
    "offered": "{who} was asked.",
    "declined": "{who} declined.",
    "expired": "{who} did not answer in time.",
    "recalled": "The offer to {who} was taken back.",
    "accepted": "{who} accepted.",
    "contacted": "The person could see first words or times. The clock stopped.",
    "time_chosen": "A time was chosen.",
    "first_session": "They met.",
    "feedback": "The person said how first contact was.",
    "asked_again": "The person asked for somebody else. A new clock began.",
    "paused": "The person paused it.",
    "resumed": "The person went on.",
    "withdrawn": "It was withdrawn.",
    "urgent": "Acute risk was disclosed: out of the queue, to crisis help.",
    "no_capacity": "Nobody on the roster could be asked.",
    "escalated": "Coordinators were told.",
    "missed": "48 hours went by.",
    "overridden": "A coordinator stepped in.",
    "ended": "The match ended.",
}
ACTORS = {
    "person": "the person",
    "therapist": "the therapist",
    "coordinator": "a coordinator",
    "tick": "automatically",
}


class Step(NamedTuple):
    """One event in words."""

    at: datetime
    words: str
    why: str
    by: str
    is_bad: bool


def course_of(events: Sequence[Event], names: Mapping[UUID, str]) -> list[Step]:
    """Every event of a case, the latest first."""
    return [
        Step(
            event.at,
            WORDS[event.kind].format(who=_who(event, names)),
            _why(event.reason),
            ACTORS.get(event.actor, event.actor),
            event.kind in ("missed", "urgent", "no_capacity"),
        )
        for event in reversed(events)
    ]


def _who(event: Event, names: Mapping[UUID, str]) -> str:
    return names.get(event.therapist, "A therapist") if event.therapist else "A therapist"


def _why(reason: str) -> str:
    if reason.removesuffix("h").isdigit():
        return f"at {reason.removesuffix('h')} hours"
    said = REASONS.get(reason) or DECLINE_REASONS.get(reason)
    return said or reason.replace("-", " ")
