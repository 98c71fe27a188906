"""Reads: what a person has practised. Each takes the person, and sees nobody else's rows."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest

from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.practice.clock import local_day
from kindward.site.practice.models import Session


def sessions_of(person: Person, first: date, last: date) -> QuerySet[Session]:
    """Sessions on the person's own dates ``first`` to ``last``, both included, in order of start."""
    return Session.objects.filter(person=person, day__range=(first, last)).order_by("start_time", "pk")


def today_of(person: Person | None, now: datetime) -> date:
    """The date where the person last practised; in UTC for somebody who never did."""
    latest = Session.objects.filter(person=person).order_by("-start_time").first() if person else None
    return local_day(now, latest.end_zone_offset if latest else 0)


def person_if_known(request: HttpRequest) -> Person | None:
    """Who asks, looked up only for a browser that sends one of our cookies.

    So a newcomer's first page is the same for all, may be kept, and asks no database.
    """
    if not {settings.DEVICE_COOKIE_NAME, settings.SESSION_COOKIE_NAME} & request.COOKIES.keys():
        return None
    # Several parts of one page ask; a page that only reads finds the same person each time.
    if not hasattr(request, "person_who_reads"):
        request.person_who_reads = person_of(request)  # type: ignore[attr-defined]
    found: Person | None = request.person_who_reads  # type: ignore[attr-defined]
    return found
