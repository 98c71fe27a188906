"""Pages to read back what one wrote, and what can be done with it. Stored nowhere, shown to nobody else."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kindward.site.errors import Invalid, error_answer
from kindward.site.journal import selectors, services
from kindward.site.journal.forms import when_it_comes
from kindward.site.journal.models import Entry
from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.practice.selectors import today_of
from kindward.site.selftalk.forms import how_it_was_meant
from kindward.site.selftalk.pictures import gap_picture
from kindward.writing import LOCKED, ORDER, PLAN, guides


@require_safe
def writing(request: HttpRequest) -> HttpResponse:
    """GET /you/writing/?kind=…&show=kind: everything one wrote, by month, of one kind or where one was kind."""
    person = person_of(request)
    today = today_of(person, timezone.now())
    everything = selectors.entries_of(person)
    kind, show = request.GET.get("kind", ""), request.GET.get("show", "")
    shown = [row for row in everything if kind in ("", row.kind)]
    if show == "kind":
        shown = selectors.kind_ones(shown)
    months = groupby(
        (selectors.read(row, today) for row in shown), key=lambda one: one.entry.day.replace(day=1)
    )
    used = {row.kind for row in everything}
    context = {
        "months": [(month, list(rows)) for month, rows in months],
        "any": bool(everything), "kind": kind, "show": show,
        "kinds": [(name, selectors.title_of(name)) for name in (*ORDER, LOCKED) if name in used],
        "arrived": [selectors.read(row, today) for row in selectors.arrived(everything, today)],
        "gap": gap_picture(selectors.reframes_of(person)) if kind in ("", selectors.REFRAME) and not show else None,
    }  # fmt: skip
    return render(request, "journal/writing.html", context)


@require_safe
def entry(request: HttpRequest, key: str) -> HttpResponse:
    """GET /you/writing/KEY/: one entry. A letter that is on its way is opened early with ``?open=yes`` alone."""
    person, row = _mine(request, key)
    reading = selectors.read(row, _today(person))
    closed = reading.on_its_way and request.GET.get("open") != "yes"
    context = {
        "reading": reading, "closed": closed, "comes_on": selectors.comes_on(row),
        "guide": guides().get(row.kind), "reframe": row.kind == selectors.REFRAME,
    }  # fmt: skip
    return render(request, "journal/entry.html", context)


@require_safe
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """GET /you/writing/KEY/edit/: go on writing."""
    _, row = _mine(request, key)
    guide = guides().get(row.kind)
    if guide is None:
        raise Http404
    return render(request, "journal/guide.html", {"guide": guide, "entry": row, "values": row.parts})


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """GET /you/writing/plan/: one's plan, or a page to begin it."""
    row = selectors.plan_of(person_of(request))
    context = {"guide": guides()[PLAN], "reading": selectors.read(row, row.day) if row else None}
    return render(request, "journal/plan.html", context)


@require_safe
def plan_edit(request: HttpRequest) -> HttpResponse:
    """GET /you/writing/plan/edit/: write the plan."""
    row = selectors.plan_of(person_of(request))
    context = {"guide": guides()[PLAN], "entry": row, "values": row.parts if row else {}}
    return render(request, "journal/guide.html", context)


@require_safe
def plan_json(request: HttpRequest) -> HttpResponse:
    """GET /you/writing/plan.json: one's plan for the copy on the device; ``plan`` is null where there is none."""
    row = selectors.plan_of(person_of(request))
    return JsonResponse({"plan": {"parts": row.parts, "revision": row.revision} if row else None})


@require_safe
def for_a_hard_day(request: HttpRequest) -> HttpResponse:
    """GET /you/writing/for-a-hard-day/: letters that were to come back on a day like this."""
    person = person_of(request)
    rows = [selectors.read(row, _today(person)) for row in selectors.letters_for_hard_days(person)]
    return render(request, "journal/hard_day.html", {"letters": rows})


@require_POST
def mark(request: HttpRequest, key: str) -> HttpResponse:
    """POST /you/writing/KEY/mark/: “I was kind to myself here”, or not any more."""
    person, _ = _mine(request, key)
    services.mark(person, key, was_kind=request.POST.get("kind") == "yes")
    return redirect("entry", key)


@require_POST
def comes(request: HttpRequest, key: str) -> HttpResponse:
    """POST /you/writing/KEY/comes/: when a letter comes back."""
    person, _ = _mine(request, key)
    try:
        services.mark(person, key, comes=when_it_comes(request.POST, _today(person)))
    except Invalid as problem:
        return error_answer(request, 422, "invalid", str(problem), problem.field)
    return redirect("entry", key)


@require_POST
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """POST /you/writing/KEY/correct/: the person's own word about the warmth measured in it; empty takes it back."""
    person, _ = _mine(request, key)
    services.correct(person, key, how_it_was_meant(request.POST))
    return redirect("entry", key)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """GET, POST /you/writing/KEY/delete/: asked once, then gone."""
    person, row = _mine(request, key)
    if request.method == "POST":
        services.delete(person, key)
        return redirect("plan-of-mine" if row.kind == PLAN else "writing")
    return render(request, "journal/delete.html", {"reading": selectors.read(row, row.day)})


def _mine(request: HttpRequest, key: str) -> tuple[Person, Entry]:
    person = person_of(request)
    row = selectors.entry_of(person, key)
    if person is None or row is None:
        raise Http404
    return person, row


def _today(person: Person | None) -> date:
    return today_of(person, timezone.now())
