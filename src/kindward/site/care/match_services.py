"""Writes: what a person and their therapist do once there is a match. Each is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kindward.site.care import log, notices, offers
from kindward.site.care.models import Assessment, Kind, Match, Message, ProposedTime
from kindward.site.care.roles import PERSON
from kindward.site.care.services import NotNow

MOST_CHARACTERS = 4000


@transaction.atomic
def write(
    match: Match,
    by: str,
    text: str,
    now: datetime,
    times: Sequence[offers.Slot] = (),
    *,
    key: UUID | None = None,
) -> Message:
    """A message from the therapist (with times, if they propose some) or the person. One that comes twice with the
    same ``key`` is one.

    Raises :class:`NotNow` when the match is over, ``ValueError`` for nothing or too much.
    """
    text = text.strip()
    if len(text) > MOST_CHARACTERS or not (text or times):
        raise ValueError(f"expected 1 to {MOST_CHARACTERS} characters")
    held = _together(match)
    known = Message.objects.filter(key=key).first() if key else None
    if known is not None and (known.match_id, known.by) == (held.pk, by):
        return known
    # A key of somebody else's message is no key here.
    key = None if known else key
    message = offers.say(held, by, text, now, times if by == Message.By.THERAPIST else (), key=key)
    if by == Message.By.THERAPIST:
        notices.tell_person(held.assessment, notices.WORD, message.key, now)
    elif held.therapist.account is not None:
        notices.tell_account(held.therapist.account, notices.WORD, message.key, now)
    return message


@transaction.atomic
def choose_time(time: ProposedTime, now: datetime) -> None:
    """The person takes a proposed time; another one they took before is free again. Raises :class:`NotNow`."""
    match = _together(time.match)
    ProposedTime.objects.filter(match=match).exclude(pk=time.pk).update(chosen_at=None)
    if not ProposedTime.objects.filter(pk=time.pk, chosen_at=None).update(chosen_at=now):
        return
    log.hold(match.assessment).add(Kind.TIME_CHOSEN, now, actor=PERSON, therapist=match.therapist.public_id)
    if match.therapist.account is not None:
        notices.tell_account(match.therapist.account, notices.WORD, f"{time.key}:{now.timestamp():.0f}", now)


@transaction.atomic
def first_session(match: Match, now: datetime, *, actor: str) -> None:
    """The two have met. Doing it twice changes nothing."""
    held = _together(match)
    case = log.hold(held.assessment)
    if case.standing.state != "first_session":
        case.add(Kind.FIRST_SESSION, now, actor=actor, therapist=held.therapist.public_id)


@transaction.atomic
def give_feedback(match: Match, now: datetime, *, met: str | None = None, fits: str | None = None) -> None:
    """How first contact was: whether they met, whether it feels right. Only the person can read it again.

    ``met`` that is empty takes all of it back.
    """
    held = _together(match)
    before = held.feedback or {}
    kept = before | {name: value for name, value in (("met", met), ("fits", fits)) if value}
    held.feedback = None if met == "" else kept
    held.save(update_fields=["feedback"])
    case = log.hold(held.assessment)
    if met == "yes" and case.standing.state == "contacted":
        case.add(Kind.FIRST_SESSION, now, actor=PERSON, therapist=held.therapist.public_id)
    if held.feedback:
        case.add(Kind.FEEDBACK, now, actor=PERSON, once=f"feedback:{held.key}")


@transaction.atomic
def read(match: Match, by: str, now: datetime) -> None:
    """``by`` has seen what the other wrote."""
    Message.objects.filter(match=match, read_at=None).exclude(by=by).update(read_at=now)


@transaction.atomic
def end(match: Match, now: datetime, *, actor: str, reason: str = "") -> None:
    """The therapist's end of it, as when the work is done. Raises :class:`NotNow` when it is over already."""
    held = _together(match)
    case = log.hold(held.assessment)
    Match.objects.filter(pk=held.pk).update(ended_at=now)
    case.add(Kind.ENDED, now, actor=actor, reason=reason, therapist=held.therapist.public_id)


def _together(match: Match) -> Match:
    """The match as it is now, its case held. Raises :class:`NotNow` when it is over."""
    try:
        log.hold(match.assessment)
    except Assessment.DoesNotExist:
        raise NotNow from None
    held = Match.objects.select_related("therapist__account", "assessment__person__account").filter(
        pk=match.pk, ended_at=None
    )
    found = held.first()
    if found is None:
        raise NotNow
    return found
