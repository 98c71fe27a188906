"""What a player needs: the timeline, with or without the person's own words; captions and transcript."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from kindward.practice import Timeline, UnknownPractice, WordError
from kindward.practice.captions import to_webvtt
from kindward.practice.transcript import to_text
from kindward.site.errors import Invalid, error_answer
from kindward.site.limits import Rate
from kindward.site.origin import Refused, check_same_origin
from kindward.site.practice.library import catalogue
from kindward.site.practice.timelines import timeline_json, timeline_of
from kindward.voice import VoiceError

#: Own words have to be spoken anew, which takes a processor's time.
OWN_WORDS = Rate("own-words", times=60, seconds=600)


@csrf_exempt  # Reads only; guarded by check_same_origin because it costs time.
@require_http_methods(["GET", "HEAD", "POST"])
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """GET, POST /practise/<slug>/timeline/: the timeline as JSON.

    GET takes ``?seconds=&voice=`` and may be cached; POST takes ``{"seconds", "voice"?, "words": {…}}``
    and is stored nowhere. 422 in the one error shape for a value that cannot be used.
    """
    try:
        if request.method == "POST":
            check_same_origin(request)
            made = _made_from_body(request, slug)
        else:
            made = made_from_query(request, slug)
    except Refused as refused:
        return error_answer(request, 403, "denied", str(refused))
    except UnknownPractice as unknown:
        return error_answer(request, 404, "not_found", str(unknown))
    except Invalid as problem:
        return error_answer(request, 422, "invalid", str(problem), problem.field)
    response = JsonResponse(timeline_json(made))
    if request.method != "POST":
        patch_cache_control(response, public=True, max_age=300)
    return response


@require_safe
def captions(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /practise/<slug>/captions.vtt?seconds=&voice=: captions as WebVTT."""
    return _text(request, slug, "text/vtt; charset=utf-8", lambda made: to_webvtt(made))


@require_safe
def transcript(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /practise/<slug>/transcript.txt?seconds=&voice=: the words to read."""
    return _text(
        request, slug, "text/plain; charset=utf-8", lambda made: to_text(made, catalogue()[made.practice])
    )


def made_from_query(request: HttpRequest, slug: str) -> Timeline:
    """The timeline that ``?seconds=&voice=`` asks for; three minutes when it does not say."""
    return _made(slug, request.GET.get("seconds", "180"), request.GET.get("voice", ""), {})


def _made_from_body(request: HttpRequest, slug: str) -> Timeline:
    try:
        asked = json.loads(request.body)
        words = asked.get("words") or {}
        fits = isinstance(words, dict) and all(isinstance(word, str) for word in words.values())
    except (ValueError, AttributeError):
        fits = False
    if not fits:
        raise Invalid("words", "expected a JSON object with seconds, voice and words")
    if any(words.values()):
        OWN_WORDS.count(request)
    return _made(slug, asked.get("seconds", 180), asked.get("voice") or "", words)


def _made(slug: str, seconds: Any, voice: str, words: dict[str, str]) -> Timeline:
    try:
        length = float(seconds)
        if not 0 < length < 100_000:
            raise ValueError
    except (TypeError, ValueError):
        raise Invalid("seconds", "expected a number of seconds above 0") from None
    try:
        return timeline_of(
            slug, length, str(voice), {name: text for name, text in words.items() if text.strip()}
        )
    except WordError as error:
        raise Invalid(error.name, str(error)) from None
    except VoiceError as error:
        raise Invalid("voice", str(error)) from None


def _text(request: HttpRequest, slug: str, content_type: str, write: Any) -> HttpResponse:
    try:
        made = made_from_query(request, slug)
    except UnknownPractice:
        raise Http404 from None
    except Invalid as problem:
        return error_answer(request, 422, "invalid", str(problem), problem.field)
    response = HttpResponse(write(made), content_type=content_type)
    patch_cache_control(response, public=True, max_age=300)
    return response
