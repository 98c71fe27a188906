import logging
import os

import pytest

from kindward.voice import store as store_module
from kindward.voice.store import ClipStore, write_whole

KEY = "0123456789abcdef0123"


def test_what_is_written_is_read_again_by_another(cache):
    ClipStore(cache).write(KEY, "opus", b"sound")

    assert ClipStore(cache).read(KEY, "opus") == b"sound"
    assert (cache / "01" / f"{KEY}.opus").read_bytes() == b"sound"
    assert ClipStore(cache).read(KEY, "mp3") is None


def test_without_a_folder_memory_serves():
    store = ClipStore(None)
    store.write(KEY, "opus", b"sound")

    assert store.read(KEY, "opus") == b"sound"
    assert store.path(KEY, "opus") is None


def test_memory_forgets_the_oldest(monkeypatch):
    monkeypatch.setattr(store_module, "MEMORY_ENTRIES", 2)
    store = ClipStore(None)
    for n in range(3):
        store.write(f"{n:020}", "opus", b"sound")

    assert store.read(f"{0:020}", "opus") is None
    assert store.read(f"{2:020}", "opus") == b"sound"


def test_a_full_disk_is_logged_once_and_memory_serves(cache, monkeypatch, caplog):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store_module, "write_whole", full)
    store = ClipStore(cache)
    with caplog.at_level(logging.WARNING):
        store.write(KEY, "opus", b"sound")
        store.write(KEY, "mp3", b"more")

    assert store.read(KEY, "opus") == b"sound"
    assert len(caplog.records) == 1


def test_a_write_that_fails_leaves_what_was_there_and_no_litter(cache, monkeypatch):
    path = cache / "file"
    write_whole(path, b"before")

    def interrupted(self, target):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"after")

    assert path.read_bytes() == b"before"
    assert [p.name for p in cache.iterdir()] == ["file"]


def test_an_emptied_file_is_as_good_as_none(cache):
    ClipStore(cache).write(KEY, "opus", b"")

    assert ClipStore(cache).read(KEY, "opus") is None


def test_old_clips_go_and_kept_ones_stay(cache):
    store = ClipStore(cache)
    kept, old, new = "aa" * 10, "bb" * 10, "cc" * 10
    for key in (kept, old, new):
        store.write(key, "opus", b"sound")
    for key in (kept, old):
        os.utime(store.path(key, "opus"), (1000, 1000))

    assert store.prune(before=2000, keep={kept}) == 1
    assert store.read(old, "opus") is None
    assert store.read(kept, "opus") and store.read(new, "opus")
