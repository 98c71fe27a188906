"""A person and their therapist: words, times, and how first contact was."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.site.care import match_services, meetings, selectors
from kindward.site.care.models import Message
from kindward.site.care.services import NotNow
from kindward.site.limits import Rate
from kindward.site.people.selectors import person_of

WRITTEN = Rate("care-written", times=120, seconds=3600)
MET, FITS = ("yes", "not_yet"), ("good", "unsure", "other")


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """POST /care/write/: a message to one's therapist."""
    match = selectors.match_of(person_of(request))
    if match is not None:
        WRITTEN.count(request)
        # Nothing, or too much: the page's field holds both back, and nothing is lost there.
        with suppress(NotNow, ValueError):
            match_services.write(
                match, Message.By.PERSON, request.POST.get("text", ""), timezone.now(), key=_key(request)
            )
    return redirect("care")


@require_POST
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST /care/times/<key>/: take a proposed time."""
    time = selectors.time_of(person_of(request), key)
    if time is None:
        raise Http404
    with suppress(NotNow):
        match_services.choose_time(time, timezone.now())
    return redirect("care")


@require_safe
def calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """GET /care/times/<key>/meeting.ics: the time for one's own calendar, with a neutral title."""
    time = selectors.time_of(person_of(request), key)
    if time is None:
        raise Http404
    return HttpResponse(
        meetings.to_ics(time, timezone.now()),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'attachment; filename="meeting.ics"',
            "Cache-Control": "private, no-store",
        },
    )


@require_POST
def feedback(request: HttpRequest) -> HttpResponse:
    """POST /care/feedback/: how first contact was, in two taps; ``met`` empty begins anew."""
    match = selectors.match_of(person_of(request))
    given = {name: request.POST[name] for name in ("met", "fits") if name in request.POST}
    if match is not None and given.get("met", "") in ("", *MET) and given.get("fits", "") in ("", *FITS):
        with suppress(NotNow):
            match_services.give_feedback(match, timezone.now(), **given)
    return redirect("care")


def _key(request: HttpRequest) -> UUID | None:
    """The form's own key, so that one that was sent twice is one message."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
