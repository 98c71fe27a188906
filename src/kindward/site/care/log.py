"""Writes: the log of a case. Who adds to it holds the case's assessment, so that events come one after the other."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kindward.matching.clock import TOLD_AT
from kindward.matching.states import Standing, after, derive
from kindward.site.care import work
from kindward.site.care.models import Assessment, Event, Kind
from kindward.site.care.standings import events_of

#: After these somebody may be matched who could not be before.
MOVES_MATCHING = frozenset(
    {
        Kind.SUBMITTED, Kind.CHANGED, Kind.DECLINED, Kind.EXPIRED, Kind.RECALLED, Kind.ASKED_AGAIN, Kind.RESUMED,
        Kind.WITHDRAWN, Kind.ENDED,
    }
)  # fmt: skip
#: A case that was missed is looked at this often still.
AFTER_A_MISS = timedelta(days=1)


class Case:
    """One case, held by this transaction."""

    def __init__(self, assessment: Assessment, events: list[Event]) -> None:
        self.assessment = assessment
        self.standing: Standing = derive(events)
        self._seq = events[-1].seq if events else 0
        self._at = events[-1].at if events else None

    def add(
        self,
        kind: Kind,
        now: datetime,
        *,
        actor: str,
        reason: str = "",
        therapist: UUID | None = None,
        offer: UUID | None = None,
        once: str = "",
    ) -> Event | None:
        """Add an event; None when one with the key ``once`` is there already.

        A clock that was set back puts no event before the one before it.
        """
        key = f"{self.assessment.case}:{once}" if once else ""
        if key and Event.objects.filter(key=key).exists():
            return None
        round_number = self.standing.round + (kind == Kind.ASKED_AGAIN)
        event = Event(
            key=key, case=self.assessment.case, seq=self._seq + 1, kind=kind, at=max(now, self._at or now),
            round=round_number, therapist=therapist, offer=offer, actor=actor, reason=reason,
            made_up=self.assessment.made_up,
        )  # fmt: skip
        event.save()
        self._seq, self._at = event.seq, event.at
        self.standing = after(self.standing, event)
        self.look_again()
        if kind in MOVES_MATCHING:
            work.ask(work.MATCHING)
        return event

    def look_again(self) -> None:
        """Keep when the tick has to look at the case next."""
        assessment, standing = self.assessment, self.standing
        assessment.due_at = next_look(standing)
        if standing.submitted_at and assessment.submitted_at is None:
            assessment.submitted_at = standing.submitted_at
        if standing.is_over:
            assessment.ended_at = standing.since
        assessment.save(update_fields=["due_at", "submitted_at", "ended_at"])


def next_look(standing: Standing) -> datetime | None:
    """When the tick next has something to look at in a case that stands so; None while nobody waits."""
    clock = standing.clock
    if clock is None or not standing.is_waiting or not clock.is_running:
        return None
    ahead = [hours for hours in TOLD_AT if hours not in standing.told]
    if not ahead:
        return clock.deadline + AFTER_A_MISS
    return clock.started_at + clock.held + timedelta(hours=ahead[0])


def hold(assessment: Assessment) -> Case:
    """The case of an assessment, held until the transaction ends. Raises ``Assessment.DoesNotExist`` when it has
    gone meanwhile."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a case is held by a transaction, and there is none")
    # ``of``: the person may go on with other things meanwhile.
    row = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    return Case(row, events_of(row.case))


def begin(assessment: Assessment) -> Case:
    """The case of an assessment that was saved in this transaction for the first time."""
    return Case(assessment, [])


__all__ = ["Case", "begin", "hold", "next_look"]
