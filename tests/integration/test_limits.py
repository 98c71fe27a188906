"""How often somebody may ask: counted for all workers together, and tied to nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from kindward.site.limits import Rate, TooMany
from kindward.site.models import Asked

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 10, 12, 0, 10, tzinfo=UTC)
TWICE_A_MINUTE = Rate("test", times=2, seconds=60)


def ask(at: datetime = NOON, address: str = "192.0.2.1", rate: Rate = TWICE_A_MINUTE) -> None:
    rate.count(RequestFactory().get("/", REMOTE_ADDR=address), clock=lambda: at)


def test_the_third_time_is_too_often_and_says_how_long_to_wait() -> None:
    ask()
    ask()
    with pytest.raises(TooMany) as refused:
        ask()
    assert refused.value.wait == 50


def test_the_next_minute_is_a_new_one() -> None:
    ask()
    ask()
    ask(NOON + timedelta(seconds=50))


def test_others_and_other_things_are_counted_apart() -> None:
    ask()
    ask()
    ask(address="192.0.2.2")
    ask(rate=Rate("another", times=2, seconds=60))


def test_no_address_is_kept() -> None:
    ask()
    assert "192.0.2.1" not in Asked.objects.get().key


def test_addresses_are_those_a_trusted_proxy_vouches_for(settings: object) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "198.51.100.9, 192.0.2.1"}
    )
    TWICE_A_MINUTE.count(request)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    TWICE_A_MINUTE.count(request)
    assert Asked.objects.count() == 2
