"""The private calendar: its page, and the feed that calendars fetch."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kindward.site.people.selectors import person_of
from kindward.site.programme import feeds, selectors, services
from kindward.site.programme.forms import CalendarForm


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """GET, POST /programme/calendar/: make an address, shown this once, or end it."""
    person = person_of(request)
    following = selectors.following(person, timezone.now())
    if person is None or following is None:
        return redirect("programme")
    if request.method == "POST" and "end" in request.POST:
        services.revoke_calendar(person)
        return redirect("programme-calendar")
    made = selectors.calendar_of(person)
    form = CalendarForm(request.POST or None, initial={"zone": following.course.zone or "UTC"})
    context: dict[str, Any] = {"form": form, "made": made, "following": following}
    if request.method == "POST" and form.is_valid():
        token = services.make_calendar(person, now=timezone.now(), **form.cleaned_data)
        path = reverse("programme-feed", args=[token])
        context |= {
            "address": request.build_absolute_uri(path),
            "subscribe": f"webcal://{request.get_host()}{path}" if settings.KINDWARD_HTTPS else "",
        }
    return render(request, "programme/calendar.html", context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """GET /programme/calendar/<token>.ics: the feed. Who holds the token may read it, until it is ended."""
    found = selectors.calendar_by_token(token)
    if found is None:
        raise Http404
    now = timezone.now()
    return HttpResponse(
        feeds.to_ics(found, selectors.following(found.person, now), now),
        content_type="text/calendar; charset=utf-8",
        headers={"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"},
    )
