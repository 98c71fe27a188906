"""Writes: taking a mail to be sent, so that nobody else does meanwhile, and writing down that it went."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from kindward.site.care.models import Notice

#: Sending takes seconds; who takes longer than this has died over it.
LEASE = timedelta(minutes=5)
MOST_TRIES = 8
#: A mail that could not go for so long says nothing new any more, as where mail was set up later.
STALE = timedelta(hours=24)
#: What went, or will not go, is kept so long.
KEPT = timedelta(days=30)


def is_waiting(now: datetime) -> bool:
    """Whether a mail is to be sent."""
    return _due(now).exists()


@transaction.atomic
def lease(now: datetime) -> Notice | None:
    """One mail to send; None when there is none. Who fails, or dies, tries later and later."""
    notice = _due(now).select_for_update(skip_locked=True, of=("self",)).select_related("account").first()
    if notice is None:
        return None
    notice.tries += 1
    notice.not_before = now + LEASE * 2 ** (notice.tries - 1)
    notice.save(update_fields=["tries", "not_before"])
    return notice


@transaction.atomic
def sent(notice: Notice, now: datetime) -> None:
    """It went out."""
    Notice.objects.filter(pk=notice.pk).update(sent_at=now)


@transaction.atomic
def tidy(now: datetime) -> None:
    """Forget mails of long ago."""
    old = Notice.objects.filter(made_at__lt=now - KEPT)
    # Asked first, because deleting is a write even where there is nothing.
    if old.exists():
        old.delete()


def _due(now: datetime) -> QuerySet[Notice]:
    # What was never tried is due however the clock was set meanwhile.
    ready = Q(tries=0) | Q(not_before__lte=now)
    fresh = Notice.objects.filter(made_at__gt=now - STALE, sent_at=None, tries__lt=MOST_TRIES)
    return fresh.filter(ready).order_by("made_at", "pk")
