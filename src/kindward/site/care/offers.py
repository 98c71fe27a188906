"""Writes: a case is put to a therapist, who accepts or declines, or lets it expire. Each is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from kindward.matching.clock import offer_ends
from kindward.site.care import clocks, log, notices
from kindward.site.care.models import Assessment, Kind, Match, Message, Offer, ProposedTime, Therapist
from kindward.site.care.roles import COORDINATOR, THERAPIST, TICK
from kindward.site.care.roster_selectors import is_licensed, is_open, load_of


class OfferGone(Exception):
    """The offer cannot be answered any more: it expired, was taken back or answered."""


class LicenceOver(Exception):
    """The therapist holds no licence today for where the person is."""


class NothingToSee(Exception):
    """Accepting needs a first message or a proposed time: only what the person can see stops their clock."""


class CannotOffer(Exception):
    """The case cannot be put to this therapist now."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time to propose: when (with its zone), how long, how (video, phone, in_person) and where."""

    starts_at: datetime
    modality: str
    minutes: int = 50
    where: str = ""


@transaction.atomic
def make(
    assessment: Assessment,
    therapist: Therapist,
    now: datetime,
    *,
    fit: int = 0,
    reasons: dict[str, Any] | None = None,
    actor: str = TICK,
    expires_at: datetime | None = None,
) -> Offer:
    """Ask ``therapist`` to take the case. ``fit`` in thousandths. A coordinator may ask somebody by hand.

    Raises :class:`CannotOffer` when the case is not looking, was put to somebody meanwhile, or the therapist has no
    free place or no licence for where the person is.
    """
    try:
        case = log.hold(assessment)
    except Assessment.DoesNotExist:
        raise CannotOffer("nobody is asking any more") from None
    row = case.assessment
    # Held, so that two offers at once do not take one last place.
    asked = Therapist.objects.select_for_update(of=("self",)).get(pk=therapist.pk)
    clock = case.standing.clock
    if not is_open() or not case.standing.is_sought or clock is None:
        raise CannotOffer("nobody is looked for in this case now")
    if asked.account_id is None or load_of(asked) >= asked.capacity:
        raise CannotOffer("no free place")
    if not is_licensed(asked, row.answers["jurisdiction"], now):
        raise CannotOffer("no licence today for where the person is")
    offer = Offer(
        person_id=row.person_id, assessment=row, case=row.case, therapist=asked, round=case.standing.round,
        made_at=now, expires_at=expires_at or offer_ends(now, clock.deadline), fit=fit,
        reasons=reasons or {"met": [], "unmet": []},
    )  # fmt: skip
    offer.save()
    case.add(Kind.OFFERED, now, actor=actor, therapist=asked.public_id, offer=offer.key)
    notices.tell_therapist(offer, now)
    return offer


@transaction.atomic
def accept(offer: Offer, now: datetime, *, text: str = "", times: Sequence[Slot] = ()) -> Match:
    """The therapist takes the case, with a first message, proposed times or both. The clock stops.

    Raises :class:`OfferGone`, :class:`LicenceOver`, :class:`NothingToSee`. Of many at once one wins.
    """
    text = text.strip()
    if not text and not times:
        raise NothingToSee
    case, held = _hold(offer, now)
    row = case.assessment
    if not is_licensed(held.therapist, row.answers["jurisdiction"], now):
        raise LicenceOver
    clocks.keep_time(case, now)
    _answered(held, Offer.State.ACCEPTED, now)
    match = Match(offer=held, assessment=row, person_id=held.person_id, therapist=held.therapist, made_at=now)
    match.save()
    case.add(Kind.ACCEPTED, now, actor=THERAPIST, therapist=held.therapist.public_id, offer=held.key)
    say(match, Message.By.THERAPIST, text, now, times)
    case.add(Kind.CONTACTED, now, actor=THERAPIST, therapist=held.therapist.public_id, offer=held.key)
    notices.tell_person(row, notices.ANSWER, match.key, now)
    return match


@transaction.atomic
def decline(offer: Offer, now: datetime, *, reason: str = "") -> None:
    """The therapist does not take the case; it moves on at once. Raises :class:`OfferGone`."""
    case, held = _hold(offer, now)
    _answered(held, Offer.State.DECLINED, now, reason)
    _over(case, held, Kind.DECLINED, now, THERAPIST, reason)


@transaction.atomic
def expire(offer: Offer, now: datetime) -> bool:
    """Nobody answered in time; whether it was this call that saw it."""
    return _end(offer, Offer.State.EXPIRED, Kind.EXPIRED, now, TICK, "")


@transaction.atomic
def recall(offer: Offer, now: datetime, *, actor: str, reason: str) -> bool:
    """Take an offer back, as when a licence has expired; whether it was out still."""
    return _end(offer, Offer.State.RECALLED, Kind.RECALLED, now, actor, reason)


@transaction.atomic
def extend(offer: Offer, until: datetime, now: datetime) -> None:
    """A coordinator gives the therapist more time. Raises :class:`OfferGone`."""
    case, held = _hold(offer, now)
    held.expires_at = until
    held.save(update_fields=["expires_at"])
    case.add(
        Kind.OVERRIDDEN, now, actor=COORDINATOR, reason="extended",
        therapist=held.therapist.public_id, offer=held.key,
    )  # fmt: skip


def take_back(case: log.Case, now: datetime, *, actor: str, reason: str) -> None:
    """Take back the offer of a held case that is out, if there is one. Call in a transaction."""
    for offer in Offer.objects.filter(case=case.assessment.case, state=Offer.State.OUT).select_related(
        "therapist"
    ):
        _answered(offer, Offer.State.RECALLED, now, reason)
        _over(case, offer, Kind.RECALLED, now, actor, reason)


def say(
    match: Match, by: str, text: str, now: datetime, times: Sequence[Slot] = (), *, key: UUID | None = None
) -> Message:
    """Write a message, with times where a therapist proposes some. Call in a transaction."""
    message = Message(match=match, by=by, at=now, text=text, key=key or uuid4())
    message.save()
    for slot in times:
        ProposedTime(
            match=match, message=message, starts_at=slot.starts_at, minutes=slot.minutes,
            modality=slot.modality, where=slot.where,
        ).save()  # fmt: skip
    return message


def _end(offer: Offer, state: str, kind: Kind, now: datetime, actor: str, reason: str) -> bool:
    try:
        case, held = _hold(offer, None)
        _answered(held, state, now, reason)
    except OfferGone:
        return False
    _over(case, held, kind, now, actor, reason)
    return True


def _hold(offer: Offer, now: datetime | None) -> tuple[log.Case, Offer]:
    """The offer's case and the offer as it is now, out still and, where ``now`` is given, not over."""
    try:
        case = log.hold(offer.assessment)
        held = Offer.objects.select_related("therapist").get(pk=offer.pk)
    except (Assessment.DoesNotExist, Offer.DoesNotExist):
        raise OfferGone from None
    if held.state != Offer.State.OUT or (now is not None and now >= held.expires_at):
        raise OfferGone
    return case, held


def _answered(offer: Offer, state: str, now: datetime, reason: str = "") -> None:
    # On condition that it is out, whoever holds what.
    answered = Offer.objects.filter(pk=offer.pk, state=Offer.State.OUT)
    if not answered.update(state=state, answered_at=now, reason=reason):
        raise OfferGone
    offer.state, offer.answered_at, offer.reason = state, now, reason


def _over(case: log.Case, offer: Offer, kind: Kind, now: datetime, actor: str, reason: str) -> None:
    case.add(kind, now, actor=actor, reason=reason, therapist=offer.therapist.public_id, offer=offer.key)
