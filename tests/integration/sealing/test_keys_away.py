"""When keys cannot be had: a calm page says so, help and practices go on, nothing new is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import OperationalError
from django.test import Client

from kindward.sealing import KeyRing, KeysAway
from kindward.site.people.models import Person
from kindward.site.practice.models import Session
from kindward.site.programme.messages import line_of
from kindward.site.programme.models import Prompt, Reminders
from kindward.site.sealing import selectors
from kindward.site.sealing.keys import open_store
from kindward.site.sealing.models import DataKey, KeyStore, KeyStoreMark
from kindward.site.sealing.ring import make_ring
from kindward.site.sealing.services import data_key_for
from practice_fixtures import send_check_in, send_session

pytestmark = pytest.mark.django_db
#: What needs no key.
OPEN = (
    "/", "/help/", "/practices/", "/practise/soothing-touch/?seconds=20&voice=text", "/hard-moment/", "/about/"
)  # fmt: skip


def no_ring(ring_file: Path) -> None:
    ring_file.rename(ring_file.with_name("elsewhere"))


def another_ring(ring_file: Path) -> None:
    ring_file.write_text(KeyRing.new().as_text())


def broken_ring(ring_file: Path) -> None:
    ring_file.write_text("1:short\n")


def empty_store(_: Path) -> None:
    DataKey.objects.all().delete()
    KeyStore.objects.all().delete()


def another_store(_: Path) -> None:
    empty_store(_)
    KeyStore.objects.create(ring_version=1, proof=b"")


@pytest.fixture(
    params=[no_ring, another_ring, broken_ring, empty_store, another_store], ids=lambda f: f.__name__
)
def away(request: pytest.FixtureRequest, told: Person, ring_file: Path) -> None:
    """Bob answered before; now the keys are not what they were."""
    request.param(ring_file)


def test_the_page_says_what_happened_and_that_nothing_is_lost(away: None, bob: Client) -> None:
    page = bob.get("/you/")
    text = page.content.decode()
    assert page.status_code == 503
    assert "stays sealed for now" in text
    assert "Nothing that was saved is lost" in text
    assert 'href="/help/"' in text
    assert int(page.headers["Retry-After"]) > 0


def test_a_program_gets_the_one_shape(away: None, bob: Client) -> None:
    for answer in (
        bob.get("/api/v1/export"),
        bob.get("/api/v1/responses"),
        send_check_in(bob, key="check-in-2"),
    ):
        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == "sealed"


def test_help_and_practices_go_on(away: None, bob: Client) -> None:
    for path in OPEN:
        assert bob.get(path).status_code == 200, path


def test_what_cannot_be_sealed_is_not_kept_and_can_be_sent_again(away: None, bob: Client) -> None:
    before = Session.objects.count()
    assert send_session(bob, key="session-2", practice="five-senses").status_code == 503
    assert Session.objects.count() == before


def test_no_key_is_made_that_would_stand_in_the_way_of_the_right_one(away: None, newcomer: Client) -> None:
    before = DataKey.objects.count()
    assert send_session(newcomer).status_code == 503
    assert DataKey.objects.count() == before


def test_nothing_is_deleted_while_the_key_cannot_be(told: Person, bob: Client, monkeypatch: Any) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(DataKey.objects, "filter", gone)
    assert bob.post("/you/delete/").status_code == 503
    assert Person.objects.filter(pk=told.pk).exists()


def test_readiness_and_the_check_tell_the_operator(away: None, newcomer: Client) -> None:
    answer = newcomer.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["keys"] == {"ok": False, "said": "KeysAway"}
    assert {"kindward.W303"} <= {str(message.id) for message in run_checks()}


def test_when_the_ring_comes_back_all_is_as_before(told: Person, bob: Client, ring_file: Path) -> None:
    whole = bob.get("/api/v1/responses").json()
    no_ring(ring_file)
    assert bob.get("/you/").status_code == 503
    ring_file.with_name("elsewhere").rename(ring_file)
    assert bob.get("/api/v1/responses").json() == whole
    assert bob.get("/readyz").json()["checks"]["keys"] == {"ok": True, "said": "present"}


def test_a_reminder_comes_with_the_usual_words(told: Person, ring_file: Path) -> None:
    Reminders(person=told, key="a-key", cue="after the first coffee", shows_cue=True).save()
    assert line_of(Prompt(kind="cue"), Reminders.objects.get()) == "after the first coffee"
    no_ring(ring_file)
    assert "coffee" not in line_of(Prompt(kind="cue"), Reminders.objects.get())


def test_one_persons_lost_key_is_nobody_elses_trouble(
    told: Person, bob: Client, alice: Client, newcomer: Client
) -> None:
    send_session(alice)
    DataKey.objects.filter(owner=str(told.public_id)).delete()
    assert (bob.get("/you/").status_code, alice.get("/you/").status_code) == (503, 200)
    assert newcomer.get("/readyz").status_code == 200


def test_a_store_that_cannot_be_reached_is_said_as_such(told: Person, bob: Client, monkeypatch: Any) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OperationalError("no such table: sealing_datakey")

    monkeypatch.setattr(DataKey.objects, "filter", gone)
    assert bob.get("/api/v1/responses").json()["error"]["code"] == "sealed"


def test_a_first_start_makes_ring_and_store_that_belong_together(ring_file: Path) -> None:
    open_store()
    assert ring_file.stat().st_mode & 0o777 == 0o600
    assert KeyStore.objects.get().store_id == KeyStoreMark.objects.get().store_id
    selectors.check_store()


def test_a_ring_is_made_once(ring_file: Path) -> None:
    assert make_ring().secrets == make_ring().secrets


def test_a_ring_others_can_read_stops_the_start(ring_file: Path) -> None:
    open_store()
    ring_file.chmod(0o644)
    assert "kindward.E302" in {str(message.id) for message in run_checks()}


def test_a_ring_in_the_environment_that_cannot_be_is_said(settings: Any) -> None:
    settings.KINDWARD_SEALING_KEY = "1:short"
    (error,) = [message for message in run_checks() if message.id == "kindward.E301"]
    assert error.msg == "KINDWARD_SEALING_KEY: version 1 is shorter than 32 characters"


def test_a_store_whose_file_was_taken_away_takes_no_new_key(
    told: Person, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(
        "kindward.site.sealing.keys.store_file", lambda: tmp_path / "keys.sqlite3", raising=True
    )
    with pytest.raises(KeysAway, match="gone"):
        data_key_for("somebody-new")
