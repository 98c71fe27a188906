"""Sharing a summary with one's therapist: choose, look at every line, strike, give in an act of its own, take back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kindward.site.care import selectors, share_selectors, share_services
from kindward.site.care.models import Match, Share
from kindward.site.care.roster_selectors import duty_sheet, valid_licences
from kindward.site.care.services import NotNow
from kindward.site.care.share_topics import TOPICS
from kindward.site.care.words import called
from kindward.site.people.selectors import person_of
from kindward.site.people.stepping_up import step_up


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """GET /care/share/: what has been shared, who read it, and a new summary, with nothing chosen."""
    person = person_of(request)
    match = selectors.match_of(person)
    if person is None or match is None:
        return redirect("care")
    context = _who(match) | {
        "topics": TOPICS,
        "shares": [(one, _state(one)) for one in share_selectors.shares_of(person)],
        "reads": share_selectors.reads_of(person)[:12],
        "days": share_services.LASTS.days,
    }
    return render(request, "care/share/share.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """POST /care/share/preview/: every line as it would be read; each can be struck. ``keep`` prepares it."""
    person = person_of(request)
    match = selectors.match_of(person)
    if request.method != "POST" or person is None or match is None:
        return redirect("care-share")
    topics, own = request.POST.getlist("topic"), request.POST.get("own", "")
    lines = share_services.lines_of(person, topics, own, timezone.now())
    if "keep" in request.POST:
        wanted = set(request.POST.getlist("line"))
        chosen = [
            {"topic": line["topic"], "text": line["text"]} for line in lines if str(line["number"]) in wanted
        ]
        try:
            made = share_services.prepare(match, chosen, timezone.now())
        except share_services.NothingToShare:
            pass
        except NotNow:
            return redirect("care")
        else:
            return redirect("care-share-give", made.key)
    context = _who(match) | {
        "lines": lines,
        "chosen": topics,
        "own": own,
        "none_left": "keep" in request.POST,
    }
    return render(request, "care/share/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@step_up
def give(request: HttpRequest, key: UUID) -> HttpResponse:
    """GET, POST /care/share/<key>/give/: the last look, and the act of giving, after showing once more who one is."""
    one = _share_or_404(request, key)
    if one.given_at is not None:
        return redirect("care-share-receipt", key)
    if one.revoked_at is not None:
        raise Http404
    if request.method == "POST":
        try:
            share_services.give(one, request.POST.get("why", ""), timezone.now())
        except NotNow:
            return redirect("care-share")
        return redirect("care-share-receipt", key)
    sheet = duty_sheet()
    context = _who(one.match) | {
        "share": one,
        "lines": one.lines,
        "days": share_services.LASTS.days,
        "sheet": sheet,
    }
    return render(request, "care/share/give.html", context)


@require_safe
def receipt(request: HttpRequest, key: UUID) -> HttpResponse:
    """GET /care/share/<key>/receipt/: what was agreed to."""
    one = _share_or_404(request, key)
    consent = share_selectors.consent_of(one.person, one)
    if consent is None:
        raise Http404
    readable = one.revoked_at is None
    context = {"share": one, "consent": consent, "lines": one.lines if readable else [], "state": _state(one)}
    return render(request, "care/share/receipt.html", context)


@require_POST
def revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    """POST /care/share/<key>/revoke/: one tap, at once."""
    share_services.revoke(_share_or_404(request, key), timezone.now())
    return redirect("care-share")


def _share_or_404(request: HttpRequest, key: UUID) -> Share:
    found = share_selectors.share_of(person_of(request), key)
    if found is None:
        raise Http404
    return found


def _who(match: Match) -> dict[str, Any]:
    licences = valid_licences(match.therapist, timezone.now())
    return {
        "therapist": match.therapist,
        "licences": [(called("jurisdiction", one.jurisdiction), one.number) for one in licences],
    }


def _state(one: Share) -> str:
    if one.revoked_at is not None:
        return "taken back"
    return "over" if one.until is not None and one.until <= timezone.now() else "open"
