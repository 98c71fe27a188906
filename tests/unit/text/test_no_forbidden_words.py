"""Nothing that people see or hear says what the product does not say."""

from __future__ import annotations

from pathlib import Path

import pytest

import kindward
from kindward.practice import content_folder
from kindward.text.forbidden import check_forbidden, find_forbidden

SITE = Path(kindward.__file__).parent / "site"
TEMPLATES = sorted([*SITE.rglob("*.html"), *SITE.rglob("templates/**/*.txt")])
SCRIPTS = sorted((content_folder() / "practices").glob("*.md"))
ARTICLES = sorted((content_folder() / "articles").glob("*.md"))
TABLES = sorted((content_folder() / "helplines").glob("*.tsv"))


def test_there_is_something_to_look_at() -> None:
    assert len(TEMPLATES) > 5
    assert SCRIPTS
    assert TABLES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SITE)))
def test_no_template_says_it(path: Path) -> None:
    assert [str(found) for found in check_forbidden(path)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_practice_says_it(path: Path) -> None:
    assert [str(found) for found in check_forbidden(path, "scripts")] == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_article_says_it(path: Path) -> None:
    assert [str(found) for found in check_forbidden(path, "articles")] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_helpline_record_says_it(path: Path) -> None:
    assert [str(found) for found in find_forbidden(path.read_text(encoding="utf-8"))] == []
