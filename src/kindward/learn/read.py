"""Reading ``content/articles/SLUG.md``: a head between two lines of ``---``, then plain Markdown."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .article import GROUPS, Article
from .errors import ArticleError

REQUIRED = ("slug", "title", "summary", "order", "group", "author", "reviewer", "references", "related")
OPTIONAL = ("reviewed_on", "due_on")
_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")


def read_article(path: Path) -> Article:
    """The article in the file at ``path`` (UTF-8). Raises :class:`ArticleError`, also for a missing file."""
    try:
        return parse_article(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        raise ArticleError(path, 1, "file", "there is no such file; expected an article") from None
    except (OSError, UnicodeDecodeError):
        raise ArticleError(path, 1, "file", "cannot be read; expected a UTF-8 text file") from None


def parse_article(text: str, path: Path | str) -> Article:
    """The article in ``text``; ``path`` is only named in errors. Raises :class:`ArticleError`."""
    path = Path(path)
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise ArticleError(
            path, 1, "head", "the file does not begin with ---; expected the head of an article"
        )
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise ArticleError(path, 1, "head", "the head never ends; expected a second line of ---")
    try:
        data = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable"
        line = mark.line + 2 if mark else 1
        raise ArticleError(
            path, line, "head", f"{problem}; expected “name: value”, quoted if it holds a colon"
        ) from None
    if not isinstance(data, dict):
        raise ArticleError(path, 1, "head", "no fields; expected lines of “name: value”")
    fields = _Head(path, data, lines[:end]).fields()
    if not any(line.strip() for line in lines[end + 1 :]):
        raise ArticleError(path, end + 2, "text", "is missing; expected paragraphs and sections")
    return Article(**fields, body="\n".join(lines[end + 1 :]), body_line=end + 2, text=text, path=path)


class _Head:
    def __init__(self, path: Path, data: dict[str, Any], lines: list[str]) -> None:
        self.path, self.data, self.lines = path, data, lines

    def fail(self, field: str, message: str) -> ArticleError:
        at = next((n for n, line in enumerate(self.lines, 1) if line.startswith(f"{field}:")), 1)
        return ArticleError(self.path, at, field, message)

    def fields(self) -> dict[str, Any]:
        for name in REQUIRED:
            if self.data.get(name) in (None, ""):
                raise self.fail(name, "is missing; expected a value (see docs/guides/writing-articles.md)")
        for name in self.data:
            if name not in REQUIRED + OPTIONAL:
                known = ", ".join(REQUIRED + OPTIONAL)
                raise self.fail(str(name), f"is not a field of an article; expected one of {known}")
        reviewer = self.words("reviewer")
        reviewed_on, due_on = self.day("reviewed_on"), self.day("due_on")
        if reviewer == "none yet":
            if reviewed_on or due_on:
                raise self.fail("reviewer", "has a review date but no name; expected the clinician's name")
        elif not (reviewed_on and due_on):
            raise self.fail(
                "reviewer", "is named without dates; expected reviewed_on and due_on as 2026-11-30"
            )
        return {
            "slug": self.slug("slug"), "title": self.words("title"), "summary": self.words("summary"),
            "order": self.order(), "group": self.group(), "author": self.words("author"),
            "reviewer": None if reviewer == "none yet" else reviewer,
            "reviewed_on": reviewed_on, "due_on": due_on,
            "references": self.names("references"), "related": self.names("related"),
        }  # fmt: skip

    def words(self, name: str) -> str:
        value = self.data[name]
        if not isinstance(value, str):
            raise self.fail(name, f"{value!r} is not text; expected words, in quotes if need be")
        return " ".join(value.split())

    def slug(self, name: str) -> str:
        value = self.words(name)
        if not _SLUG.match(value):
            raise self.fail(name, f"“{value}” is not a slug; expected small letters, digits and hyphens")
        return value

    def order(self) -> int:
        value = self.data["order"]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fail("order", f"{value!r} is not a place in the list; expected a whole number from 1")
        return value

    def group(self) -> str:
        value = self.words("group")
        if value not in GROUPS:
            raise self.fail("group", f"“{value}” is not a group; expected one of {', '.join(GROUPS)}")
        return value

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is not None and not isinstance(value, date):
            raise self.fail(name, f"“{value}” is not a date; expected such as 2026-11-30")
        return value

    def names(self, name: str) -> tuple[str, ...]:
        value = self.data[name]
        if not isinstance(value, list) or not all(isinstance(one, str) and _SLUG.match(one) for one in value):
            raise self.fail(name, "is not a list of names; expected such as [kirby-2017, ferrari-2019]")
        if len(set(value)) != len(value):
            raise self.fail(name, "names one twice; expected each once")
        return tuple(value)
