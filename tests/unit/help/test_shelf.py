"""Pages are made once, and again when the day or a file changes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from helpline_files import LINE, write_lines
from kindward.site.help import shelf


@pytest.fixture
def own(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An operator's own folder of helplines, and an empty shelf."""
    settings.KINDWARD_DATA = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setattr(shelf, "_made", None)
    (tmp_path / "helplines").mkdir()
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield tmp_path / "helplines"


def ireland() -> str:
    return shelf.pages()["/help/ie/"].body.decode()


def test_pages_are_made_once(own: Path) -> None:
    assert shelf.pages() is shelf.pages()


def test_an_operators_change_shows_without_a_restart(own: Path) -> None:
    assert "Samaritans" in ireland()
    write_lines(own / "ie.tsv", LINE | {"name": "A line of our own"})
    assert "A line of our own" in ireland()
    (own / "ie.tsv").unlink()
    assert "Samaritans" in ireland()


def test_a_faulty_change_is_named_in_the_log_and_not_shown(
    own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_lines(own / "ie.tsv", LINE | {"short_code": "+1988"})
    with caplog.at_level(logging.ERROR):
        assert "Samaritans" in ireland()
    assert "ie.tsv:2: short_code" in caplog.text


def test_at_midnight_the_pages_of_the_new_day_are_made(own: Path) -> None:
    assert "Pieta" in ireland()
    with time_machine.travel("2027-05-22T00:00:01Z", tick=False):
        assert "Pieta" not in ireland()
        assert "Samaritans" in ireland()


def test_when_pages_cannot_be_made_anew_the_old_ones_stay(
    own: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = shelf.pages()

    def broken() -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(shelf.selectors, "read_book", broken)
    with time_machine.travel("2026-11-25T12:00:00Z", tick=False), caplog.at_level(logging.ERROR):
        assert shelf.pages() is before
    assert "those made before are shown" in caplog.text


def test_a_device_keeps_every_emergency_number_and_the_pages_with_helplines(
    own: Path, settings: object
) -> None:
    settings.KINDWARD_COUNTRY = "BR"  # type: ignore[attr-defined]
    kept = shelf.offline_addresses()
    assert {"/help/choose/", "/help/us/", "/help/in/", "/help/br/", "/help/help.css"} <= set(kept)
    assert len(kept) == len(set(kept)) <= 15
    assert set(kept) <= set(shelf.pages())


def test_the_operators_country_comes_first(own: Path, settings: object) -> None:
    settings.KINDWARD_COUNTRY = "IE"  # type: ignore[attr-defined]
    assert "tel:116123" in shelf.pages()["/help/"].body.decode()
