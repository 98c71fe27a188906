"""Reads: the weeks before, from which matching looks ahead. In memory for the moment of a run, and kept nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count

from kindward.matching import Client
from kindward.matching.assessment import client_of
from kindward.matching.clinic import History
from kindward.sealing import Unreadable
from kindward.site.care.models import Assessment, Match

#: How far back it looks. Longer, and it knows how the centre was and not how it is.
WINDOW = timedelta(days=28)
#: A younger centre, or one that fewer people asked, expects nothing: there everybody gets the best there is at once.
YOUNGEST, FEWEST = timedelta(days=14), 20
#: The latest so many are enough to tell what people ask for, and are opened in a moment.
MOST = 400
NOTHING = History(hours=1.0)


def history(now: datetime) -> History:
    """Who asked and which places opened in the weeks before ``now``. Four queries, whatever is kept."""
    rows = list(
        Assessment.objects.filter(submitted_at__gte=now - WINDOW, submitted_at__lt=now).order_by(
            "-submitted_at"
        )[:MOST]
    )
    if len(rows) < FEWEST:
        return NOTHING
    times = [row.submitted_at for row in rows if row.submitted_at]
    first = Assessment.objects.filter(submitted_at__isnull=False).earliest("submitted_at").submitted_at or now
    if now - first < YOUNGEST:
        return NOTHING
    began = max(first, now - WINDOW) if len(rows) < MOST else min(times)
    opened = (
        Match.objects.filter(ended_at__gte=began, ended_at__lt=now)
        .values_list("therapist__public_id")
        .order_by()
        .annotate(n=Count("pk"))
    )
    clients = tuple(client for row, at in zip(rows, times, strict=True) if (client := _client(row, at)))
    return History(
        max((now - began).total_seconds() / 3600, 1.0),
        clients,
        {str(public_id): n for public_id, n in opened},
    )


def _client(row: Assessment, asked_at: datetime) -> Client | None:
    try:
        return client_of(str(row.case), row.answers, asked_at)
    except (ValueError, Unreadable):
        return None
