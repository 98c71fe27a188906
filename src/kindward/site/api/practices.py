"""Reading practices: the catalogue, one practice, its timeline for a length and a voice."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from ninja import Query, Router

from kindward.practice import Script, words_in_order
from kindward.site.api.schemas import ErrorOut, PracticeOneOut, PracticesOut, TimelineOut
from kindward.site.practice.library import catalogue
from kindward.site.practice.timeline_views import OWN_WORDS
from kindward.site.practice.timelines import timeline_json, timeline_of

router = Router(tags=["practices"])


@router.get("", response={200: PracticesOut}, summary="All practices")
def practices(request: HttpRequest) -> dict[str, Any]:
    """The catalogue, sorted by slug."""
    return {"practices": [_brief(script) for script in catalogue().values()]}


@router.get("/{slug}", response={200: PracticeOneOut, 404: ErrorOut}, summary="One practice")
def practice(request: HttpRequest, slug: str) -> dict[str, Any]:
    """A practice with its cautions, its evidence and its slots for own words."""
    return {"practice": _full(catalogue()[slug])}


@router.get(
    "/{slug}/timeline",
    response={200: TimelineOut, 404: ErrorOut, 422: ErrorOut, 429: ErrorOut},
    summary="The timeline of a practice",
)
def timeline(
    request: HttpRequest,
    slug: str,
    seconds: Annotated[float, Query(gt=0, le=100_000)],
    voice: Annotated[str, Query(max_length=24)] = "",
    for_: Annotated[list[str], Query(alias="for", max_length=8)] = [],  # noqa: B006
) -> HttpResponse:
    """For ``seconds``, or the nearest length that is possible; ``for`` gives own words in their order.

    Addresses end up in logs. For words that are nobody else's business, the page's own
    ``POST /practise/{slug}/timeline/`` takes them in its body.
    """
    words = words_in_order(catalogue()[slug], for_)
    if words:
        OWN_WORDS.count(request)
    response = JsonResponse(timeline_json(timeline_of(slug, seconds, voice, words)))
    if words:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _brief(script: Script) -> dict[str, Any]:
    return {
        "slug": script.slug,
        "title": script.title,
        "promise": script.promise,
        "version": script.version,
        "flows": list(script.flows),
        "kind": script.kind,
        "min_seconds": script.min_seconds,
        "max_seconds": script.max_seconds,
        "author": script.author,
        "reviewer": script.reviewer,
        "reviewed_on": script.reviewed_on.isoformat() if script.reviewed_on else None,
    }


def _full(script: Script) -> dict[str, Any]:
    return _brief(script) | {
        "happens": script.happens,
        "cautions": list(script.cautions),
        "gentler": script.gentler,
        "ease_off": script.ease_off,
        "due_on": script.due_on.isoformat() if script.due_on else None,
        "words": [
            {"name": word.name, "ask": word.ask, "default": word.default, "limit": word.limit}
            for word in script.words
        ],
        "evidence": [{"says": one.says, "references": list(one.references)} for one in script.evidence],
    }
