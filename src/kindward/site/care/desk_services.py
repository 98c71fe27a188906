"""Writes of the therapist's desk: who they are for clients, licences, days away; and reads that are recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from kindward.site.care import desk_audit, desk_selectors, match_services, work
from kindward.site.care.models import Away, Licence, Match, Message, Offer, Therapist
from kindward.site.care.roles import THERAPIST
from kindward.site.people.models import Account

#: What a therapist says of themselves and may change at any time.
OWN = (
    "name", "about", "languages", "age_groups", "specialties", "modalities", "fee", "insurances", "windows", "capacity",
    "gender", "style", "cultures", "approaches", "zone", "accepts_new",
)  # fmt: skip


class LicenceThere(Exception):
    """The same licence is there already, until the same day or a later one."""


@transaction.atomic
def tell_of_oneself(therapist: Therapist, told: Mapping[str, Any]) -> None:
    """Change what matching and clients know of a therapist. Offers that are out stay as they are."""
    row = Therapist.objects.select_for_update(of=("self",)).get(pk=therapist.pk)
    for name in OWN:
        if name in told:
            setattr(row, name, told[name])
    row.full_clean(exclude=["account"])
    row.save(update_fields=OWN)
    work.ask(work.MATCHING)


@transaction.atomic
def add_licence(
    therapist: Therapist, *, jurisdiction: str, number: str, evidence: str, expires_on: date
) -> Licence:
    """Add a licence, or a known one with a later last day; it counts once a coordinator has checked it.

    What was checked before holds until its own day. Raises :class:`LicenceThere`.
    """
    known = Licence.objects.filter(therapist=therapist, jurisdiction=jurisdiction, number=number)
    if known.filter(expires_on__gte=expires_on).exists():
        raise LicenceThere
    return Licence.objects.create(
        therapist=therapist,
        jurisdiction=jurisdiction,
        number=number,
        evidence=evidence,
        expires_on=expires_on,
    )


@transaction.atomic
def renew(licence: Licence, *, expires_on: date, evidence: str) -> None:
    """A licence with a new last day. It has to be checked anew before it counts."""
    Licence.objects.filter(pk=licence.pk).update(
        expires_on=expires_on, evidence=evidence, checked_on=None, checked_by=""
    )


@transaction.atomic
def drop_licence(therapist: Therapist, licence_id: int) -> None:
    """Take a licence off the roster. What is matched already stays, and cannot be read under it any more."""
    Licence.objects.filter(therapist=therapist, pk=licence_id).delete()


@transaction.atomic
def go_away(therapist: Therapist, first: date, last: date) -> Away:
    """Take no offers on these days, the first and the last among them."""
    away, _ = Away.objects.get_or_create(therapist=therapist, first=first, last=last)
    return away


@transaction.atomic
def come_back(therapist: Therapist, away_id: int) -> None:
    """Take offers on these days after all."""
    Away.objects.filter(therapist=therapist, pk=away_id).delete()
    work.ask(work.MATCHING)


@transaction.atomic
def see_offer(account: Account, offer: Offer, now: datetime) -> dict[str, Any]:
    """What a therapist sees of an offer. Where it shows a person's answers, the person sees that they were read."""
    context = desk_selectors.offer_context(offer, now)
    if context["is_out"]:
        desk_audit.reads(account, THERAPIST, offer.assessment.person, "asking")
    return context


@transaction.atomic
def see_client(account: Account, match: Match, now: datetime) -> dict[str, Any]:
    """What a therapist sees of a client; recorded, and what the client wrote is marked as read."""
    context = desk_selectors.client_context(match, now)
    if context["licensed"]:
        match_services.read(match, Message.By.THERAPIST, now)
        desk_audit.reads(account, THERAPIST, match.person, "messages")
    return context
