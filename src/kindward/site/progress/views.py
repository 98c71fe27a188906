"""The page of who asks: what they practised, where it is kept, and how to take it along or delete it."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kindward.measure.practised import (
    is_back_after_a_gap,
    month_after,
    month_before,
    month_of,
    read_month,
    say_practised,
    seconds_by_flow,
)
from kindward.site.people.exports import everything_of
from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.people.stepping_up import step_up
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import Ended, Session
from kindward.site.progress import exports, selectors
from kindward.site.progress.expected import expected_soothing
from kindward.site.progress.pictures import dates_in_words, draw_lengths, draw_month
from kindward.site.progress.soothing import Soothing, soothing_by_practice
from kindward.site.progress.totals import rebuild

#: A minute to begin with, and a minute to come back with, which asks less.
FIRST_STEP, STEP_BACK = "self-compassion-break", "letting-in-good"
ENDED_WORDS = {
    Ended.FINISHED: "to the end",
    Ended.EASED_OFF: "eased off, a kind choice",
    Ended.STOPPED: "stopped when it was enough",
    Ended.LEFT: "left on the way, and it counts",
}


@require_safe
def you(request: HttpRequest) -> HttpResponse:
    """GET /you/?month=2026-10: a month of practice, the present one when none else can be shown."""
    person = person_of(request)
    asked, now = read_month(request.GET.get("month", "")), timezone.now()
    kept = selectors.kept_of(person, asked, now)
    if kept.is_uncounted and person:
        rebuild(person)
        kept = selectors.kept_of(person, asked, now)
    back = is_back_after_a_gap(kept.latest, kept.today) and kept.is_this_month
    context: dict[str, Any] = {
        "person": person,
        "kept": kept,
        "back": back,
        "step": catalogue()[STEP_BACK if kept.latest else FIRST_STEP],
    }
    pictures = selectors.pictures_of(person)
    context |= {"flows": selectors.flow_lines(pictures), "levels": selectors.levels_of(pictures)}
    context["soothing"] = _soothing(person) if kept.latest else []
    return render(request, "progress/you.html", context | (_month(kept) if kept.latest else {}))


@step_up
@require_safe
def sessions_csv(request: HttpRequest) -> HttpResponse:
    """GET /you/sessions.csv: every session of who asks."""
    text = exports.to_csv(selectors.all_sessions_of(person_of(request)))
    return _file(text, "text/csv; charset=utf-8", "kindward-sessions.csv")


@step_up
@require_safe
def sessions_json(request: HttpRequest) -> HttpResponse:
    """GET /you/sessions.json: every session and every check-in of who asks."""
    person = person_of(request)
    text = exports.to_json(selectors.all_sessions_of(person), selectors.all_check_ins_of(person))
    return _file(text, "application/json", "kindward-sessions.json")


@step_up
@require_safe
def responses_csv(request: HttpRequest) -> HttpResponse:
    """GET /you/answers.csv: every answer and score of who asks."""
    text = exports.responses_to_csv(selectors.all_responses_of(person_of(request)))
    return _file(text, "text/csv; charset=utf-8", "kindward-answers.csv")


@step_up
@require_safe
def responses_fhir(request: HttpRequest) -> HttpResponse:
    """GET /you/answers.fhir.json: every response of who asks, as a FHIR R4 Bundle."""
    bundle = exports.responses_to_fhir(selectors.all_responses_of(person_of(request)), timezone.now())
    return _file(
        json.dumps(bundle, ensure_ascii=False), "application/fhir+json", "kindward-answers.fhir.json"
    )


@step_up
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """GET /you/everything.json: all that is kept about who asks, of every room."""
    told = everything_of(person_of(request), timezone.now())
    return _file(
        json.dumps(told, ensure_ascii=False, indent=1), "application/json", "kindward-everything.json"
    )


def _soothing(person: Person | None) -> list[Soothing]:
    totals = selectors.practice_totals_of(person)
    return soothing_by_practice(totals, expected_soothing(person), catalogue()) if totals else []


def _month(kept: selectors.Kept) -> dict[str, Any]:
    month = month_of(kept.first, kept.practised, kept.today)
    # By day first: on a journey a later start may be an earlier date.
    in_days = sorted(kept.sessions, key=lambda session: session.day)
    return {
        "month": month,
        "picture": draw_month(month),
        "dates": dates_in_words(day.date for day in month.practised),
        "in_all": say_practised(month.seconds),
        "lengths": draw_lengths(seconds_by_flow(kept.practised)),
        "days": [(day, list(map(_row, rows))) for day, rows in groupby(in_days, lambda session: session.day)],
        "before": month_before(kept.first) if kept.earliest and kept.earliest < kept.first else None,
        "after": None if kept.is_this_month else month_after(kept.first),
    }


def _row(session: Session) -> dict[str, Any]:
    """A session as the table says it."""
    script = catalogue().get(session.practice)
    return {
        "practice": session.practice,
        "script": script,
        "length": say_practised(session.seconds_practised),
        "ended": ENDED_WORDS[Ended(session.ended)],
    }


def _file(text: str, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        text, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
