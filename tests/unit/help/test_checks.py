"""What is said at start."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from helpline_files import LINE, write_lines
from kindward.site.help import checks, selectors


def ids() -> list[str | None]:
    return [message.id for message in checks.help_can_be_shown() + checks.help_comes_first()]


@pytest.fixture(autouse=True)
def the_day_after_checking() -> object:
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        yield


def test_all_is_well_as_shipped() -> None:
    assert ids() == []


def test_a_country_that_does_not_exist_stops_the_start(settings: object) -> None:
    settings.KINDWARD_COUNTRY = "UK"  # type: ignore[attr-defined]
    assert ids() == ["help.E002"]


def test_a_middleware_before_help_stops_the_start(settings: object) -> None:
    settings.MIDDLEWARE = ["somebody.else", *settings.MIDDLEWARE]  # type: ignore[attr-defined]
    assert ids() == ["help.E003"]


def test_broken_shipped_helplines_stop_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(selectors, "content_folder", lambda: tmp_path)
    assert ids() == ["help.E001"]


def test_an_operators_faulty_file_is_named(settings: object, tmp_path: Path) -> None:
    settings.KINDWARD_DATA = tmp_path  # type: ignore[attr-defined]
    (tmp_path / "helplines").mkdir()
    write_lines(tmp_path / "helplines" / "ie.tsv", LINE | {"verified_on": ""})
    assert ids() == ["help.W001"]


def test_stale_records_are_said() -> None:
    with time_machine.travel("2027-03-01T12:00:00Z", tick=False):
        assert ids() == ["help.W002"]
