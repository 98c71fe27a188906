"""Today’s practice, and the plan: what a person wants of it."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kindward.practice.script import FLOWS
from kindward.sealing import Unreadable
from kindward.site.people.selectors import person_of
from kindward.site.people.services import person_who_saves
from kindward.site.practice.library import catalogue
from kindward.site.practice.selectors import person_if_known
from kindward.site.practice.views import length_control
from kindward.site.trainer.selectors import wish_of
from kindward.site.trainer.services import keep_wish
from kindward.site.trainer.today import today_for

TIMES = ((0, "It varies"), (60, "1 min"), (180, "3 min"), (300, "5 min"), (600, "10 min"), (1200, "20 min"))
DIRECTIONS = (
    ("", "Wherever there is most room"), ("to_others", "To others"), ("from_others", "From others"),
    ("to_self", "To myself"),
)  # fmt: skip


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """GET /: today's practice and why, one length, one button, three doors. ``?else=1`` shows two others."""
    now = timezone.now()
    try:
        today = today_for(person_if_known(request), (), now)
    except (DatabaseError, Unreadable):
        # Whoever comes to practise is not sent away because the records cannot be read.
        today = today_for(None, (), now)
    script = today.first.script
    context = {"today": today, "script": script, "else": "else" in request.GET}
    return render(request, "trainer/first.html", context | length_control(script, today.first.seconds))


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """GET, POST /you/plan/: time, direction, one practice to stay with, practices never to be offered."""
    if request.method == "POST":
        sent = request.POST
        seconds = sent.get("seconds", "0")
        flow = sent.get("flow", "")
        keep_wish(
            person_who_saves(request),
            sent.get("pinned", ""),
            sent.getlist("excluded"),
            (int(seconds) or None) if seconds in {str(value) for value, _ in TIMES} else None,
            flow if flow in FLOWS else "",
            timezone.now(),
        )
        return redirect("first")
    wish = wish_of(person_of(request))
    context = {"wish": wish, "times": TIMES, "directions": DIRECTIONS, "scripts": list(catalogue().values())}
    return render(request, "trainer/plan.html", context)
