"""The tick of care: offers that are over, licences that ran out, clocks, a matching run, mails.

Everything here is safe to do twice and in several workers at once: each piece is a transaction that looks again
whether it is still to be done, a run is one worker's at a time, and a mail that goes out twice after a crash has one
Message-ID.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connections
from django.utils import timezone

from kindward.site.care import clocks, mails, matching_run, offers, outbox, share_services, work
from kindward.site.care.models import Assessment, Offer
from kindward.site.care.roles import TICK
from kindward.site.care.roster_selectors import is_licensed, is_open
from kindward.site.jobs.reminders import send_mail
from kindward.site.programme.push import Outcome

log = logging.getLogger(__name__)

TICK_SECONDS = 10.0
#: Of each kind in one tick; what is left is taken in the next.
MOST = 200
Mail = Callable[[EmailMessage], Outcome]


def tick(now: datetime | None = None, *, mail_to: Mail = send_mail) -> None:
    """One round."""
    now = now or timezone.now()
    end_offers(now)
    share_services.end_what_is_over(now)
    keep_clocks(now)
    match_everybody(now)
    send_mails(now, mail_to)


def end_offers(now: datetime) -> None:
    """Offers that nobody answered expire; those that may not be accepted any more are taken back."""
    over = Offer.objects.filter(state=Offer.State.OUT, expires_at__lte=now).select_related("assessment")
    for offer in over.order_by("expires_at")[:MOST]:
        offers.expire(offer, now)
    out = Offer.objects.filter(state=Offer.State.OUT).select_related("therapist__account")
    rows, opened = list(out.prefetch_related("therapist__licences")), is_open()
    if not rows:
        return
    # Read together, so that their keys are opened together.
    asked = {row.pk: row for row in Assessment.objects.filter(offers__state=Offer.State.OUT).distinct()}
    for offer in rows:
        assessment = asked.get(offer.assessment_id)
        if assessment and (reason := _no_longer(offer, assessment, opened, now)):
            offers.recall(offer, now, actor=TICK, reason=reason)


def keep_clocks(now: datetime) -> None:
    """Write down the hours that went by, and tell coordinators."""
    due = Assessment.objects.filter(due_at__lte=now, ended_at=None).order_by("due_at")
    for assessment in due[:MOST]:
        clocks.look(assessment, now)


def match_everybody(now: datetime) -> None:
    """A matching run, when something happened or five minutes went by, and nobody else is at it."""
    if not work.is_due(work.MATCHING, now):
        return
    with work.taken(work.MATCHING, now) as mine:
        if mine:
            matching_run.run(now)


def send_mails(now: datetime, mail_to: Mail) -> None:
    """Hand over what is to go out. Without mail settings nothing does; pages say the same."""
    outbox.tidy(now)
    for _ in range(MOST if settings.KINDWARD_MAIL_FROM and outbox.is_waiting(now) else 0):
        notice = outbox.lease(now)
        if notice is None:
            break
        if mail_to(mails.mail(notice)) is Outcome.SENT:
            outbox.sent(notice, now)


def run(over: Callable[[], bool], pause: Callable[[float], object]) -> None:
    """Tick until ``over``; a round that fails is logged, and the next one is another chance."""
    while not over():
        try:
            tick()
        except Exception:
            log.exception("a round of care failed")
        finally:
            connections.close_all()
        pause(TICK_SECONDS)


def _no_longer(offer: Offer, assessment: Assessment, opened: bool, now: datetime) -> str:
    if not opened:
        return "closed"
    account = offer.therapist.account
    if account is None or not account.is_active:
        return "left"
    if not is_licensed(offer.therapist, assessment.answers.get("jurisdiction", ""), now):
        return "licence"
    return ""
