"""Reads: what was recorded about texts, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date

from django.db import DatabaseError
from django.db.models import QuerySet

from kindward.learn import Article, Review, Standing, State, Word, standing_of
from kindward.site.learn.library import Text, articles, texts
from kindward.site.learn.models import Kind, ReviewEvent, Verb


@dataclass(frozen=True, slots=True)
class Entry:
    """A text, where it stands, and what was last recorded about it."""

    text: Text
    standing: Standing
    last: ReviewEvent | None


def standing(kind: str, slug: str, today: date) -> Standing:
    """Where the text stands. Raises :class:`KeyError` for a text there is not."""
    return _standing(texts()[kind, slug], history(kind, slug), today)


def standing_if_known(kind: str, slug: str, today: date) -> Standing | None:
    """As :func:`standing`; None while the records cannot be read, so that pages to read stay up without them."""
    try:
        return standing(kind, slug, today)
    except DatabaseError:
        return None


def shown_articles(today: date) -> list[Article]:
    """The articles readers are led to, in order, in one query; all of them while the records cannot be read."""
    try:
        known = {entry.text.slug: entry.standing for entry in _entries(Kind.ARTICLE, today)}
    except DatabaseError:
        return list(articles().values())
    return [article for article in articles().values() if known[article.slug].shown]


def history(kind: str, slug: str) -> QuerySet[ReviewEvent]:
    """What was recorded about one text, oldest first."""
    return ReviewEvent.objects.filter(kind=kind, slug=slug).order_by("pk")


def to_edit(today: date) -> list[Entry]:
    """Every text: those whose review is overdue first, those nobody has to look at last."""
    return sorted(_entries(None, today), key=lambda entry: _urgency(entry.standing))


def _entries(kind: str | None, today: date) -> list[Entry]:
    events: dict[tuple[str, str], list[ReviewEvent]] = defaultdict(list)
    rows = ReviewEvent.objects.filter(kind=kind) if kind else ReviewEvent.objects.all()
    for event in rows.order_by("pk"):
        events[event.kind, event.slug].append(event)
    return [
        Entry(text, _standing(text, known, today), known[-1] if known else None)
        for key, text in texts().items()
        if kind in (None, text.kind)
        for known in [events.get(key, [])]
    ]


def _standing(text: Text, events: Iterable[ReviewEvent], today: date) -> Standing:
    return standing_of(text.content_hash, today, map(_record, events), text.in_file)


def _record(event: ReviewEvent) -> Review | Word:
    if event.verb != Verb.REVIEWED:
        return Word(State(event.verb), event.at.astimezone(UTC).date())
    assert event.reviewed_on and event.due_on  # noqa: S101 - a constraint of the table
    return Review(
        event.reviewer, event.licence, event.reviewed_on, event.due_on, event.verdict, event.content_hash
    )


def _urgency(standing: Standing) -> int:
    if standing.state is State.RETIRED:
        return 9
    if standing.overdue:
        return 0
    if standing.asks_changes:
        return 1
    if standing.earlier:
        return 2
    return {State.DRAFTED: 3, State.REVIEWED: 4}.get(standing.state, 5)
