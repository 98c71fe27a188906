"""Writes around reminders: switching on and off, deciding for a day, sending once, learning what followed."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from kindward.programme.prompts import LONGEST_CUE, Prompted, choose, has_been_ignored, is_due
from kindward.programme.schedule import moment
from kindward.site.people.models import Person
from kindward.site.practice.models import Session
from kindward.site.programme.models import Prompt, PushAddress, Reminders
from kindward.site.sealing.services import give

#: A prompt whose time is longer over than this is not sent: nobody is to be woken because a server was down.
LATEST = timedelta(hours=2)
#: What follows within this time is taken to have to do with the prompt, or with the quiet in its place.
FOLLOWS = timedelta(hours=24)
#: Sending takes seconds; who holds a prompt longer than this has died over it.
LEASE = timedelta(minutes=5)
MOST_TRIES = 4
#: Browsers one person may have notifications on.
MOST_ADDRESSES = 5
#: The history that decisions are made from: more than a year of due days.
HISTORY = 200


@transaction.atomic
def switch_on(
    person: Person, *, by: str, at: time, zone: str, cue: str, shows_cue: bool, now: datetime
) -> Reminders:
    """Switch reminders on, or change them. The fading begins anew only when they were off.

    Raises ``ValidationError`` for a way, zone or cue that is none.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    cue = " ".join(cue.split())
    if len(cue) > LONGEST_CUE:
        raise ValidationError({"cue": f"at most {LONGEST_CUE} letters"})
    if by not in Reminders.By.values:
        raise ValidationError({"by": "expected a notification or an e-mail"})
    row = _of(person)
    was_on = row.is_on
    row.by, row.at, row.zone, row.shows_cue, row.ended = by, at, zone, shows_cue and bool(cue), ""
    row.cue = cue
    row.clean_fields(exclude=["person", "ended", "next_at", "began"])
    today = now.astimezone(ZoneInfo(zone)).date()
    row.began = row.began if was_on and row.began else today
    row.next_at = _next(row, today, now)
    row.save()
    return row


@transaction.atomic
def switch_off(person: Person, why: str = Reminders.Ended.PERSON) -> None:
    """Switch reminders off, and forget where they would have gone. Also answers the offer."""
    Person.objects.select_for_update().get(pk=person.pk)
    _switch_off(_of(person), why)


@transaction.atomic
def switch_off_by_key(key: str) -> bool:
    """The same for who holds the key of a mail's link; False when there is no such key."""
    row = Reminders.objects.select_for_update().filter(key=key).first()
    if row is not None and row.is_on:
        _switch_off(row, Reminders.Ended.PERSON)
    return row is not None


@transaction.atomic
def keep_push_address(person: Person, endpoint: str, p256dh: str, auth: str, now: datetime) -> None:
    """Keep where a browser takes notifications in; the oldest makes room when there are many.

    A browser belongs to whom it was given last.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    PushAddress.objects.filter(endpoint_hash=hash_of(endpoint)).delete()
    PushAddress.objects.create(
        person=person,
        endpoint=endpoint,
        endpoint_hash=hash_of(endpoint),
        p256dh=p256dh,
        auth=auth,
        made_at=now,
    )
    kept = PushAddress.objects.filter(person=person).order_by("-made_at", "-pk").values_list("pk", flat=True)
    PushAddress.objects.filter(pk__in=list(kept[MOST_ADDRESSES:])).delete()


@transaction.atomic
def opened(key: str) -> None:
    """Somebody tapped that notification, or followed that mail's link."""
    Prompt.objects.filter(key=key, state=Prompt.State.SENT).update(opened=True)


@transaction.atomic
def decide(row_id: int, now: datetime, draw: Callable[[], float]) -> Prompt | None:
    """Decide for one person whose time has come; the prompt of the day, or None when none is due.

    Deciding twice, by two helpers at once, makes one prompt.
    """
    row = Reminders.objects.select_for_update().filter(pk=row_id, next_at__lte=now).first()
    if row is None or row.began is None or row.at is None:
        return None
    day = now.astimezone(ZoneInfo(row.zone)).date()
    due_at = moment(day, row.at, ZoneInfo(row.zone))
    if due_at > now:
        # It was yesterday's turn, and nobody was there to take it.
        day, due_at = day - timedelta(days=1), moment(day - timedelta(days=1), row.at, ZoneInfo(row.zone))
    history = history_of(row.person_id, row.began)
    row.next_at = _next(row, day + timedelta(days=1), now)
    made = None
    if is_due(day, row.began, history) and now - due_at <= LATEST:
        choice = choose(history, draw)
        if choice is None:
            _switch_off(row, Reminders.Ended.NO_HELP)
            return None
        made = Prompt.objects.create(
            person_id=row.person_id, key=secrets.token_urlsafe(24), day=day, kind=choice.kind,
            probability=choice.probability, due_at=due_at, settles_at=due_at + FOLLOWS,
            state=Prompt.State.WAITING if choice.sent else Prompt.State.QUIET,
        )  # fmt: skip
    row.save(update_fields=["next_at"])
    return made


