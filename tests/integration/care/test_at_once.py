"""Fifty at the same moment, on SQLite's file and on PostgreSQL: one wins, the others are told, nothing is half done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from . import races

SRC = Path(__file__).parents[3] / "src"


def is_right(name: str, told: dict[str, Any]) -> None:
    if name == "fifty_accepts":
        assert told == {"got": {"Match": 1, "OfferGone": 49}, "matches": 1, "accepted": 1}
    elif name == "accept_decline_expire_cancel":
        assert told == {"errors": [], "out": 0, "in_order": True}
    elif name == "ticks_of_many_workers":
        assert told["errors"] == []
        assert (told["cases"], told["offers_a_case"], told["told"], told["notices"]) == (6, [2], [1], True)
    else:
        assert told == {"got": {"Offer": 1, "CannotOffer": 7}, "out": 1}


@pytest.mark.slow
def test_on_a_file_of_sqlite(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("KINDWARD_")}
    env |= {
        "KINDWARD_DATA": str(tmp_path), "PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "kindward.site.settings",
        "KINDWARD_LOG_LEVEL": "critical",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, races.__file__], env=env, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told) == 4
    for name, what in told.items():
        is_right(name, what)


@pytest.fixture
def on_postgresql(transactional_db: None) -> Iterator[None]:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: python tests/run_postgres.py")
    yield
    # What only grows would stop the tests from tidying up.
    races._forget_events()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("race", "therapists", "capacity"),
    [
        (races.fifty_accepts, 1, 1),
        (races.accept_decline_expire_cancel, 1, 1),
        (races.ticks_of_many_workers, 3, 2),
        (races.two_for_the_last_place, 1, 1),
    ],
)
def test_on_postgresql(on_postgresql: None, race: Any, therapists: int, capacity: int) -> None:
    races.centre(therapists, capacity)
    told = json.loads(json.dumps(race()))
    is_right(race.__name__, told)
