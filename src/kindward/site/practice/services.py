"""Writes: a session, a check-in. The same thing sent twice is one record, in whatever order things arrive."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from kindward.site.metrics import SAVED
from kindward.site.people.models import Person
from kindward.site.practice.clock import local_day, true_times
from kindward.site.practice.library import kind_of
from kindward.site.practice.models import ANSWERS, CheckIn, Ended, Session
from kindward.site.practice.reports import CheckInReport, SessionReport
from kindward.site.practice.signals import check_in_kept, session_grown, session_kept
from kindward.site.sealing.services import give

#: Of two reports of one session with equally many seconds, which end is the later knowledge.
_ORDER = [Ended.LEFT, Ended.STOPPED, Ended.EASED_OFF, Ended.FINISHED]
_TOLD_AGAIN = (
    "end_time", "end_zone_offset", "seconds_practised", "ended", "reported_start_time", "reported_end_time",
)  # fmt: skip


@transaction.atomic
def record_session(person: Person, report: SessionReport, now: datetime) -> tuple[Session, bool]:
    """Keep a session; returns it and whether it is new.

    A session may be reported more than once, as when a page is left and come back to. The report with more
    seconds practised stands, whichever arrives first. Raises ``Person.DoesNotExist`` when the person was
    claimed or deleted meanwhile, and ``ValidationError`` for a value no field can hold.
    """
    _hold(person)
    told = Session(person=person, received_at=now, **_session_fields(report, now))
    told.clean_fields(exclude=["person"])
    known = Session.objects.filter(person=person, key=report.key).first()
    if known:
        before = known.seconds_practised
        if _learn(known, told):
            more = known.seconds_practised - before
            session_grown.send(Session, person=person, session=known, seconds=more)
        return known, False
    told.save(force_insert=True)
    CheckIn.objects.filter(person=person, session_key=told.key, session=None).update(session=told)
    session_kept.send(Session, person=person, session=told)
    transaction.on_commit(SAVED.labels("session").inc)
    return told, True


@transaction.atomic
def record_check_in(person: Person, report: CheckInReport, now: datetime) -> tuple[CheckIn, bool]:
    """Keep a check-in; returns it and whether it is new.

    It may arrive before its session, and in parts: an answer fills what was empty and never replaces another.
    Raises as :func:`record_session`.
    """
    _hold(person)
    told = CheckIn(person=person, **_check_in_fields(report, now))
    told.clean_fields(exclude=["person", "session"])
    known = CheckIn.objects.of(person).filter(key=report.key).first()
    if known:
        if new := _fill(known, told):
            check_in_kept.send(CheckIn, person=person, check_in=known, new=new)
        return known, False
    if told.session_key:
        told.session = Session.objects.filter(person=person, key=told.session_key).first()
    told.save(force_insert=True)
    new = [name for name in ANSWERS if getattr(told, name) is not None]
    check_in_kept.send(CheckIn, person=person, check_in=told, new=new)
    transaction.on_commit(SAVED.labels("check-in").inc)
    return told, True


def move(source: Person, target: Person) -> None:
    """Give ``target`` all that ``source`` recorded; what both have becomes one. Call in a transaction."""
    theirs = {session.key: session for session in target.sessions.all()}
    for session in source.sessions.filter(key__in=theirs):
        _learn(theirs[session.key], session)
        session.check_ins.update(session=theirs[session.key])
        session.delete()
    source.sessions.update(person=target)
    answered = {check_in.key: check_in for check_in in CheckIn.objects.of(target)}
    for check_in in CheckIn.objects.of(source).filter(key__in=answered):
        _fill(answered[check_in.key], check_in)
        check_in.delete()
    give(CheckIn.objects.of(source), target)
    _join(target)


def _hold(person: Person) -> None:
    # One writer at a time for each person: a session and its check-in that arrive together find each other.
    Person.objects.select_for_update().get(pk=person.pk)


def _join(person: Person) -> None:
    waiting = CheckIn.objects.filter(person=person, session=None).exclude(session_key="")
    keys = set(waiting.values_list("session_key", flat=True))
    for session in person.sessions.filter(key__in=keys):
        waiting.filter(session_key=session.key).update(session=session)


def _learn(known: Session, told: Session) -> bool:
    """Take over a report of the same session that knows more of it; says whether it did."""
    if _knowledge(told) <= _knowledge(known):
        return False
    for name in _TOLD_AGAIN:
        setattr(known, name, getattr(told, name))
    known.end_time = max(known.end_time, known.start_time)
    known.save(update_fields=_TOLD_AGAIN)
    return True


def _knowledge(session: Session) -> tuple[int, int]:
    return session.seconds_practised, _ORDER.index(Ended(session.ended))


def _fill(known: CheckIn, told: CheckIn) -> list[str]:
    """Take over what was not answered before; the names of what was new."""
    new = [name for name in ANSWERS if getattr(known, name) is None and getattr(told, name) is not None]
    for name in new:
        setattr(known, name, getattr(told, name))
    if new:
        known.save(update_fields=["answers"])
    return new


def _session_fields(report: SessionReport, now: datetime) -> dict[str, Any]:
    times = true_times(
        report.start_time,
        report.end_time,
        sent_at=report.sent_at,
        now=now,
        practised=timedelta(seconds=report.seconds_practised),
    )
    return {
        "key": report.key,
        "practice": report.practice,
        "version": report.version,
        "kind": kind_of(report.practice),
        "start_time": times.start,
        "start_zone_offset": report.start_zone_offset,
        "end_time": times.end,
        "end_zone_offset": report.end_zone_offset,
        "day": local_day(times.start, report.start_zone_offset),
        "asked_seconds": report.asked_seconds,
        "seconds_practised": report.seconds_practised,
        "ended": report.ended,
        "voice": report.voice,
        "reported_start_time": report.start_time if times.corrected else None,
        "reported_end_time": report.end_time if times.corrected else None,
    }


def _check_in_fields(report: CheckInReport, now: datetime) -> dict[str, Any]:
    moment = true_times(report.at, report.at, sent_at=report.sent_at, now=now, practised=timedelta(0)).end
    answers = {name: answer for name in ANSWERS if (answer := getattr(report, name)) is not None}
    return {
        "key": report.key,
        "session_key": report.session_key,
        "moment": report.moment,
        "at": moment,
        # By the device's clock, whose zone the person is in.
        "day": moment.astimezone(report.at.tzinfo).date(),
        "answers": answers,
    }
