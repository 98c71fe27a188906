"""The matching assessment: begin, ten questions with a page each, look over, send."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kindward.matching.assessment import MANY, QUESTIONS, is_urgent, lacking, missing
from kindward.matching.problem import Therapist
from kindward.site.care import pages, questions, selectors, services
from kindward.site.care.models import Assessment
from kindward.site.care.roster_selectors import duty_sheet, is_open, roster
from kindward.site.care.words import PARTS, WEEKDAYS
from kindward.site.care.zones import zone_or_utc
from kindward.site.limits import Rate
from kindward.site.people.selectors import person_of
from kindward.site.people.services import person_who_saves

#: A whole school or clinic may share one address; nobody fills a queue by program.
BEGUN, SENT = Rate("care-begun", times=60, seconds=3600), Rate("care-sent", times=30, seconds=3600)
NAMES = [question.name for question in QUESTIONS]


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """POST /care/begin/: begin, or go on where it was left."""
    if not is_open():
        return redirect("care")
    BEGUN.count(request)
    zone = zone_or_utc(request.POST.get("zone", ""))
    assessment = services.begin(person_who_saves(request), timezone.now(), zone)
    seen = set(assessment.answers.get("seen", ()))
    ahead = [name for name in NAMES if name not in seen]
    # Who was brought in from a waiting list has answered without these pages.
    if not ahead or (not seen and not missing(assessment.answers)):
        return redirect("care-look-over")
    return redirect("care-question", ahead[0])


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, name: str) -> HttpResponse:
    """GET, POST /care/ask/<name>/: one question. Each answer is kept as it is given."""
    if name not in questions.BY_NAME:
        raise Http404
    assessment = _assessment(request)
    if assessment is None or not is_open():
        return redirect("care")
    known, places = _roster(), _places()
    if request.method != "POST":
        return _show(request, name, assessment, known, places)
    try:
        given = questions.read(questions.BY_NAME[name], request.POST, known, places)
    except ValueError as problem:
        return _show(request, name, assessment, known, places, told=str(problem))
    seen = [each for each in NAMES if each in {name, *assessment.answers.get("seen", ())}]
    try:
        assessment = services.answer(assessment, given | {"seen": seen}, timezone.now())
    except services.NotNow:
        return redirect("care")
    if is_urgent(assessment.answers):
        return redirect(_right_now(assessment))
    if what := lacking(assessment.answers, known, timezone.now().date()):
        return _show(request, name, assessment, known, places, lacks=questions.LACKING[what])
    return _next(request, name, assessment)


@require_safe
def look_over(request: HttpRequest) -> HttpResponse:
    """GET /care/look-over/: everything that was answered, before it is sent."""
    assessment = _assessment(request)
    if assessment is None or not is_open():
        return redirect("care")
    return _look_over(request, assessment)


@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """POST /care/send/: send it; the clock starts. Nothing is taken that nobody could serve."""
    assessment = _assessment(request)
    if assessment is None:
        return redirect("care")
    SENT.count(request)
    try:
        services.submit(assessment, timezone.now())
    except services.NotComplete as problem:
        return redirect("care-question", problem.question)
    except services.NotServed as problem:
        return _look_over(request, assessment, questions.LACKING[problem.what])
    except (services.NotOpen, services.NotNow):
        pass
    return redirect("care")


def _look_over(request: HttpRequest, assessment: Assessment, lacks: str = "") -> HttpResponse:
    known = _roster()
    if not lacks and (what := lacking(assessment.answers, known, timezone.now().date())):
        lacks = questions.LACKING[what]
    context = {
        "answers": pages.answered(assessment),
        "lacks": lacks,
        "missing": missing(assessment.answers),
        "not_covered": pages.not_covered(assessment, known),
        "is_sent": assessment.submitted_at is not None,
        "sheet": duty_sheet(),
        "signed_in": request.user.is_authenticated,
        "has_mail": bool(request.user.is_authenticated and request.user.email),
    }
    return render(request, "care/look_over.html", context)


def _show(
    request: HttpRequest, name: str, assessment: Assessment, known: list[Therapist], places: list[str], *,
    told: str = "", lacks: str = "",
) -> HttpResponse:  # fmt: skip
    asked = questions.BY_NAME[name]
    at = NAMES.index(name)
    context: dict[str, Any] = {
        "name": name,
        "words": questions.WORDS[name],
        "number": at + 1,
        "of": len(NAMES),
        "before": NAMES[at - 1] if at else "",
        "fields": [_field(field, assessment, known, places) for field in asked.fields],
        "needed": bool(asked.needed),
        "told": told,
        "lacks": lacks,
        "only": request.GET.get("only", "") or request.POST.get("only", ""),
        "is_sent": assessment.submitted_at is not None,
    }
    if name == "when":
        chosen = set(assessment.answers.get("windows", ()))
        context["parts"] = PARTS.values()
        context["week"] = [
            {"day": day, "windows": [(f"{code}-{part}", f"{code}-{part}" in chosen) for part in PARTS]}
            for code, day in WEEKDAYS.items()
        ]
    return render(request, "care/question.html", context)


def _field(field: str, assessment: Assessment, known: list[Therapist], places: list[str]) -> dict[str, Any]:
    value = assessment.answers.get(field)
    chosen = set(value) if isinstance(value, list) else {value}
    if field == "max_fee":
        return {"name": field, "value": "" if value is None else f"{value:g}"}
    options = questions.choices(field, known, places)
    return {
        "name": field,
        "many": field in MANY,
        "none": not (chosen - {None, ""}),
        "options": [(code, words, code in chosen) for code, words in options],
    }


def _right_now(assessment: Assessment) -> str:
    """Help for the country the person named: whoever is not safe is not asked for it again."""
    place = str(assessment.answers.get("jurisdiction") or "")
    return reverse("care-right-now") + (f"?in={place[:2].lower()}" if place else "")


def _next(request: HttpRequest, name: str, assessment: Assessment) -> HttpResponse:
    if "later" in request.POST:
        return redirect("care")
    ahead = NAMES[NAMES.index(name) + 1 :]
    if request.POST.get("only") or not ahead:
        return redirect("care-look-over")
    return redirect("care-question", ahead[0])


def _assessment(request: HttpRequest) -> Assessment | None:
    """The person's open assessment, while its answers may still be changed."""
    asking = selectors.asking_of(person_of(request))
    if asking is None or not (asking.standing.state == "draft" or asking.standing.is_sought):
        return None
    return asking.assessment


def _roster() -> list[Therapist]:
    return [therapist for _, therapist in roster(timezone.now()).values()]


def _places() -> list[str]:
    sheet = duty_sheet()
    return list(sheet.jurisdictions) if sheet else []
