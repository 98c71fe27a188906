"""What whoever writes patterns or lines is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kindward.safety.signs.check import check_signs
from kindward.safety.signs.corpus import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "signs"))


def test_what_ships_has_no_findings(folder: Path) -> None:
    assert check_signs(folder) == []
    assert check_signs(folder.parent) == []


def test_a_pattern_that_cannot_be_read_is_quoted(folder: Path) -> None:
    file = folder / "patterns.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("    - just kidding\n", "    - just (kidding\n"), encoding="utf-8")
    (found,) = check_signs(folder / "patterns.yml")
    assert "just (kidding" in found.message and "bracket" in found.message


def test_lines_and_ratings_that_do_not_fit_have_their_place(folder: Path) -> None:
    with (folder / "lines" / "heron.tsv").open("a", encoding="utf-8") as file:
        file.write("heron-x\tTea at four\teveryday\texplicit\nheron-x\tTea at five\tteatime\tnone\n")
    with (folder / "ratings" / "heron.tsv").open("a", encoding="utf-8") as file:
        file.write("heron-y\tperhaps\n")
    found = check_signs(folder)
    assert [one.field for one in found] == ["tier", "group", "id", "id", "tier"]
    assert {Path(one.path).parent.name for one in found} == {"lines", "ratings"}
    assert found[1].line == found[0].line + 1
