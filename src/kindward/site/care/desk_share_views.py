"""The therapist's desk: summaries that clients shared, and practices set between sessions."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.site.care import desk_selectors, setting_services, share_selectors, share_services
from kindward.site.care.desk_access import account_of, for_therapists
from kindward.site.care.models import Match, Therapist
from kindward.site.care.services import NotNow


@for_therapists
@require_safe
def summary(request: HttpRequest, therapist: Therapist, key: UUID, share: UUID) -> HttpResponse:
    """GET /desk/clients/<key>/summaries/<share>/: exactly what the client chose, while it may be read."""
    match = _match_or_404(therapist, key)
    one = share_selectors.share_in(match, share)
    if one is None:
        raise Http404
    try:
        lines = share_services.read(account_of(request), one, timezone.now())
    except share_services.NotReadable:
        return render(request, "care/desk/summary.html", {"match": match, "at": "desk"}, status=410)
    context = {"match": match, "share": one, "lines": lines, "zone": therapist.zone, "at": "desk"}
    return render(request, "care/desk/summary.html", context)


@for_therapists
@require_POST
def set_practice(request: HttpRequest, therapist: Therapist, key: UUID) -> HttpResponse:
    """POST /desk/clients/<key>/practice/: set a practice and a pace, or end it."""
    match, sent = _match_or_404(therapist, key), request.POST
    now = timezone.now()
    if "end" in sent:
        setting_services.end_practice(match, now)
        return redirect("desk-client", key)
    minutes, times = sent.get("minutes", ""), sent.get("times_a_week", "")
    if minutes.isdecimal() and times.isdecimal():
        try:
            setting_services.set_practice(
                match, sent.get("practice", ""), int(minutes), int(times), sent.get("note", ""), now
            )
        except (setting_services.NoSuchPractice, NotNow):
            raise Http404 from None
    return redirect("desk-client", key)


def _match_or_404(therapist: Therapist, key: UUID) -> Match:
    found = desk_selectors.match_of(therapist, key)
    if found is None:
        raise Http404
    return found
