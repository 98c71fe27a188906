"""The trainer hears of what people do, in the same transaction that keeps it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from kindward.site.people.models import Person
from kindward.site.practice.models import CheckIn, Session
from kindward.site.practice.signals import check_in_kept, session_grown, session_kept
from kindward.site.progress.models import Response
from kindward.site.progress.signals import response_kept
from kindward.site.trainer import services


@receiver(session_kept)
def heard_of_session(person: Person, session: Session, **_: Any) -> None:
    services.learn_session(person, session)


@receiver(session_grown)
def heard_more_of_session(person: Person, seconds: int, **_: Any) -> None:
    if seconds:
        services.relearn(person)


@receiver(check_in_kept)
def heard_of_check_in(person: Person, check_in: CheckIn, new: Collection[str], **_: Any) -> None:
    services.learn_check_in(person, check_in, new)


@receiver(response_kept)
def heard_of_response(person: Person, response: Response, **_: Any) -> None:
    services.learn_response(person, response)
