"""Writes: a person asks for a therapist, pauses, goes on, asks for another, cancels. Each is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kindward.matching import assessment as library
from kindward.site.care import clocks, log, notices, offers
from kindward.site.care.models import Assessment, Consent, Kind, Match, Offer, Quiet, Share
from kindward.site.care.roles import COORDINATOR, PERSON
from kindward.site.care.roster_selectors import is_made_up, is_open, roster
from kindward.site.people.models import Person
from kindward.site.sealing.services import give


class NotOpen(Exception):
    """This Kindward takes nobody at the moment."""


class NotServed(Exception):
    """The roster has nobody for these answers; ``what`` is the question that leaves nobody, or ``room``."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotComplete(Exception):
    """A question is not answered yet; ``question`` is its name."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


class NotNow(Exception):
    """The case does not stand so that this can be done, as when somebody was quicker."""


#: So long, what somebody answered and did not send is kept.
UNSENT_KEPT = timedelta(days=30)


@transaction.atomic
def begin(person: Person, now: datetime, zone: str = "UTC") -> Assessment:
    """The person's open assessment; a new one when there is none, with what they said last time."""
    Person.objects.select_for_update().get(pk=person.pk)
    found = Assessment.objects.filter(person=person, ended_at=None).first()
    if found is not None:
        return found
    before = Assessment.objects.filter(person=person).order_by("-pk").first()
    known = dict(before.answers) if before else {}
    # What was so then need not be so now, and would end the asking before it began.
    known["needs"] = [need for need in known.get("needs", ()) if need != library.NOT_SAFE]
    made = Assessment(person=person, answers=known, zone=zone, begun_at=now, made_up=is_made_up())
    made.save()
    log.begin(made).add(Kind.DRAFT, now, actor=PERSON)
    return made


@transaction.atomic
def answer(assessment: Assessment, given: Mapping[str, Any], now: datetime) -> Assessment:
    """Keep some answers, of a draft or while nobody is asked; the clock goes on. Who says that they are not safe leaves
    at once: see :func:`leave_for_help`.

    Raises :class:`NotNow` while a therapist is asked with the answers as they are, and when it is over.
    """
    case = _hold(assessment)
    if case.standing.state != "draft" and not case.standing.is_sought:
        raise NotNow
    row = case.assessment
    answers = {**row.answers, **given}
    if answers == row.answers:
        return row
    row.answers = answers
    row.save(update_fields=["answers"])
    if library.is_urgent(answers):
        leave_for_help(case, now)
    elif case.standing.is_sought:
        case.add(Kind.CHANGED, now, actor=PERSON)
    return row


def leave_for_help(case: log.Case, now: datetime) -> None:
    """Out of every queue, at once. Coordinators see that it happened, and not to whom. Call in a transaction."""
    offers.take_back(case, now, actor=PERSON, reason="urgent")
    case.add(Kind.URGENT, now, actor=PERSON)
    notices.tell_coordinators(notices.URGENT, str(case.assessment.case), now)


@transaction.atomic
def submit(assessment: Assessment, now: datetime) -> Assessment:
    """Send the assessment: the clock starts. Doing it twice changes nothing.

    Raises :class:`NotOpen`, :class:`NotComplete`, or :class:`NotServed` when nobody could take it: nothing is taken
    then.
    """
    case = _hold(assessment)
    row = case.assessment
    if case.standing.state != "draft":
        return row
    if not is_open():
        raise NotOpen
    if missing := library.missing(row.answers):
        raise NotComplete(missing[0])
    known = [therapist for _, therapist in roster(now).values()]
    if what := library.lacking(row.answers, known, now.date()):
        raise NotServed(what)
    case.add(Kind.SUBMITTED, now, actor=PERSON)
    return case.assessment


@transaction.atomic
def take_over(assessment: Assessment, now: datetime) -> None:
    """Take somebody over who waited elsewhere: their 48 hours here begin now, also where no place is free yet."""
    case = _hold(assessment)
    if case.standing.state == "draft":
        case.add(Kind.SUBMITTED, now, actor=COORDINATOR, reason="waiting-list")


