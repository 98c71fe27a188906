"""What the author of a guided piece of writing is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kindward.practice import content_folder
from kindward.writing.check import check_guides


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_folder() / "journal", tmp_path / "journal"))


def test_what_ships_has_no_findings(folder: Path) -> None:
    assert check_guides(folder) == []
    assert check_guides(folder.parent) == []
    assert check_guides(folder / "note.yml") == []


def test_a_missing_and_an_unknown_file_are_named(folder: Path) -> None:
    (folder / "note.yml").rename(folder / "notes.yml")
    assert [Path(one.path).name for one in check_guides(folder)] == ["note.yml", "notes.yml"]


def test_a_field_that_is_missing_has_its_name_and_a_long_question_its_line(folder: Path) -> None:
    file = folder / "note.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("title:", "heading:", 1), encoding="utf-8")
    assert check_guides(file)[0].field == "title"
    long = "What " + "really " * 31 + "happened?"
    file.write_text(text + f"source: {long}\n", encoding="utf-8")
    assert check_guides(file) == []
    file.write_text(text.replace("What is on your mind?", long), encoding="utf-8")
    (found,) = check_guides(file)
    assert (found.field, "33 words" in found.message) == ("ask", True)
    assert "really" in file.read_text(encoding="utf-8").splitlines()[found.line - 1]
