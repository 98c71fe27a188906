"""``kindward check`` for the eight weeks."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kindward.practice import content_folder
from kindward.programme.check import check_programme, is_programme

TODAY = date(2026, 11, 23)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content to spoil, with an article for each week."""
    for name in ("programme", "practices"):
        shutil.copytree(content_folder() / name, tmp_path / name)
    (tmp_path / "articles").mkdir()
    for week in (tmp_path / "programme").glob("*.md"):
        slug = week.read_text().split("article: ")[1].split("\n")[0]
        (tmp_path / "articles" / f"{slug}.md").touch()
    return tmp_path


def spoilt(content: Path, old: str, new: str, week: int = 3) -> list[str]:
    path = content / "programme" / f"week-{week}.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [f"{finding.field}: {finding.message}" for finding in check_programme(TODAY, path)]


def test_what_ships_is_clean() -> None:
    assert [str(finding) for finding in check_programme(TODAY)] == []


def test_a_copy_is_clean_too_so_that_the_rest_means_something(content: Path) -> None:
    assert check_programme(TODAY, content) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number: 3", "number: 4", "number: 4 is not the file's number"),
        ("article: three-parts", "article: four-parts", "article: there is no articles/four-parts"),
        ("practice: affectionate-breathing", "practice: no-such", "formal: there is no practice “no-such”"),
        ("practice: soles-of-the-feet", "practice: no-such", "hard: there is no practice “no-such”"),
        ("20: 15 minutes", "20: 31 minutes", "formal: affectionate-breathing cannot take 1860 s"),
        ("10: 8 minutes", "10: 3 minutes", "formal: both practices take 300 s of 10 minutes a day"),
        ("A friend calls.", "You simply push through.", "words: “push through” is not said here"),
        (
            "reviewer: none yet",
            "reviewer: Dr Example\nreviewed_on: 2025-01-01\ndue_on: 2026-01-01",
            "due_on: the review was due on 2026-01-01",
        ),
        (
            "reviewer: none yet",
            "reviewer: Dr Example\nreviewed_on: 2026-12-01\ndue_on: 2027-01-01",
            "reviewed_on: 2026-12-01 is in the future",
        ),
    ],
)
def test_each_slip_is_found(content: Path, old: str, new: str, said: str) -> None:
    assert [found for found in spoilt(content, old, new) if found.startswith(said)]


def test_an_introduction_has_its_length(content: Path) -> None:
    path = content / "programme" / "week-3.md"
    head = path.read_text().split("\n---\n")[0]
    path.write_text(f"{head}\n---\n\nToo short.\n")
    assert "has 2 words; expected 200 to 350" in str(check_programme(TODAY, path)[0])


def test_hard_reading_and_endless_sentences_are_found(content: Path) -> None:
    long = " ".join(["institutionalisation notwithstanding"] * 20)
    found = spoilt(content, "A friend calls.", f"{long}.")
    assert [line for line in found if line.startswith(("sentence:", "reading level:"))]


def test_a_missing_week_and_one_too_many_are_found(content: Path) -> None:
    (content / "programme" / "week-8.md").rename(content / "programme" / "week-9.md")
    said = [str(finding) for finding in check_programme(TODAY, content / "programme")]
    assert len(said) == 2
    assert "week-8.md:1: file: there is no such file" in said[0]
    assert "week-9.md:1: file: is not a week" in said[1]


def test_it_knows_what_is_its_to_check(content: Path) -> None:
    assert is_programme(content / "programme")
    assert is_programme(content / "programme" / "week-1.md")
    assert not is_programme(content / "practices" / "five-senses.md")
