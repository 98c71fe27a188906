"""Writing while the server is killed, and while its disk is full: what was acknowledged is whole."""

from __future__ import annotations

import json
import random
import resource
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from live_site import LiveSite, processes_of

pytestmark = pytest.mark.slow

SAVES, KILLS = 300, 3
WRITERS = 5
SAVE = "/you/writing/save/"
PAGE = "A page of words that has to come back whole. " * 40


def draft(key: str, save: int, text: str) -> dict[str, Any]:
    return {
        "key": key, "kind": "note", "parts": {"text": text}, "base": save - 1, "writer": f"page-of-{key}", "save": save,
        "day": date.today().isoformat(),  # noqa: DTZ011
    }  # fmt: skip


def entries_of(site: LiveSite, device: str) -> dict[str, dict[str, Any]]:
    asked = urllib.request.Request(f"{site.address}/api/v1/export", headers={"Cookie": device})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return {entry["key"]: entry for entry in json.load(answer)["entries"]}


def test_every_acknowledged_entry_is_whole_after_kills_at_random_moments(tmp_path: Path) -> None:
    site = LiveSite(tmp_path / "data", KINDWARD_DEVELOP="true").start()
    moments = random.Random(20261120)  # noqa: S311 - the same moments each time
    acknowledged: dict[str, int] = {}
    try:
        _, device = site.post(SAVE, draft("the-first-of-all", 1, PAGE))
        for round_ in range(KILLS):
            begun = threading.Event()
            with ThreadPoolExecutor(WRITERS) as pool:
                for writer in range(WRITERS):
                    key = f"round-{round_}-writer-{writer}"
                    pool.submit(_write, site, device, key, SAVES // KILLS // WRITERS, acknowledged, begun)
                # A slow machine has something to lose by then as well.
                assert begun.wait(60)
                time.sleep(moments.uniform(0.3, 1.2))
                site.kill()
            site.start()
        kept = entries_of(site, device)
    finally:
        site.kill()
    assert len(acknowledged) > KILLS
    for key, last in acknowledged.items():
        # What was not acknowledged may be there as well, whole; nothing older may be.
        save = int(kept[key]["parts"]["text"].partition(" ")[0])
        assert save >= last
        assert kept[key]["parts"]["text"] == f"{save} {PAGE.strip()}"


def _write(
    site: LiveSite, device: str, key: str, times: int, acknowledged: dict[str, int], begun: threading.Event
) -> None:
    for save in range(1, times + 1):
        try:
            status, _ = site.post(SAVE, draft(key, save, f"{save} {PAGE.strip()}"), device)
        except OSError:
            return
        if status in (200, 201):
            acknowledged[key] = save
            begun.set()


def test_a_full_disk_refuses_whole_and_takes_everything_once_there_is_room(tmp_path: Path) -> None:
    site = LiveSite(tmp_path / "data", KINDWARD_DEVELOP="true").start()
    try:
        _, device = site.post(SAVE, draft("before-it-was-full", 1, PAGE))
        assert site._process
        processes = processes_of(site._process.pid)
        # No file may grow: as on a disk without room.
        limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes}
        for pid in processes:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, limits[pid][1]))
        with pytest.raises(urllib.error.HTTPError) as refused:
            site.post(SAVE, draft("while-it-was-full", 1, PAGE), device)
        assert refused.value.code == 503
        refused.value.close()
        assert entries_of(site, device).keys() == {"before-it-was-full"}
        for pid in processes:
            with suppress(ProcessLookupError):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits[pid])
        assert site.post(SAVE, draft("while-it-was-full", 1, PAGE), device)[0] == 201
        assert {entry["parts"]["text"] for entry in entries_of(site, device).values()} == {PAGE}
    finally:
        site.kill()
