"""People who follow the eight weeks, and time that is said aloud."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from kindward.site.people.models import Account, Person
from kindward.site.practice.models import Session
from kindward.site.programme import reminder_services, services
from kindward.site.programme.models import PushAddress, Reminders
from kindward.site.programme.push import Outcome

#: A Monday, nine in the morning in Dublin, where it is winter.
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def after(days: float = 0, **more: float) -> datetime:
    return MONDAY + timedelta(days=days, **more)


def practise(person: Person, at: datetime, seconds: int = 60) -> None:
    Session.objects.create(
        person=person, key=f"session-{person.pk}-{at:%m%d%H%M}", practice="soothing-touch", version=1,
        kind="meditation", start_time=at, start_zone_offset=0, end_time=at + timedelta(seconds=seconds),
        end_zone_offset=0, day=at.date(), asked_seconds=60, seconds_practised=seconds, ended="finished", received_at=at,
    )  # fmt: skip


@pytest.fixture
def follows(bob_person: Person) -> Person:
    """Bob, who began on Monday with ten minutes a day, in Dublin."""
    services.start(bob_person, 10, "usual", "Europe/Dublin", MONDAY)
    return bob_person


ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/bob"


@pytest.fixture
def reminded(follows: Person) -> Reminders:
    """Bob, who is reminded by his browser at ten in the morning."""
    reminder_services.keep_push_address(follows, ENDPOINT, "B" * 87, "a" * 22, MONDAY)
    return remind(follows)


def remind(person: Person, by: str = "push", **changes: Any) -> Reminders:
    wish: dict[str, Any] = {
        "by": by, "at": time(10), "zone": "Europe/Dublin", "cue": "after the first coffee", "shows_cue": False,
        "now": MONDAY,
    }  # fmt: skip
    return reminder_services.switch_on(person, **wish | changes)


@pytest.fixture
def mailed(alice_person: Person, alice_account: Account, settings: Any) -> Reminders:
    """Alice, who left a mail address and is reminded there."""
    settings.KINDWARD_MAIL_FROM = "Kindward <kindward@example.org>"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    alice_account.email = "alice@example.org"
    alice_account.save()
    return remind(alice_person, by="mail")


class Sender:
    """Stands in for push services and mail servers; answers what it is told to."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, object]]] = []
        self.answers: Callable[[], Outcome] = lambda: Outcome.SENT

    def push(self, address: PushAddress, message: dict[str, object]) -> Outcome:
        self.sent.append((address.endpoint, message))
        return self.answers()


@pytest.fixture
def sender() -> Sender:
    return Sender()


def always() -> float:
    """Chance that sends, and takes the first kind there is."""
    return 0.0


def never() -> float:
    """Chance that leaves the day quiet."""
    return 0.999
