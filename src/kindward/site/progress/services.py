"""Writes: answers to instruments. A form sent twice is one response; what is begun stays until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kindward.measure.instruments import Instrument
from kindward.measure.score import check_answers
from kindward.site.people.models import Person
from kindward.site.practice.clock import EARLIEST
from kindward.site.practice.selectors import today_of
from kindward.site.progress.models import Draft, Response
from kindward.site.progress.signals import response_kept
from kindward.site.progress.totals import rebuild
from kindward.site.sealing.services import give


@transaction.atomic
def record_response(
    person: Person,
    instrument: Instrument,
    answers: Sequence[int | None],
    key: str,
    now: datetime,
    at: datetime | None = None,
) -> tuple[Response, bool]:
    """Keep a response; returns it and whether it is new. What was begun of it is done with.

    ``at``: when it was given, where that was before ``now``, in the zone of who gave it. Raises
    :class:`kindward.measure.score.AnswerError` for answers the instrument does not have, and
    ``ValidationError`` for a value no field can hold.
    """
    earlier = at if at is not None and EARLIEST <= at < now else None
    check_answers(instrument, answers)
    Person.objects.select_for_update().get(pk=person.pk)
    if known := Response.objects.of(person).filter(key=key).first():
        return known, False
    made = Response(
        person=person,
        key=key,
        instrument=instrument.name,
        answers=list(answers),
        at=earlier or now,
        day=earlier.date() if earlier else today_of(person, now),
    )
    made.clean_fields(exclude=["person"])
    made.save(force_insert=True)
    Draft.objects.filter(person=person, instrument=instrument.name).delete()
    response_kept.send(Response, person=person, response=made)
    return made, True


@transaction.atomic
def keep_draft(person: Person, instrument: Instrument, answers: Sequence[int | None], now: datetime) -> None:
    """Keep what somebody has answered so far. Raises as :func:`record_response`."""
    check_answers(instrument, answers)
    Draft.objects.of(person).update_or_create(
        person=person, instrument=instrument.name, defaults={"answers": list(answers), "updated_at": now}
    )


def move(source: Person, target: Person) -> None:
    """Give ``target`` what ``source`` answered; of two beginnings the later stays. Call in a transaction,
    after the room that moves sessions, so that the sums are those of both."""
    rebuild(target)
    known = Response.objects.filter(person=target).values_list("key", flat=True)
    theirs = Response.objects.of(source)
    theirs.filter(key__in=list(known)).delete()
    give(theirs.all(), target)
    begun = {draft.instrument: draft for draft in Draft.objects.of(target)}
    give(Draft.objects.of(source).exclude(instrument__in=begun), target)
    for draft in Draft.objects.of(source):
        other = begun[draft.instrument]
        if other.updated_at < draft.updated_at:
            other.answers, other.updated_at = draft.answers, draft.updated_at
            other.save(update_fields=["answers", "updated_at"])
