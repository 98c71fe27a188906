"""What the quiet helper does beside the web."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as Login
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from kindward.site import helper
from kindward.site.models import Asked


def rows_in_the_cache() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kindward_cache")
        return int(cursor.fetchone()[0])


@pytest.fixture
def kept_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests live inside one transaction, which a closed connection would end.
    monkeypatch.setattr(helper.connections, "close_all", lambda: None)


@pytest.mark.django_db
def test_limits_that_are_over_are_tidied_away_and_others_stay(kept_connection: None) -> None:
    cache.clear()
    cache.set("over", 1, timeout=3600)
    cache.set("still-on", 1, timeout=3600)
    assert rows_in_the_cache() == 2
    with connection.cursor() as cursor:
        past = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(hours=1))
        cursor.execute("UPDATE kindward_cache SET expires = %s WHERE cache_key LIKE '%%over'", [past])
    helper.tick()
    assert cache.get("still-on") == 1
    assert rows_in_the_cache() == 1


@pytest.mark.django_db
def test_logins_that_ran_out_are_tidied_away(alice: Client, kept_connection: None) -> None:
    Login.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    helper.tick()
    assert not Login.objects.exists()


@pytest.mark.django_db
def test_old_helplines_are_said_to_the_operator(
    kept_connection: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(helper, "staff_notice", lambda today: f"old on {today:%Y}")
    with caplog.at_level(logging.WARNING):
        helper.tick()
    assert f"old on {timezone.now():%Y}" in caplog.text


def test_the_clips_of_a_hard_moment_come_first() -> None:
    first = helper._texts()[0]
    assert first in helper.sentences_of(helper.catalogue()["self-compassion-break"])


def test_speaking_ahead_stops_when_told(settings: object, tmp_path: object) -> None:
    settings.VOICE_CACHE = tmp_path
    helper.speak_ahead(lambda: True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_counts_of_a_window_that_is_over_are_tidied_away(kept_connection: None) -> None:
    Asked.objects.create(key="over", times=3, ends_at=timezone.now() - timedelta(seconds=1))
    Asked.objects.create(key="still-on", times=3, ends_at=timezone.now() + timedelta(minutes=1))
    helper.tick()
    assert [asked.key for asked in Asked.objects.all()] == ["still-on"]
