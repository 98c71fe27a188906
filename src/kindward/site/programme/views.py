"""Pages of the eight weeks: what they are, each week, today, and the few buttons that move somebody through
them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kindward.programme import ORDERS, Week
from kindward.programme.week import WEEKS
from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.people.services import person_who_saves
from kindward.site.practice.library import catalogue
from kindward.site.programme import exports, selectors, services
from kindward.site.programme.forms import Pace, Start
from kindward.site.programme.library import week as week_of
from kindward.site.programme.measures import address
from kindward.site.programme.models import WeekTaps
from kindward.site.programme.selectors import Following

PROFILE_WORDS = {
    "baseline-1": "Before you begin, or in these first days: where does kindness go easily, and where not?",
    "baseline-2": "Once more, please: two answers some days apart say far more than one. It takes a minute.",
    "follow-up-1": "The eight weeks are nearly round. Where does kindness go now?",
    "follow-up-2": "And a week later: what has stayed? One more answer makes the comparison fair.",
}


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """GET /programme/: what the eight weeks are; for who follows them, where they are."""
    person = selectors.somebody(request)
    following = selectors.following(person, timezone.now())
    order = following.course.order if following else "usual"
    here = following.place.week if following else None
    context: dict[str, Any] = {
        "following": following,
        "weeks": [
            {"position": at, "week": week_of(number), "is_now": number == here}
            for at, number in enumerate(ORDERS[order], 1)
        ],
    }
    if following and person:
        context |= _profile(person, following) | {
            "pace": Pace(initial={"minutes": following.course.minutes, "order": following.course.order}),
            "calendar": selectors.calendar_of(person),
            "reminders": selectors.reminders_of(person),
        }
    return render(request, "programme/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET, POST /programme/start/: two questions, then the first week."""
    form = Start(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = person_who_saves(request)
        services.start(person, now=timezone.now(), **form.cleaned_data)
        return redirect("programme-now")
    return render(request, "programme/start.html", {"form": form})


@require_safe
def now(request: HttpRequest) -> HttpResponse:
    """GET /programme/now/: what is for today. Where a calendar's thought or a reminder leads."""
    person = selectors.somebody(request)
    following = selectors.following(person, timezone.now())
    context: dict[str, Any] = {"following": following, "reminders": selectors.reminders_of(person)}
    if following and person:
        due = following.due()
        context |= {"due": due, "sittings": [_sitting(sitting) for sitting in due.sittings]}
        context |= _profile(person, following) | _article(following.week)
    return render(request, "programme/now.html", context)


@require_safe
def week(request: HttpRequest, number: int) -> HttpResponse:
    """GET /programme/week/<number>/: one week, open to everyone at any time."""
    if not 1 <= number <= WEEKS:
        raise Http404
    person = selectors.somebody(request)
    following = selectors.following(person, timezone.now())
    shown = week_of(number)
    minutes = following.course.minutes if following else 10
    here = following is not None and following.place.week == number
    order = following.course.order if following else "usual"
    context: dict[str, Any] = {
        "week": shown,
        "position": ORDERS[order].index(number) + 1,
        "following": following,
        "here": here,
        "parts": [
            {
                "part": part,
                "script": catalogue()[part.practice],
                "seconds": part.seconds[minutes],
                "name": name,
            }
            for name, part in (
                ("Sitting down for it", shown.formal),
                ("Beside daily life", shown.informal),
            )
        ],
        "instead": catalogue()[shown.fear.practice],
        "hard": [{"hard": hard, "script": catalogue()[hard.practice]} for hard in shown.hard],
    } | _article(shown)
    if person and following:
        taps = selectors.taps_of(person, following.place, number) or WeekTaps()
        context |= {"taps": taps, "asked": _asked(taps)}
        context["note"] = f"week-{number}-{(following.place.began if here else following.today):%Y-%m-%d}"
    return render(request, "programme/week.html", context)


@require_POST
def step(request: HttpRequest) -> HttpResponse:
    """POST /programme/step/: pause, resume, go (with ``week``), finish, stop."""
    person = person_of(request)
    number = request.POST.get("week", "")
    try:
        week_number = int(number) if number else None
        place = (
            services.step(person, request.POST.get("kind", ""), week_number, timezone.now())
            if person
            else None
        )
    except (ValidationError, ValueError):
        return HttpResponseBadRequest()
    if place is None:
        return redirect("programme")
    return redirect("programme-now" if place.is_going else "programme")


@require_POST
def pace(request: HttpRequest) -> HttpResponse:
    """POST /programme/pace/: other minutes a day, or another order."""
    person, form = person_of(request), Pace(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    if person:
        services.change(person, **form.cleaned_data)
    return redirect("programme")


@require_POST
def tap(request: HttpRequest, number: int) -> HttpResponse:
    """POST /programme/week/<number>/tap/: one tap about the week's act, or about what was hard."""
    person = person_of(request)
    names = [name for name in (*services.TAPS, "was_hard") if name in request.POST]
    if not 1 <= number <= WEEKS or len(names) != 1:
        return HttpResponseBadRequest()
    try:
        kept = (
            services.tap(person, number, names[0], request.POST[names[0]], timezone.now()) if person else None
        )
    except ValidationError:
        return HttpResponseBadRequest()
    if kept is None:
        return redirect("programme")
    return redirect(
        f"{reverse('programme-week', args=[number])}#{'hard' if names[0] == 'was_hard' else 'act'}"
    )


@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """GET /programme/kept.json: all that is kept of the eight weeks about who asks."""
    person = person_of(request)
    return JsonResponse(
        exports.programme_of(person) if person else {},
        headers={"Content-Disposition": 'attachment; filename="kindward-programme.json"'},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


def _profile(person: Person, following: Following) -> dict[str, str]:
    link = address("measure", "three-flows")
    offered = selectors.profile_offered(person, following) if link else None
    return {"profile": PROFILE_WORDS[offered], "profile_link": link} if offered else {}


def _article(shown: Week) -> dict[str, str]:
    return {
        "article_link": address("article", shown.article),
        "backdraft_link": address("article", "backdraft"),
    }


def _sitting(sitting: Any) -> dict[str, Any]:
    return {"sitting": sitting, "script": catalogue()[sitting.practice]}


def _asked(taps: WeekTaps) -> dict[str, list[dict[str, Any]]]:
    """For each tap its answers, and which one was given."""
    return {
        name: [
            {"value": value, "words": words, "given": getattr(taps, name) == value}
            for value, words in choices.choices
        ]
        for name, choices in services.TAPS.items()
    }
