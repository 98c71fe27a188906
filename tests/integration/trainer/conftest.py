"""Days of practice, sent as a browser sends them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from kindward.site.trainer.engine import look_again
from practice_fixtures import send_check_in, send_session

MORNING = datetime(2026, 3, 18, 8, 0, tzinfo=UTC)
Practises = Callable[..., str]


@pytest.fixture(autouse=True)
def morning() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def fresh(db: None) -> Iterator[None]:
    cache.clear()
    look_again()
    yield
    # What this test told of everybody was rolled back with it.
    look_again()


@pytest.fixture
def practises() -> Practises:
    """``practises(bob, "soothing-touch", hours_ago=3, hurt="still_here")``: a session, and what was tapped after."""
    numbers = iter(range(1000))

    def practise(
        client: Client, practice: str = "self-compassion-break", hours_ago: float = 1, **said: object
    ) -> str:
        key, start = f"session-{next(numbers):04}", MORNING - timedelta(hours=hours_ago)
        end = start + timedelta(minutes=1)
        sent = send_session(
            client, key=key, practice=practice, start_time=start.isoformat(), end_time=end.isoformat(),
            start_zone_offset=0, end_zone_offset=0,
        )  # fmt: skip
        assert sent.status_code == 201
        if said:
            answers = {"soothing": None, "hurt": None} | said
            send_check_in(client, key=f"check-in-of-{key}", session=key, at=end.isoformat(), **answers)
        return key

    return practise
