"""Writes: taking everything along, which is recorded, and bringing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest

from kindward.site.audit.actors import Actor, the_person
from kindward.site.audit.services import record
from kindward.site.people.models import Person
from kindward.site.people.services import person_who_saves
from kindward.site.yours.bundle import zip_of
from kindward.site.yours.reading import BadFile, read
from kindward.site.yours.taking_in import TakenIn, take_in


@transaction.atomic
def take_along(person: Person, now: datetime, actor: Actor | None = None) -> bytes:
    """The zip of everything the person has; by the person, or by an ``actor`` for them.

    Raises :class:`kindward.sealing.Unreadable` when something does not open.
    """
    made = zip_of(person, now)
    record(actor or the_person(person), "exported", person, {"what": "everything"}, now)
    return made


@transaction.atomic
def bring_along(request: HttpRequest, content: bytes, now: datetime) -> TakenIn:
    """Take a file in for who asks, who may be new here. Raises :class:`BadFile`, with nobody and nothing new."""
    rows = read(content)
    try:
        return take_in(person_who_saves(request), rows, now)
    except BadFile:
        request.device_key_to_remember = None  # type: ignore[attr-defined]
        raise
