"""Writes: the sums behind a person's page, kept as things are kept, and worked out anew from the rows."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Count, F, Sum

from kindward.site.people.models import Person
from kindward.site.practice.models import ANSWERS, CheckIn, Hurt, Moment, Session
from kindward.site.progress.models import OF_ANSWERS, DayTotal, PracticeTotal

_HURT = (Hurt.PASSED, Hurt.STILL_HERE)


def add_session(person: Person, session: Session) -> None:
    """Count a new session, and what was answered about it before it arrived."""
    _add(person, session, sessions=1, seconds=session.seconds_practised)
    for check_in in CheckIn.objects.of(person).filter(session=session):
        add_answers(person, check_in, ANSWERS)


def add_seconds(person: Person, session: Session, seconds: int) -> None:
    """Count ``seconds`` more of a session that is counted already."""
    if seconds:
        _add(person, session, sessions=0, seconds=seconds)


def add_answers(person: Person, check_in: CheckIn, new: Collection[str]) -> None:
    """Count those answers of a check-in that ``new`` names, once its session is there."""
    if check_in.session is None or check_in.moment != Moment.AFTER:
        return
    more = {}
    if "soothing" in new and (soothing := check_in.soothing) is not None:
        more = {"answered": 1, "soothing_sum": soothing, "soothing_squares": soothing**2}
    if "hurt" in new and check_in.hurt in _HURT:
        more["hurts"] = 1
    practice = check_in.session.practice
    total = PracticeTotal.objects.of(person).filter(practice=practice).first() if more else None
    if total is not None:
        # Nobody else adds to it meanwhile: the person's row is held by who keeps the check-in.
        total.told = {name: total.told.get(name, 0) + more.get(name, 0) for name in OF_ANSWERS}
        total.save(update_fields=["told"])


@transaction.atomic
def rebuild(person: Person) -> None:
    """Work out all sums of the person anew. Four queries to read and write, however many sessions."""
    told = _told(person)
    sums = {"sessions": Count("pk"), "seconds": Sum("seconds_practised")}
    theirs = Session.objects.filter(person=person)
    PracticeTotal.objects.filter(person=person).delete()
    PracticeTotal.objects.bulk_create(
        PracticeTotal(person=person, **row, told=told.get(row["practice"], {}))
        for row in theirs.values("practice").annotate(**sums)
    )
    DayTotal.objects.filter(person=person).delete()
    DayTotal.objects.bulk_create(
        DayTotal(person=person, **row) for row in theirs.values("day", "practice").annotate(**sums)
    )


def _told(person: Person) -> dict[str, dict[str, int]]:
    """By practice, what the person answered after it."""
    told: dict[str, dict[str, int]] = {}
    after = CheckIn.objects.of(person).filter(moment=Moment.AFTER, session__isnull=False)
    for check_in in after.select_related("session"):
        practice = check_in.session.practice if check_in.session else ""
        sums = told.setdefault(practice, dict.fromkeys(OF_ANSWERS, 0))
        soothing = check_in.soothing
        if soothing is not None:
            sums["answered"] += 1
            sums["soothing_sum"] += soothing
            sums["soothing_squares"] += soothing**2
        sums["hurts"] += check_in.hurt in _HURT
    return told


def _add(person: Person, session: Session, sessions: int, seconds: int) -> None:
    # The person's row is held by who keeps the session, so nobody else makes the same sum meanwhile.
    more = {"sessions": F("sessions") + sessions, "seconds": F("seconds") + seconds}
    by_practice = PracticeTotal.objects.filter(person=person, practice=session.practice)
    if not by_practice.update(**more):
        PracticeTotal.objects.create(
            person=person, practice=session.practice, sessions=sessions, seconds=seconds
        )
    by_day = DayTotal.objects.filter(person=person, day=session.day, practice=session.practice)
    if not by_day.update(**more):
        DayTotal.objects.create(
            person=person, day=session.day, practice=session.practice, sessions=sessions, seconds=seconds
        )
