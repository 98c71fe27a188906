"""Killed in the middle of saving: whatever was acknowledged is there."""

from __future__ import annotations

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from live_site import LiveSite
from practice_fixtures import session_body

pytestmark = pytest.mark.slow

WRITERS = 6
BEFORE_THE_KILL = 40


def test_every_acknowledged_session_survives_kill_9(tmp_path: Path) -> None:
    site = LiveSite(tmp_path / "data", KINDWARD_DEVELOP="true").start()
    acknowledged: set[str] = set()
    enough = threading.Event()
    try:
        _, device = site.post("/api/v1/sessions", session_body(key="the-first-of-all"))
        with ThreadPoolExecutor(WRITERS) as pool:
            for writer in range(WRITERS):
                pool.submit(_write_until_it_breaks, site, device, writer, acknowledged, enough)
            assert enough.wait(60)
            site.kill()
        written = set(acknowledged)

        site.start()
        again, _ = site.post("/api/v1/sessions", session_body(key=min(written)), device)
    finally:
        site.kill()

    assert len(written) >= BEFORE_THE_KILL
    assert again == 200, "a session that was acknowledged before the kill must be known after it"
    with sqlite3.connect(site.data / "kindward.sqlite3") as database:
        kept = {key for (key,) in database.execute("SELECT key FROM practice_session")}
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM people_person").fetchone() == (1,)
    assert written | {"the-first-of-all"} <= kept


def _write_until_it_breaks(
    site: LiveSite, device: str, writer: int, acknowledged: set[str], enough: threading.Event
) -> None:
    for number in range(10_000):
        key = f"writer-{writer}-{number:05}"
        try:
            status, _ = site.post("/api/v1/sessions", session_body(key=key), device)
        except OSError:
            return
        if status == 201:
            acknowledged.add(key)
        if len(acknowledged) >= BEFORE_THE_KILL:
            enough.set()