@transaction.atomic
def lease(now: datetime) -> Prompt | None:
    """Take one prompt that is to be sent, so that nobody else does meanwhile; None when there is none."""
    Prompt.objects.filter(state=Prompt.State.WAITING, due_at__lt=now - LATEST).update(state=Prompt.State.LATE)
    free = Prompt.objects.filter(state=Prompt.State.WAITING, due_at__lte=now).filter(
        Q(leased_until=None) | Q(leased_until__lte=now)
    )
    prompt = free.select_for_update(skip_locked=True, of=("self",)).order_by("due_at").first()
    if prompt is None:
        return None
    prompt.tries += 1
    if prompt.tries > MOST_TRIES:
        # Tried in vain, and perhaps what brought its helpers down: not once more.
        prompt.state = Prompt.State.FAILED
    prompt.leased_until = now + LEASE * 2 ** (prompt.tries - 1)
    prompt.save(update_fields=["tries", "leased_until", "state"])
    return prompt


@transaction.atomic
def sent(prompt: Prompt, now: datetime) -> None:
    """It went out."""
    Prompt.objects.filter(pk=prompt.pk).update(state=Prompt.State.SENT, leased_until=None)


@transaction.atomic
def nowhere_to_send(prompt: Prompt) -> None:
    """There is no way to the person any more: the browser took its permission back, or the mail address is
    gone."""
    Prompt.objects.filter(pk=prompt.pk).update(state=Prompt.State.FAILED, leased_until=None)
    _switch_off(_of(prompt.person), Reminders.Ended.NO_WAY)


@transaction.atomic
def forget_push_address(address: PushAddress) -> None:
    """The browser's push service says that this address is gone."""
    PushAddress.objects.filter(pk=address.pk).delete()


@transaction.atomic
def settle(prompt_id: int, now: datetime) -> None:
    """Write down what followed on a day that is over, and stop after three that were ignored."""
    prompt = (
        Prompt.objects.select_for_update().filter(pk=prompt_id, practised=None, settles_at__lte=now).first()
    )
    if prompt is None:
        return
    prompt.practised = Session.objects.filter(
        person_id=prompt.person_id,
        end_time__gt=prompt.due_at,
        start_time__lte=prompt.settles_at,
        seconds_practised__gt=0,
    ).exists()
    prompt.save(update_fields=["practised"])
    row = Reminders.objects.filter(person_id=prompt.person_id).first()
    if row is not None and row.began and has_been_ignored(history_of(prompt.person_id, row.began)):
        _switch_off(row, Reminders.Ended.IGNORED)


def history_of(person_id: int, began: date) -> list[Prompted]:
    """The person's due days since ``began``, oldest first, as the library counts them.

    What could not be sent tells nothing and is left out.
    """
    rows = Prompt.objects.filter(person_id=person_id, day__gte=began).exclude(
        state__in=[Prompt.State.FAILED, Prompt.State.LATE]
    )
    latest = list(rows.order_by("-day")[:HISTORY])
    return [
        Prompted(row.day, row.kind, row.state != Prompt.State.QUIET, row.practised, row.opened)  # type: ignore[arg-type]
        for row in reversed(latest)
    ]


def move(source: Person, target: Person) -> None:
    """Give ``target`` the reminders of ``source``, unless it has its own. Call in a transaction."""
    PushAddress.objects.filter(person=source).update(person=target)
    if Reminders.objects.filter(person=target).exists():
        Reminders.objects.filter(person=source).delete()
    give(Reminders.objects.of(source), target)
    taken = Prompt.objects.filter(person=target).values("day")
    Prompt.objects.filter(person=source).exclude(day__in=taken).update(person=target)


def hash_of(endpoint: str) -> str:
    """What an address is found by."""
    return sha256(endpoint.encode()).hexdigest()


def _of(person: Person) -> Reminders:
    row = Reminders.objects.of(person).first()
    return row or Reminders(person=person, key=secrets.token_urlsafe(24))


def _switch_off(row: Reminders, why: str) -> None:
    row.ended, row.next_at, row.began = why, None, None
    # Not the cue: reminders end whether or not what is sealed can be opened.
    row.save(update_fields=["ended", "next_at", "began"] if row.pk else None)
    Prompt.objects.filter(person_id=row.person_id, state=Prompt.State.WAITING).update(state=Prompt.State.LATE)
    if why == Reminders.Ended.PERSON:
        PushAddress.objects.filter(person_id=row.person_id).delete()


def _next(row: Reminders, day: date, now: datetime) -> datetime:
    """The first moment from ``day`` on at which there is something to decide."""
    zone, time_of_day = ZoneInfo(row.zone), row.at or time(8)
    while (at := moment(day, time_of_day, zone)) <= now:
        day += timedelta(days=1)
    return at
