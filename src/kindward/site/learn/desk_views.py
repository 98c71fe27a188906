"""The editing desk: what is due, who reviewed what, and the forms to say so. For editors and reviewers alone."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kindward.site.learn import selectors, services
from kindward.site.learn.forms import ReviewForm, WordForm
from kindward.site.learn.library import Text, rendered, texts
from kindward.site.learn.models import Kind
from kindward.site.learn.roles import EDITORS, REVIEWERS, for_roles


@for_roles(EDITORS, REVIEWERS)
@require_safe
def editing(request: HttpRequest) -> HttpResponse:
    """GET /desk/editing/: every text with where it stands, overdue first."""
    entries = selectors.to_edit(timezone.now().date())
    context = {"entries": entries, "overdue": sum(entry.standing.overdue for entry in entries)}
    return render(request, "learn/editing.html", context)


@for_roles(EDITORS, REVIEWERS)
@require_safe
def text(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """GET /desk/editing/<kind>/<slug>/: one text, its history, and the forms of the roles one has."""
    return _page(request, _text(kind, slug))


@for_roles(REVIEWERS)
@require_POST
def review(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """POST …/review/: record a review of the text as it was read."""
    one, now = _text(kind, slug), timezone.now()
    form = ReviewForm(request.POST, now=now)
    if form.is_valid():
        said = dict(form.cleaned_data)
        key, read = said.pop("key"), said.pop("read")
        try:
            services.record_review(request.user, one, read, key, now, **said)  # type: ignore[arg-type]
        except services.TextChanged:
            form.add_error(
                None, "The text has changed since you opened this page. Read it again, then send it."
            )
            form.data = request.POST.copy()
            form.data["read"] = one.content_hash
        else:
            return _back(one)
    return _page(request, one, review=form, status=422)


@for_roles(EDITORS)
@require_POST
def word(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """POST …/state/: set the text to drafted, published or retired."""
    one = _text(kind, slug)
    form = WordForm(request.POST, kind=kind)
    if form.is_valid():
        said = form.cleaned_data
        services.record_word(
            request.user,  # type: ignore[arg-type]
            one,
            said["state"],
            said["key"],
            timezone.now(),
            said["comment"],
        )
        return _back(one)
    return _page(request, one, word=form, status=422)


def _text(kind: str, slug: str) -> Text:
    try:
        return texts()[kind, slug]
    except KeyError:
        raise Http404 from None


def _back(one: Text) -> HttpResponse:
    return HttpResponseRedirect(reverse("editing-text", args=[one.kind, one.slug]) + "#history")


def _page(request: HttpRequest, one: Text, status: int = 200, **bound: Any) -> HttpResponse:
    now = timezone.now()
    roles = request.desk_roles  # type: ignore[attr-defined]
    start = {"read": one.content_hash, "reviewed_on": now.date()}
    context: dict[str, Any] = {
        "text": one,
        "standing": selectors.standing(one.kind, one.slug, now.date()),
        "history": list(reversed(selectors.history(one.kind, one.slug))),
        "review": bound.get("review") or ReviewForm(now=now, initial=start),
        "word": bound.get("word") or WordForm(kind=one.kind),
        "reviews": REVIEWERS in roles,
        "edits": EDITORS in roles,
        "reading": rendered(one.slug).html if one.kind == Kind.ARTICLE else "",
    }
    return render(request, "learn/editing_text.html", context, status=status)
