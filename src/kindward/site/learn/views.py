"""Pages to read. They are the same for everybody."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kindward.learn import GROUPS, State
from kindward.practice.lengths import nearest_offered
from kindward.site.learn import selectors
from kindward.site.learn.feed import feed_of
from kindward.site.learn.library import articles, rendered
from kindward.site.learn.models import Kind
from kindward.site.practice.library import catalogue

#: The length with which a practice begins from an article: short enough to try at once.
BEGIN_SECONDS = 180


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """GET /learn/: every article that is shown, by group."""
    shown = selectors.shown_articles(timezone.now().date())
    groups = [
        (GROUPS[group], list(some)) for group, some in groupby(shown, key=lambda article: article.group)
    ]
    return render(request, "learn/learn.html", {"groups": groups})


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /learn/<slug>/: an article, what to practise, its references, and who answers for it."""
    one = articles().get(slug)
    if one is None:
        raise Http404
    today = timezone.now().date()
    standing = selectors.standing_if_known(Kind.ARTICLE, slug, today)
    if standing and standing.state is State.RETIRED:
        return render(request, "learn/retired.html", {"article": one, "standing": standing}, status=410)
    if standing and not standing.shown:
        raise Http404
    shown = selectors.shown_articles(today)
    after = shown[(shown.index(one) + 1) % len(shown)]
    context = {
        "article": one,
        "standing": standing,
        "text": rendered(slug),
        "practices": [
            {"script": script, "seconds": nearest_offered(script, BEGIN_SECONDS)}
            for name in one.related
            if (script := catalogue().get(name))
        ],
        "after": after if after is not one else None,
    }
    return render(request, "learn/article.html", context)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """GET /learn/feed.xml: the articles as an Atom feed."""
    body = feed_of(selectors.shown_articles(timezone.now().date()), request.build_absolute_uri)
    return HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
