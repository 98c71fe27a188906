"""Answering an instrument, and reading back what one answered."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kindward.measure.instruments import Instrument
from kindward.measure.score import SAFETY, AnswerError, score
from kindward.site.people.selectors import person_of
from kindward.site.people.services import person_who_saves
from kindward.site.progress import selectors
from kindward.site.progress.forms import read_answers
from kindward.site.progress.instruments import can_be_taken, instruments, without_words
from kindward.site.progress.models import Response
from kindward.site.progress.services import keep_draft, record_response

NOTHING_YET = "Nothing is answered yet. One answer is enough to keep it."
NOT_THROUGH = "Something in the form did not come through. Please answer once more."


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """GET /you/measure/: what can be answered here, and why the rest cannot."""
    person = person_of(request)
    begun = set(selectors.drafts_of(person).values_list("instrument", flat=True)) if person else set()
    context = {"there": can_be_taken(), "missing": without_words(), "begun": begun}
    return render(request, "progress/measures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, slug: str) -> HttpResponse:
    """GET, POST /you/measure/<name>/: the questions; what is sent is kept, finished or not.

    Help comes before anything else when an answer to a question about risk calls for it.
    """
    instrument = instruments().get(slug)
    if instrument is None or instrument.text is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, instrument, _begun(request, instrument))
    try:
        answers = read_answers(instrument, request.POST)
        if "later" in request.POST:
            keep_draft(person_who_saves(request), instrument, answers, timezone.now())
            return redirect("measures")
        if all(answer is None for answer in answers):
            return _ask(
                request, instrument, answers, "Nothing is answered yet. One answer is enough to keep it."
            )
        made, _ = record_response(
            person_who_saves(request), instrument, answers, request.POST.get("key", ""), timezone.now()
        )
    except AnswerError:
        return _ask(request, instrument, [None] * instrument.items, NOT_THROUGH, 422)
    if SAFETY in score(instrument, answers).flags:
        return _show(request, instrument, made)
    return redirect("measured", slug=slug, key=made.key)


@require_safe
def measured(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """GET /you/measure/<name>/<key>/: one's own response. Anybody else's is the same 404 as none."""
    person = person_of(request)
    made = selectors.response_of(person, slug, key) if person else None
    if made is None or slug not in instruments():
        raise Http404
    return _show(request, instruments()[slug], made)


def _begun(request: HttpRequest, instrument: Instrument) -> list[int | None]:
    person = person_of(request)
    draft = selectors.drafts_of(person).filter(instrument=instrument.name).first() if person else None
    fits = draft is not None and len(draft.answers) == instrument.items
    return draft.answers if draft is not None and fits else [None] * instrument.items


def _ask(
    request: HttpRequest, instrument: Instrument, answers: list[int | None], told: str = "", status: int = 200
) -> HttpResponse:
    text = instrument.text
    assert text is not None  # noqa: S101 - looked at before; told to the type checker
    scale = range(instrument.low, instrument.high + 1)
    options = [(n, text.options[n - instrument.low] if text.options else str(n)) for n in scale]
    items = [
        {"number": n, "text": words, "answer": answer}
        for n, (words, answer) in enumerate(zip(text.items, answers, strict=True), 1)
    ]
    context: dict[str, Any] = {
        "instrument": instrument, "items": items, "options": options, "worded": bool(text.options),
        "told": told, "key": secrets.token_urlsafe(16),
    }  # fmt: skip
    return render(request, "progress/measure.html", context, status=status)


def _show(request: HttpRequest, instrument: Instrument, made: Response) -> HttpResponse:
    scored = score(instrument, made.answers)
    pictures = selectors.pictures_of(person_of(request)) if instrument.flows else {}
    context = {
        "instrument": instrument, "made": made, "scored": scored, "help_first": SAFETY in scored.flags,
        "flows": selectors.flow_lines(pictures), "levels": selectors.levels_of(pictures),
    }  # fmt: skip
    return render(request, "progress/measured.html", context)
