"""Between sessions: a practice that a therapist set, as the person has it; and suggestions of another step."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.site.care import setting_services, share_selectors
from kindward.site.people.selectors import person_of


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """POST /care/set-practice/: decline it, or choose whether the therapist sees the days."""
    row = share_selectors.set_practice_of(person_of(request))
    if row is not None:
        if "decline" in request.POST:
            setting_services.decline(row, timezone.now())
        else:
            setting_services.tell_back(row, request.POST.get("tells") == "yes")
    return redirect("first" if request.POST.get("from") == "first" else "care")


@require_POST
def be_quiet(request: HttpRequest) -> HttpResponse:
    """POST /care/not-now/: no suggestion of another step for a month."""
    if person := person_of(request):
        setting_services.be_quiet(person, timezone.now())
    return redirect("you")


@require_safe
def what_it_is_like(request: HttpRequest) -> HttpResponse:
    """GET /care/what-therapy-is-like/: for somebody who has never been."""
    return render(request, "care/what_therapy_is_like.html")
