"""Talk to someone: what this Kindward can do for that today, and where the person's own asking stands."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.site.care import selectors, services
from kindward.site.care.models import Assessment
from kindward.site.care.pages import asking_context, together_context
from kindward.site.care.roster_selectors import duty_sheet, is_open, roster
from kindward.site.care.words import called, listed
from kindward.site.help.shelf import pages as help_pages
from kindward.site.people.selectors import person_of


@require_safe
def talk_to_someone(request: HttpRequest) -> HttpResponse:
    """GET /care/: the person's asking, an invitation to ask, or what is there where nobody may be asked."""
    try:
        return _talk(request)
    except DatabaseError:
        # Whoever wants to talk to somebody is not met by an error: there are other ways, and they need no records.
        return render(request, "care/other_ways.html", {"away": True}, status=503)


def _talk(request: HttpRequest) -> HttpResponse:
    now, person = timezone.now(), person_of(request)
    if together := selectors.together_of(person, now):
        return render(request, "care/together.html", together_context(together, now))
    asking = selectors.asking_of(person)
    if asking is not None and asking.standing.state != "draft":
        return render(request, "care/waiting.html", asking_context(asking, now))
    if not is_open():
        return render(request, "care/care.html", {"last": selectors.last_ended(person, now)})
    known = [therapist for _, therapist in roster(now).values()]
    sheet = duty_sheet()
    context = {
        "begun": asking,
        "last": selectors.last_ended(person, now),
        "kept": person is not None and selectors.has_ended_ones(person),
        "therapists": len(known),
        "have_room": sum(therapist.free > 0 for therapist in known),
        "sheet": sheet,
        "places": listed(called("jurisdiction", code) for code in sheet.jurisdictions) if sheet else "",
        "signed_in": request.user.is_authenticated,
    }
    return render(request, "care/begin.html", context)


@require_safe
def other_ways(request: HttpRequest) -> HttpResponse:
    """GET /care/other-ways/: how to find somebody without this Kindward."""
    return render(request, "care/other_ways.html")


@require_safe
def right_now(request: HttpRequest) -> HttpResponse:
    """GET /care/right-now/: for who is not safe. Help first, and what this centre does and does not do."""
    # The country comes with the address: this page reads nothing of anybody's, and stands when records are away.
    address = f"/help/{request.GET.get('in', '')}/"
    near = address if address in help_pages() else ""
    return render(
        request, "care/right_now.html", {"sheet": duty_sheet() if is_open() else None, "near": near}
    )


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """POST /care/pause/: hold everything."""
    return _with_asking(request, services.pause)


@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """POST /care/resume/: go on."""
    return _with_asking(request, services.resume)


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """POST /care/cancel/: the end of it, at any time, with no reason."""
    return _with_asking(request, services.cancel)


@require_POST
def another(request: HttpRequest) -> HttpResponse:
    """POST /care/another/: somebody else, without starting over."""
    return _with_asking(request, services.ask_again)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """POST /care/forget/: delete what was answered in askings that are over."""
    if person := person_of(request):
        services.forget(person)
    return redirect("care")


def _with_asking(request: HttpRequest, do: Callable[[Assessment, datetime], Any]) -> HttpResponse:
    found = selectors.open_assessment(person_of(request))
    if found is not None:
        # Where something happened meanwhile, the page says what.
        with suppress(services.NotNow, services.NotOpen):
            do(found, timezone.now())
    return redirect("care")
