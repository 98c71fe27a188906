"""What a page says of where writing is kept is so: on the server, sealed, unless somebody chooses otherwise."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from kindward.site.journal import services
from kindward.site.people.models import Person

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def text_of(client: Client, path: str) -> str:
    page = client.get(path).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page[page.index("<main") :]).split())


def test_the_first_page_does_not_say_that_writing_stays_on_the_device(bob: Client) -> None:
    assert "kept on this device" not in text_of(bob, "/")
    assert "Write for your eyes, sealed" in text_of(bob, "/")


def test_the_choice_says_server_where_it_means_the_server(bob: Client) -> None:
    page = text_of(bob, "/write/note/")
    assert "On this Kindward server, sealed" in page
    assert "Only on this device, locked by this browser" in page


def test_the_settings_do_not_say_that_the_server_has_nothing(bob: Client) -> None:
    page = text_of(bob, "/settings/")
    assert "None of it is on the server" not in page
    assert "otherwise on the server, sealed" in page


def test_whoever_wrote_without_an_account_is_told_that_the_server_has_it(
    bob: Client, bob_person: Person
) -> None:
    note = services.Draft(
        "a-note-of-bob", "note", {"text": "Rain."}, 0, "the-first-page", 1, date(2026, 11, 20)
    )
    services.keep(bob_person, note, NOW)
    page = text_of(bob, "/you/")
    assert "On this server, without a name, and what you wrote and answered sealed." in page
    assert "Only a random key in this browser leads back to it" in page


@pytest.mark.parametrize("path", ["/write/", "/write/note/", "/about/"])
def test_here_is_never_said_for_the_server(bob: Client, path: str) -> None:
    assert not re.search(r"\b(kept )?here,? sealed", text_of(bob, path), re.IGNORECASE)
