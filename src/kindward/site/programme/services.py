"""Writes: beginning, pausing, going on; taps; the calendar's address. Each one transaction."""

from __future__ import annotations

import secrets
from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction

from kindward.programme import Place
from kindward.site.people.models import Person
from kindward.site.programme import reminder_services, selectors
from kindward.site.programme.library import week as week_of
from kindward.site.programme.models import Calendar, Course, Step, WeekTaps
from kindward.site.sealing.services import give

#: Which step changes anything, by the state somebody is in.
_POSSIBLE: dict[str, tuple[str, ...]] = {
    "none": (),
    "going": (Step.Kind.PAUSE, Step.Kind.GO, Step.Kind.STOP, Step.Kind.FINISH),
    "paused": (Step.Kind.RESUME, Step.Kind.GO, Step.Kind.STOP),
    "stopped": (Step.Kind.RESUME, Step.Kind.GO),
    "finished": (Step.Kind.RESUME, Step.Kind.GO),
}
#: What may be tapped, and what each tap may say.
TAPS = {"likely": WeekTaps.Likely, "effort": WeekTaps.Effort, "went": WeekTaps.Went}


@transaction.atomic
def start(person: Person, minutes: int, order: str, zone: str, now: datetime) -> Course:
    """Begin with the first week. Who is under way already keeps their place and gets the new settings.

    Raises ``ValidationError`` for values that are none.
    """
    _hold(person)
    course = Course.objects.filter(person=person).first() or Course(person=person, began_at=now)
    course.minutes, course.order, course.zone = minutes, order, zone or course.zone
    course.full_clean(exclude=["person"], validate_unique=False, validate_constraints=False)
    course.save()
    if not Step.objects.filter(person=person).exists():
        today = selectors.today_for(person, course, now)
        Step.objects.create(person=person, kind=Step.Kind.START, week=1, on=today, at=now)
    return course


@transaction.atomic
def step(person: Person, kind: str, number: int | None, now: datetime) -> Place | None:
    """Pause, resume, go to week ``number`` (also to begin it anew), finish or stop; where that leads.

    What changes nothing is not kept, so that a form sent twice is one step. None for who never began; raises
    ``ValidationError`` for a step or week there is none of.
    """
    _hold(person)
    before = selectors.following(person, now)
    if before is None:
        return None
    if (
        kind not in Step.Kind.values
        or kind == Step.Kind.START
        or (kind == Step.Kind.GO) != (number is not None)
    ):
        raise ValidationError({"kind": "expected pause, resume, stop, finish, or go with a week"})
    same = before.place.is_going and number == before.place.week and before.place.began == before.today
    if kind in _POSSIBLE[before.place.state] and not (kind == Step.Kind.GO and same):
        made = Step(person=person, kind=kind, week=number or before.place.week, on=before.today, at=now)
        made.full_clean(exclude=["person"], validate_constraints=True)
        made.save(force_insert=True)
    after = selectors.following(person, now)
    return after.place if after else None


@transaction.atomic
def change(person: Person, minutes: int, order: str) -> None:
    """Other minutes a day, or another order. Raises ``ValidationError`` for values that are none."""
    _hold(person)
    course = Course.objects.filter(person=person).first()
    if course is not None:
        course.minutes, course.order = minutes, order
        course.full_clean(exclude=["person"], validate_unique=False, validate_constraints=False)
        course.save(update_fields=["minutes", "order"])


@transaction.atomic
def tap(person: Person, number: int, name: str, value: str, now: datetime) -> WeekTaps | None:
    """Keep one tap about a week; the same tap again takes it back. Raises ``ValidationError`` for what
    there is none of.

    None for who never began.
    """
    _hold(person)
    now_following = selectors.following(person, now)
    if now_following is None:
        return None
    known = (
        {hard.key for hard in week_of(number).hard}
        if name == "was_hard"
        else set(TAPS.get(name, WeekTaps.Went).values)
    )
    if name not in (*TAPS, "was_hard") or value not in known:
        raise ValidationError({name: "expected one of the answers that are offered"})
    taps = selectors.taps_of(person, now_following.place, number)
    if taps is None:
        place = now_following.place
        began = place.began if place.week == number and place.began else now_following.today
        taps = WeekTaps(person=person, week=number, began=began)
    setattr(taps, name, "" if getattr(taps, name) == value else value)
    taps.changed_at = now
    taps.save()
    return taps


@transaction.atomic
def make_calendar(person: Person, at: time, zone: str, now: datetime) -> str:
    """Make a private calendar address, in place of an older one; its token, which is shown once and not kept.

    Raises ``ValidationError`` for a zone that is none.
    """
    _hold(person)
    Calendar.objects.filter(person=person).delete()
    token = secrets.token_urlsafe(32)
    made = Calendar(
        person=person,
        token_hash=selectors.hash_of(token),
        feed_id=secrets.token_hex(16),
        at=at,
        zone=zone,
        made_at=now,
    )
    made.full_clean(exclude=["person"], validate_unique=False)
    made.save(force_insert=True)
    return token


@transaction.atomic
def revoke_calendar(person: Person) -> None:
    """End the calendar address at once."""
    Calendar.objects.filter(person=person).delete()


def move(source: Person, target: Person) -> None:
    """Give ``target`` what ``source`` has of the programme. Call in a transaction.

    Where both follow the eight weeks, the account's own place stands and the device's steps end; taps of
    both stay. Reminders and a calendar that the account has stay as they are.
    """
    if Course.objects.filter(person=target).exists():
        Course.objects.filter(person=source).delete()
        Step.objects.filter(person=source).delete()
    else:
        Course.objects.filter(person=source).update(person=target)
        Step.objects.filter(person=source).update(person=target)
    for week, began in WeekTaps.objects.filter(person=target).values_list("week", "began"):
        WeekTaps.objects.filter(person=source, week=week, began=began).delete()
    give(WeekTaps.objects.of(source), target)
    if Calendar.objects.filter(person=target).exists():
        Calendar.objects.filter(person=source).delete()
    Calendar.objects.filter(person=source).update(person=target)
    reminder_services.move(source, target)


def _hold(person: Person) -> None:
    # One writer at a time for each person.
    Person.objects.select_for_update().get(pk=person.pk)
