"""Writes: what the 48-hour clock brings about. Noticed late, it is written down all the same."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kindward.matching.clock import TOLD_AT
from kindward.site.care import log, notices
from kindward.site.care.models import Assessment, Kind
from kindward.site.care.roles import TICK


def keep_time(case: log.Case, now: datetime, *, quietly: bool = False) -> None:
    """Write down which hours went by, once each, and a miss; ``quietly`` tells nobody. Call in a transaction, before
    the clock is stopped."""
    clock = case.standing.clock
    if clock is None or not case.standing.is_waiting:
        return
    row, round_number = case.assessment, case.standing.round
    passed = [hours for hours in clock.told(now) if hours not in case.standing.told]
    for hours in passed:
        case.add(Kind.ESCALATED, now, actor=TICK, reason=f"{hours}h", once=f"told:{round_number}:{hours}")
    if passed and not quietly:
        # Who was away for a day is told the last of it, not each hour of it.
        hours = max(passed)
        notices.tell_coordinators(notices.CLOCK, f"{row.case}:{round_number}:{hours}", now, {"hours": hours})
    if clock.is_over(now) and not case.standing.is_missed:
        case.add(Kind.MISSED, now, actor=TICK, reason=f"{TOLD_AT[-1]}h", once=f"missed:{round_number}")
        if not quietly:
            notices.tell_person(row, notices.MISSED, f"{row.case}:{round_number}", now)


@transaction.atomic
def look(assessment: Assessment, now: datetime) -> None:
    """The tick's look at one case."""
    try:
        case = log.hold(assessment)
    except Assessment.DoesNotExist:
        return
    keep_time(case, now)
    # Also where nothing was to be written down: the next look lies ahead.
    case.look_again()
