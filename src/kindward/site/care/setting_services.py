"""Writes: a therapist sets a practice and a pace; the person declines it, or chooses what is told back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from kindward.practice.script import Script
from kindward.site.care.match_services import _together
from kindward.site.care.models import Match, Quiet, SetPractice
from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue

MOST_CHARACTERS = 600
#: So long nothing is suggested after "not now".
QUIET = timedelta(days=30)


class NoSuchPractice(ValueError):
    """There is no such practice, or not of that length."""


@transaction.atomic
def set_practice(
    match: Match, slug: str, minutes: int, times_a_week: int, note: str, now: datetime
) -> SetPractice:
    """Set a practice and a pace; what was set before ends. Raises :class:`NoSuchPractice`, ``NotNow``."""
    held = _together(match)
    script: Script | None = catalogue().get(slug)
    seconds = minutes * 60
    if script is None or not 1 <= times_a_week <= 7:
        raise NoSuchPractice(slug)
    seconds = min(max(seconds, script.min_seconds), script.max_seconds)
    SetPractice.objects.filter(match=held, ended_at=None).update(ended_at=now)
    made = SetPractice(
        match=held,
        set_at=now,
        told={
            "practice": slug,
            "seconds": seconds,
            "times_a_week": times_a_week,
            "note": note.strip()[:MOST_CHARACTERS],
        },
    )
    made.save()
    return made


@transaction.atomic
def end_practice(match: Match, now: datetime) -> None:
    """Nothing is set any more."""
    SetPractice.objects.filter(match=match, ended_at=None).update(ended_at=now)


@transaction.atomic
def decline(row: SetPractice, now: datetime) -> None:
    """The person does not want it. The therapist sees that, and no reason."""
    SetPractice.objects.filter(pk=row.pk, declined_at=None).update(declined_at=now)


@transaction.atomic
def tell_back(row: SetPractice, tells: bool) -> None:
    """Whether the therapist sees on how many days it was practised."""
    SetPractice.objects.filter(pk=row.pk).update(tells_back=tells)


@transaction.atomic
def be_quiet(person: Person, now: datetime) -> None:
    """No suggestion of another step for a month."""
    Quiet.objects.update_or_create(person=person, defaults={"until": now + QUIET})
