"""Template tags of the eight weeks: a button that moves somebody, and the offer of reminders."""

from __future__ import annotations

from typing import Any

from django import template

from kindward.site.programme import selectors

register = template.Library()


@register.inclusion_tag("programme/step_button.html", takes_context=True)
def step_button(
    context: Any, kind: str, words: str, week: int | None = None, main: bool = False
) -> dict[str, Any]:
    """A button that pauses, resumes or goes to a week, in a form of its own."""
    return {"csrf_token": context.get("csrf_token"), "kind": kind, "words": words, "week": week, "main": main}


@register.inclusion_tag("programme/offer.html", takes_context=True)
def reminder_offer(context: Any) -> dict[str, Any]:
    """The offer of reminders, from the third day with a session on; nothing once it was answered."""
    person = selectors.somebody(context["request"])
    offered = selectors.may_offer_reminders(person)
    return {"offered": offered, "csrf_token": context.get("csrf_token") if offered else None}


@register.filter
def most(value: int, limit: int) -> int:
    """``value``, or ``limit`` if that is less."""
    return min(value, limit)
