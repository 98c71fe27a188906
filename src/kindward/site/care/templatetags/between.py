"""For pages of rooms below: what a therapist set, and the step that may help now. Nothing where there is nothing."""

from __future__ import annotations

from typing import Any

from django import template
from django.db import DatabaseError
from django.utils import timezone

from kindward.sealing import KeysAway, Unreadable
from kindward.site.care import share_selectors, step_selectors
from kindward.site.practice.library import catalogue
from kindward.site.practice.selectors import person_if_known

register = template.Library()


@register.inclusion_tag("care/set_practice.html", takes_context=True)
def set_practice(context: dict[str, Any]) -> dict[str, Any]:
    """The practice that the person's therapist set, with "not for me" always there."""
    request = context["request"]
    try:
        row = share_selectors.set_practice_of(person_if_known(request))
        if row is None or row.told["practice"] not in catalogue():
            return {}
        words = share_selectors.words_of(row)
    except (DatabaseError, KeysAway, Unreadable):
        # Whoever comes to practise is not sent away because this cannot be read.
        return {}
    return {"row": row, "words": words, "request": request, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("care/step.html", takes_context=True)
def step(context: dict[str, Any]) -> dict[str, Any]:
    """A suggestion of stepped care, with the facts that led to it."""
    request = context["request"]
    found = step_selectors.step_for(person_if_known(request), timezone.now())
    if found is None:
        return {}
    return {"step": found, "script": catalogue().get(found.practice), "csrf_token": context.get("csrf_token")}
