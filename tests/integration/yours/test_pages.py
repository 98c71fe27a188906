"""Pages about what is one's own."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kindward.site.audit.actors import staff
from kindward.site.audit.services import record
from kindward.site.people.kept import KEPT
from kindward.site.people.models import Person
from practice_fixtures import send_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def test_a_device_takes_everything_along_and_a_newcomer_brings_it(bob: Client, newcomer: Client):
    send_session(bob)
    answer = bob.post("/you/export/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Cache-Control"] == "no-store, private"
    assert "kindward/index.html" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    page = newcomer.post("/you/import/", {"file": SimpleUploadedFile("kindward.zip", answer.content)})
    assert "Sessions: 1" in page.content.decode()
    assert [one["key"] for one in newcomer.get("/you/sessions.json").json()["sessions"]] == ["a-session"]


def test_what_is_no_such_file_is_said_and_makes_nobody(newcomer: Client):
    page = newcomer.post("/you/import/", {"file": SimpleUploadedFile("a.zip", b"hello")})
    assert "cannot be taken in" in page.content.decode()
    assert not Person.objects.exists()
    assert "kindward-device" not in newcomer.cookies


@pytest.mark.parametrize(
    "path", ["/you/export/", "/you/import/", "/you/everything.json", "/you/sessions.csv", "/you/delete/"]
)
def test_an_account_shows_once_more_who_it_is(alice: Client, alice_person: Person, path: str):
    assert alice.get(path).url.startswith("/account/reauthenticate/")


def test_who_looked_is_shown_to_the_person_alone(
    bob: Client, bob_person: Person, alice: Client, alice_person: Person, charlie_account
):
    record(staff("therapist", charlie_account), "read", bob_person, {"what": "everything"})
    assert "A therapist looked at everything" in bob.get("/you/who-looked/").content.decode()
    assert "Nobody has looked" in alice.get("/you/who-looked/").content.decode()


def test_the_page_says_every_field_that_is_kept(newcomer: Client):
    from html import unescape

    page = unescape(newcomer.get("/you/what-can-be-read/").content.decode())
    for kept in KEPT.values():
        assert kept.title in page
        for words in [*kept.taken.values(), *kept.inner.values()]:
            assert words in page
