"""A recovery code: made once and shown once, and the way back when the operator's ring is lost for good."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from kindward.sealing.recovery import new_code
from kindward.site.people.models import Person
from kindward.site.sealing import recovery
from kindward.site.sealing.models import DataKey
from kindward.site.sealing.rotation import rotate

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}")


def made(client: Client) -> str:
    page = client.post("/you/recovery/", {"make": "1"})
    (code,) = CODE.findall(page.content.decode())
    return str(code)


def lose_the_ring(ring_file: Path) -> None:
    ring_file.unlink()
    call_command("rotate-keys", "--old-is-lost", stdout=StringIO())


def test_a_code_is_shown_once(told: Person, bob: Client) -> None:
    code = made(bob)
    page = bob.get("/you/recovery/")
    assert code not in page.content.decode()
    assert "Make a new one in place of mine" in page.content.decode()
    assert page.headers["Cache-Control"].count("no-store")


def test_when_the_ring_is_lost_the_code_opens_everything_again(
    told: Person, bob: Client, ring_file: Path
) -> None:
    before = bob.get("/api/v1/responses").json()
    code = made(bob)
    lose_the_ring(ring_file)
    assert 'href="/you/recovery/"' in bob.get("/you/").content.decode()
    assert bob.post("/you/recovery/", {"code": code.lower().replace("-", " ")}).status_code == 302
    assert bob.get("/api/v1/responses").json() == before
    assert bob.get("/you/").status_code == 200


def test_a_code_goes_on_working_after_a_rotation(told: Person, bob: Client, ring_file: Path) -> None:
    code = made(bob)
    rotate()
    lose_the_ring(ring_file)
    assert bob.post("/you/recovery/", {"code": code}).status_code == 302
    assert bob.get("/you/").status_code == 200


def test_an_older_code_another_code_and_a_slip_open_nothing(
    told: Person, bob: Client, ring_file: Path
) -> None:
    old, code = made(bob), made(bob)
    lose_the_ring(ring_file)
    for wrong, said in (
        (old, "newer one"),
        (new_code(), "newer one"),
        (code[:-1], "28 signs"),
        ("", "28 signs"),
    ):
        page = bob.post("/you/recovery/", {"code": wrong})
        assert page.status_code == 422
        assert said in page.content.decode()
    assert bob.get("/you/").status_code == 503


def test_taken_back_it_opens_nothing(told: Person, bob: Client, ring_file: Path) -> None:
    code = made(bob)
    bob.post("/you/recovery/", {"forget": "1"})
    assert not recovery.has_code(told)
    lose_the_ring(ring_file)
    assert bob.post("/you/recovery/", {"code": code}).status_code == 422


def test_who_has_no_code_can_delete_all_and_begin_anew(told: Person, bob: Client, ring_file: Path) -> None:
    lose_the_ring(ring_file)
    assert bob.get("/you/").status_code == 503
    bob.post("/you/delete/")
    assert not DataKey.objects.exists()
    assert bob.get("/you/").status_code == 200


def test_who_comes_after_the_loss_is_served_as_ever(told: Person, newcomer: Client, ring_file: Path) -> None:
    lose_the_ring(ring_file)
    assert newcomer.post("/programme/start/", {"minutes": "10", "order": "usual"}).status_code == 302
    assert newcomer.get("/you/").status_code == 200
    assert newcomer.get("/readyz").json()["checks"]["keys"]["ok"]


def test_a_ring_that_is_there_is_not_given_up(told: Person, ring_file: Path) -> None:
    text = ring_file.read_text()
    with pytest.raises(CommandError, match="nothing is lost"):
        lose_the_ring_that_is_there()
    assert ring_file.read_text() == text
    ring_file.write_text("1:" + "x" * 40)
    with pytest.raises(CommandError, match="move it away first"):
        lose_the_ring_that_is_there()


def lose_the_ring_that_is_there() -> None:
    call_command("rotate-keys", "--old-is-lost", stdout=StringIO())


def test_somebody_with_nothing_saved_is_told_so(newcomer: Client) -> None:
    assert "nothing to open" in newcomer.get("/you/recovery/").content.decode()
    assert newcomer.post("/you/recovery/", {"make": "1"}).status_code == 200
    assert not DataKey.objects.exists()


def test_an_account_proves_itself_first(alice: Client, alice_person: Person) -> None:
    assert alice.post("/you/recovery/", {"make": "1"}).status_code == 302
    assert not recovery.has_code(alice_person)
