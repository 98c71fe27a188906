"""Writes of the coordinator's desk: licences checked, a hand where matching does not get on, the duty sheet.

Whatever a coordinator does to a case is an event of its own, with a reason, and stays in the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kindward.site.audit.actors import staff
from kindward.site.audit.services import record
from kindward.site.care import clocks, coordinator_selectors, desk_audit, log, offers, work
from kindward.site.care.models import Assessment, DutySheet, Kind, Licence, Offer, Therapist
from kindward.site.care.roles import COORDINATOR
from kindward.site.care.services import NotNow
from kindward.site.people.models import Account

#: Why a coordinator steps in; codes for the log, words for the page.
REASONS = {
    "knows-better": "I know who suits, and matching does not",
    "asked-by-person": "The person asked for it",
    "asked-by-therapist": "The therapist asked for it",
    "time-is-short": "Time is short",
    "outside": "Somebody outside this centre has taken it",
    "duplicate": "The same person asked twice",
}
#: What :func:`close` may give as its reason.
CLOSING = ("outside", "duplicate", "asked-by-person")


class NotComplete(Exception):
    """The duty sheet misses something; ``missing`` names it."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class NotEligible(Exception):
    """Something the client or the therapist requires does not hold between the two."""


@transaction.atomic
def see_case(account: Account, assessment: Assessment) -> None:
    """Record that a coordinator looked at the course of a case; the person sees that."""
    desk_audit.reads(account, COORDINATOR, assessment.person, "course")


@transaction.atomic
def check_licence(licence: Licence, account: Account, now: datetime) -> None:
    """A coordinator has seen the evidence; the licence counts from now on."""
    Licence.objects.filter(pk=licence.pk).update(checked_on=now.date(), checked_by=account.username)
    record(staff(COORDINATOR, account), "checked", None, {"what": "licence", "licence": licence.pk})
    work.ask(work.MATCHING)


@transaction.atomic
def uncheck_licence(licence: Licence, account: Account) -> None:
    """The evidence does not hold; the licence counts no more."""
    Licence.objects.filter(pk=licence.pk).update(checked_on=None, checked_by="")
    record(staff(COORDINATOR, account), "unchecked", None, {"what": "licence", "licence": licence.pk})


@transaction.atomic
def offer_by_hand(
    assessment: Assessment, therapist: Therapist, account: Account, now: datetime, reason: str
) -> Offer:
    """Ask this therapist for this case, out of turn. What is out at the moment is taken back first.

    Hard requirements hold for coordinators as well. Raises :class:`NotEligible`, :class:`NotNow`,
    :class:`kindward.site.care.offers.CannotOffer`.
    """
    case = _held(assessment)
    if not case.standing.is_waiting:
        raise NotNow
    offers.take_back(case, now, actor=COORDINATOR, reason=reason)
    choices = coordinator_selectors.choices_for(case.assessment, case.standing, now)
    choice = next((one for one in choices if one.therapist.pk == therapist.pk), None)
    if choice is None:
        raise NotEligible
    case.add(Kind.OVERRIDDEN, now, actor=COORDINATOR, reason=reason, therapist=therapist.public_id)
    _told(account, "offered-by-hand", case.assessment, reason)
    return offers.make(
        case.assessment,
        therapist,
        now,
        fit=choice.fit,
        reasons={"met": [], "unmet": choice.unmet},
        actor=COORDINATOR,
    )


@transaction.atomic
def extend(offer: Offer, until: datetime, account: Account, now: datetime, reason: str) -> None:
    """Give the therapist more time to answer. The person's clock goes on. Raises ``OfferGone``."""
    offers.extend(offer, until, now)
    _told(account, "extended", offer.assessment, reason)


@transaction.atomic
def close(assessment: Assessment, account: Account, now: datetime, reason: str) -> None:
    """Take a case out of the queue, as when somebody outside has taken it. A miss until then is written down first.

    Raises :class:`NotNow` when nobody waits in it.
    """
    case = _held(assessment)
    if not (case.standing.is_waiting or case.standing.state == "paused"):
        raise NotNow
    clocks.keep_time(case, now)
    offers.take_back(case, now, actor=COORDINATOR, reason=reason)
    case.add(Kind.OVERRIDDEN, now, actor=COORDINATOR, reason=reason)
    case.add(Kind.WITHDRAWN, now, actor=COORDINATOR, reason=reason)
    _told(account, "closed", case.assessment, reason)


@transaction.atomic
def write_duty_sheet(told: Mapping[str, Any], account: Account, now: datetime) -> DutySheet:
    """A new duty sheet, which counts from now on; the ones before stay as they were.

    It is open where the one before was and nothing is missing in it.
    """
    before = DutySheet.objects.order_by("-pk").first()
    sheet = DutySheet(
        **{name: told[name] for name in DutySheet.NEEDED}, written_at=now, written_by=account.username
    )
    if before is not None and before.is_open and not sheet.missing:
        sheet.opened_at, sheet.opened_by = before.opened_at, before.opened_by
    sheet.save()
    record(staff(COORDINATOR, account), "wrote", None, {"what": "duty-sheet", "sheet": sheet.pk})
    work.ask(work.MATCHING)
    return sheet


@transaction.atomic
def open_matching(account: Account, now: datetime) -> None:
    """People may ask from now on. Raises :class:`NotComplete` while the duty sheet misses something."""
    sheet = DutySheet.objects.select_for_update().order_by("-pk").first()
    if sheet is None:
        raise NotComplete(list(DutySheet.NEEDED))
    if sheet.missing:
        raise NotComplete(sheet.missing)
    sheet.opened_at, sheet.opened_by, sheet.closed_at, sheet.closed_by = now, account.username, None, ""
    sheet.save()
    record(staff(COORDINATOR, account), "opened", None, {"what": "matching"})
    work.ask(work.MATCHING)


@transaction.atomic
def close_matching(account: Account, now: datetime) -> None:
    """Nobody new may ask; who waits goes on waiting in sight, and no new offers go out."""
    sheet = DutySheet.objects.select_for_update().order_by("-pk").first()
    if sheet is not None and sheet.is_open:
        sheet.closed_at, sheet.closed_by = now, account.username
        sheet.save()
        record(staff(COORDINATOR, account), "closed", None, {"what": "matching"})


def _held(assessment: Assessment) -> log.Case:
    try:
        return log.hold(assessment)
    except Assessment.DoesNotExist:
        raise NotNow from None


def _told(account: Account, verb: str, assessment: Assessment, reason: str) -> None:
    record(staff(COORDINATOR, account), verb, assessment.person, {"what": "course", "reason": reason})
