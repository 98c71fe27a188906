"""The sums behind a person's page follow what they do, in the same transaction that keeps it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from kindward.site.people.models import Person
from kindward.site.practice.models import CheckIn, Session
from kindward.site.practice.signals import check_in_kept, session_grown, session_kept
from kindward.site.progress import totals


@receiver(session_kept)
def count_session(person: Person, session: Session, **_: Any) -> None:
    totals.add_session(person, session)


@receiver(session_grown)
def count_seconds(person: Person, session: Session, seconds: int, **_: Any) -> None:
    totals.add_seconds(person, session, seconds)


@receiver(check_in_kept)
def count_answers(person: Person, check_in: CheckIn, new: Collection[str], **_: Any) -> None:
    totals.add_answers(person, check_in, new)