@transaction.atomic
def ask_again(assessment: Assessment, now: datetime, reason: str = "") -> None:
    """Another therapist, without starting over: a new round with a new clock. The one until now is not asked again.

    Raises :class:`NotNow` when nobody is with the person, :class:`NotOpen` when nobody is taken at the moment.
    """
    case = _hold(assessment)
    if not case.standing.is_together:
        raise NotNow
    if not is_open():
        raise NotOpen
    _end_match(case.assessment, now)
    case.add(Kind.ASKED_AGAIN, now, actor=PERSON, reason=reason)


@transaction.atomic
def pause(assessment: Assessment, now: datetime) -> None:
    """Hold everything, the clock too. Nobody is asked, and an offer that is out is taken back."""
    case = _hold(assessment)
    if not case.standing.is_waiting:
        raise NotNow
    clocks.keep_time(case, now)
    offers.take_back(case, now, actor=PERSON, reason="paused")
    case.add(Kind.PAUSED, now, actor=PERSON)


@transaction.atomic
def resume(assessment: Assessment, now: datetime) -> None:
    """Go on where a pause began."""
    case = _hold(assessment)
    if case.standing.state != "paused":
        raise NotNow
    case.add(Kind.RESUMED, now, actor=PERSON)


@transaction.atomic
def cancel(assessment: Assessment, now: datetime, *, reason: str = "") -> None:
    """The person's own end of it, at any time; no reason is asked. Doing it twice changes nothing."""
    case = _hold(assessment)
    if case.standing.is_over:
        return
    if case.standing.state == "draft":
        # Nothing was sent, so nothing is kept but that somebody began.
        case.add(Kind.WITHDRAWN, now, actor=PERSON, reason=reason or "draft")
        case.assessment.delete()
        return
    clocks.keep_time(case, now)
    offers.take_back(case, now, actor=PERSON, reason="cancelled")
    if case.standing.is_together:
        _end_match(case.assessment, now)
        case.add(Kind.ENDED, now, actor=PERSON, reason=reason)
    else:
        case.add(Kind.WITHDRAWN, now, actor=PERSON, reason=reason)


def forget_unsent(now: datetime) -> int:
    """End what was begun and not sent for :data:`UNSENT_KEPT`; its answers go. How many."""
    old = Assessment.objects.filter(submitted_at=None, ended_at=None, begun_at__lt=now - UNSENT_KEPT)
    rows = list(old.order_by("pk")[:200])
    for row in rows:
        cancel(row, now, reason="unsent")
    return len(rows)


@transaction.atomic
def forget(person: Person) -> None:
    """Delete what the person answered and wrote in askings that are over. What is open stays."""
    for assessment in Assessment.objects.filter(person=person).exclude(ended_at=None):
        assessment.delete()


def _end_match(assessment: Assessment, now: datetime) -> None:
    Match.objects.filter(assessment=assessment, ended_at=None).update(ended_at=now)


def _hold(assessment: Assessment) -> log.Case:
    try:
        return log.hold(assessment)
    except Assessment.DoesNotExist:
        raise NotNow from None


def move(source: Person, target: Person) -> None:
    """Give ``target`` what ``source`` asked for. Of two that are open one stays so: theirs, unless only the other was
    sent; nobody waits twice. Call in a transaction."""
    ours = Assessment.objects.filter(person=source, ended_at=None).first()
    theirs = Assessment.objects.filter(person=target, ended_at=None).first()
    if ours and theirs:
        spare = theirs if ours.submitted_at and not theirs.submitted_at else ours
        cancel(spare, timezone.now(), reason="two")
    give(Assessment.objects.filter(person=source), target)
    give(Offer.objects.filter(person=source), target)
    give(Match.objects.filter(person=source), target)
    give(Share.objects.filter(person=source), target)
    give(Consent.objects.filter(person=source), target)
    if not Quiet.objects.filter(person=target).exists():
        Quiet.objects.filter(person=source).update(person=target)
