"""When the person took an instrument: asked of the room that keeps the answers, without knowing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.urls import NoReverseMatch, reverse

from kindward.site.people.models import Person

#: By instrument: the person's own dates of taking it, oldest first. The room that keeps the answers adds its
#: own.
TAKEN: dict[str, Callable[[Person], list[date]]] = {}


def dates_taken(person: Person, instrument: str = "three-flows") -> list[date]:
    """The person's dates of taking that instrument; none where nobody keeps answers."""
    ask = TAKEN.get(instrument)
    return ask(person) if ask else []


def address(name: str, *args: str) -> str:
    """The address of a page of another room; empty where that room is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
