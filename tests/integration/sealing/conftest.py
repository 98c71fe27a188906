"""A ring of each test's own, and people whose rows are sealed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kindward.site.people.models import Person
from kindward.site.progress.instruments import instruments
from kindward.site.progress.services import record_response
from practice_fixtures import NOON, send, send_check_in, send_session


@pytest.fixture(autouse=True)
def ring_file(settings: Any, tmp_path: Path) -> Path:
    """Where the operator's ring is kept; there is none yet."""
    settings.KINDWARD_SEALING_KEY_FILE = str(tmp_path / "keys" / "sealing")
    return Path(settings.KINDWARD_SEALING_KEY_FILE)


@pytest.fixture
def told(bob_person: Person) -> Person:
    """Bob, who answered one instrument."""
    record_response(bob_person, instruments()["three-flows"], [7, None, 3] * 4, "answers-1", NOON)
    return bob_person


@pytest.fixture
def answered(bob: Client, bob_person: Person) -> Person:
    """Bob, who practised, answered in every way there is, follows the eight weeks and wished for something."""
    fill(bob)
    return bob_person


def fill(client: Client) -> None:
    """One of everything that is sealed."""
    send_session(client)
    send_check_in(client, soothing=2, hurt="still_here", warmth=7)
    answers = {"key": "answers-1", "instrument": "three-flows", "answers": [7, None, 3] * 4}
    assert send(client, "/api/v1/responses", answers).status_code == 201
    client.get("/")
    client.post("/you/plan/", {"pinned": "five-senses", "excluded": "soothing-touch"})
    client.post("/you/measure/three-flows/", {"item1": "4", "later": "1"})
    client.post("/programme/start/", {"minutes": "10", "order": "usual", "zone": "Europe/Dublin"})
    client.post("/programme/week/1/tap/", {"went": "hurt"})
