"""An operator changes helplines without a release."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpline_files import LINE, write_emergency, write_lines
from kindward.safety import load_with_own


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own"
    path.mkdir()
    return path


def names(book: object, country: str) -> list[str]:
    return [line.name for line in book.lines[country]]  # type: ignore[attr-defined]


def test_without_a_folder_the_shipped_book_is_shown(folder: Path, tmp_path: Path) -> None:
    book, findings = load_with_own(folder, tmp_path / "nowhere")
    assert names(book, "IE") == ["Listeners", "Young listeners"]
    assert findings == []


def test_a_country_file_takes_the_place_of_the_shipped_one(folder: Path, own: Path) -> None:
    write_lines(own / "ie.tsv", LINE | {"name": "Our own line"})
    write_lines(own / "fr.tsv", LINE | {"country": "FR", "name": "Une ligne"})
    book, findings = load_with_own(folder, own)
    assert findings == []
    assert names(book, "IE") == ["Our own line"]
    assert names(book, "FR") == ["Une ligne"]


def test_an_own_emergency_number_changes_only_its_country(folder: Path, own: Path) -> None:
    write_emergency(own / "emergency.tsv", ["IE"], number="999")
    book, _ = load_with_own(folder, own)
    assert book.emergency["IE"].any == "999"
    assert book.emergency["FR"].any == "112"


def test_a_file_with_a_fault_is_left_out_whole_and_named(folder: Path, own: Path) -> None:
    path = write_lines(own / "ie.tsv", LINE | {"name": "Our own line"}, LINE | {"verified_on": "soon"})
    write_emergency(own / "emergency.tsv", ["IE", "IE"], number="999")
    book, findings = load_with_own(folder, own)
    assert names(book, "IE") == ["Listeners", "Young listeners"]
    assert book.emergency["IE"].any == "112"
    assert [finding.field for finding in findings] == ["country", "verified_on"]
    assert str(findings[1]).startswith(f"{path}:3: verified_on: ")
