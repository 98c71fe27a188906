"""Template tags: where a text stands, and what there is to read about a practice."""

from __future__ import annotations

from django import template
from django.utils import timezone

from kindward.learn import Article, Standing
from kindward.site.learn import selectors
from kindward.site.learn.library import articles, texts

register = template.Library()


@register.simple_tag(name="standing")
def text_standing(kind: str, slug: str) -> Standing | None:
    """Where the article or practice stands today; None while the records cannot be read, or for no such text."""
    if (kind, slug) not in texts():
        return None
    return selectors.standing_if_known(kind, slug, timezone.now().date())


@register.simple_tag
def articles_about(practice: str) -> tuple[Article, ...]:
    """The articles that lead to the practice."""
    return articles().about(practice)
