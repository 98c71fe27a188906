"""Reading ``content/programme/week-N.md``: a head of fields between two lines of ``---``, then plain
paragraphs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ..practice.catalogue import content_folder
from .errors import WeekError
from .week import MINUTES, WEEKS, Act, Hard, Instead, Part, Week

REQUIRED = (
    "number", "title", "summary", "article", "formal", "informal", "act", "reflection", "hard", "fear",
    "author", "reviewer",
)  # fmt: skip
OPTIONAL = ("reviewed_on", "due_on")
_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_LENGTH = re.compile(r"^(\d+(?:\.5)?)\s*(seconds?|s|minutes?|min)$")


def load_weeks(content: Path | None = None) -> tuple[Week, ...]:
    """All eight weeks in order, from ``content/programme``. Raises :class:`WeekError` at the first
    unreadable one."""
    folder = (content or content_folder()) / "programme"
    weeks = []
    for number in range(1, WEEKS + 1):
        path = folder / f"week-{number}.md"
        week = read_week(path)
        if week.number != number:
            raise WeekError(path, 1, "number", f"{week.number} is not the file's number; expected {number}")
        weeks.append(week)
    return tuple(weeks)


def read_week(path: Path) -> Week:
    """The week at ``path``. Raises :class:`WeekError`."""
    try:
        return parse_week(path.read_text(encoding="utf-8"), path)
    except FileNotFoundError:
        raise WeekError(path, 1, "file", "there is no such file; expected a week of the programme") from None
    except (OSError, UnicodeDecodeError):
        raise WeekError(path, 1, "file", "cannot be read; expected a UTF-8 text file") from None


def parse_week(text: str, path: Path) -> Week:
    """The week that ``text`` holds. Raises :class:`WeekError`."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise WeekError(path, 1, "head", "the file does not begin with ---; expected the head of a week")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), None)
    if end is None:
        raise WeekError(path, 1, "head", "the head never ends; expected a second line of ---")
    try:
        data = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable"
        raise WeekError(
            path,
            mark.line + 2 if mark else 1,
            "head",
            f"{problem}; expected “name: value”, quoted if it holds a colon",
        ) from None
    if not isinstance(data, dict):
        raise WeekError(path, 1, "head", "no fields; expected lines of “name: value”")
    body = "\n".join(lines[end + 1 :])
    paragraphs = tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", body) if part.strip())
    if not paragraphs:
        raise WeekError(path, end + 2, "text", "is missing; expected an introduction of a few paragraphs")
    first = next(n for n, line in enumerate(lines[end + 1 :], end + 2) if line.strip())
    return Week(**_Head(path, data, lines[:end]).fields(), text=paragraphs, text_line=first, path=path)


class _Head:
    def __init__(self, path: Path, data: dict[str, Any], lines: list[str]) -> None:
        self.path, self.data, self.lines = path, data, lines

    def fail(self, field: str, message: str) -> WeekError:
        top = field.partition(" ")[0]
        at = next((i for i, line in enumerate(self.lines, 1) if line.startswith(f"{top}:")), 1)
        return WeekError(self.path, at, field, message)

    def fields(self) -> dict[str, Any]:
        for name in REQUIRED:
            if self.data.get(name) in (None, "", []):
                raise self.fail(name, "is missing; expected a value (see docs/guides/facilitators.md)")
        for name in self.data:
            if name not in REQUIRED + OPTIONAL:
                known = ", ".join(REQUIRED + OPTIONAL)
                raise self.fail(str(name), f"is not a field of a week; expected one of {known}")
        reviewer = self.text(self.data["reviewer"], "reviewer")
        days = {name: self.day(name) for name in OPTIONAL}
        if (reviewer == "none yet") != (None in days.values()) or (
            reviewer == "none yet" and any(days.values())
        ):
            raise self.fail(
                "reviewer", "does not fit its dates; expected “none yet”, or a name with both dates"
            )
        return {
            "number": self.number(),
            "title": self.text(self.data["title"], "title"),
            "summary": self.text(self.data["summary"], "summary"),
            "article": self.slug(self.data["article"], "article"),
            "formal": self.part("formal"),
            "informal": self.part("informal"),
            "act": Act(
                **self.texts(self.data["act"], "act", ("title", "says", "smaller", "before", "after"))
            ),
            "reflection": self.text(self.data["reflection"], "reflection"),
            "hard": self.hard(),
            "fear": self.instead(),
            "author": self.text(self.data["author"], "author"),
            "reviewer": None if reviewer == "none yet" else reviewer,
            **days,
        }

    def number(self) -> int:
        value = self.data["number"]
        if type(value) is not int or not 1 <= value <= WEEKS:
            raise self.fail("number", f"{value!r} is not a week; expected a whole number from 1 to {WEEKS}")
        return value

    def text(self, value: object, field: str) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.fail(field, f"{value!r} is not text; expected words, in quotes if need be")
        return " ".join(value.split())

    def slug(self, value: object, field: str) -> str:
        text = self.text(value, field)
        if not _SLUG.match(text):
            raise self.fail(field, f"“{text}” is not a slug; expected small letters, digits and hyphens")
        return text

    def texts(self, value: object, field: str, names: tuple[str, ...]) -> dict[str, str]:
        if not isinstance(value, dict) or set(value) != set(names):
            raise self.fail(field, f"is not complete; expected {', '.join(names)} and nothing else")
        return {name: self.text(value[name], f"{field} {name}") for name in names}

    def part(self, field: str) -> Part:
        value = self.data[field]
        if not isinstance(value, dict) or set(value) != {"practice", "lengths", "says"}:
            raise self.fail(field, "is not complete; expected practice, lengths, says and nothing else")
        lengths = value["lengths"]
        if not isinstance(lengths, dict) or set(lengths) != set(MINUTES):
            chosen = ", ".join(map(str, MINUTES))
            raise self.fail(f"{field} lengths", f"expected a length for each of {chosen} minutes a day")
        return Part(
            self.slug(value["practice"], f"{field} practice"),
            {minutes: self.length(lengths[minutes], field) for minutes in MINUTES},
            self.text(value["says"], f"{field} says"),
        )

    def length(self, value: object, field: str) -> int:
        match = _LENGTH.match(str(value).strip())
        if not match:
            raise self.fail(
                f"{field} lengths", f"“{value}” is not a length; expected such as 40 seconds or 8 minutes"
            )
        return round(float(match[1]) * (60 if match[2].startswith("m") else 1))

    def hard(self) -> tuple[Hard, ...]:
        value = self.data["hard"]
        items = value if isinstance(value, list) else [value]
        out = tuple(
            Hard(**self.texts(item, "hard", ("key", "when", "gentler", "practice"))) for item in items
        )
        for item in out:
            self.slug(item.key, "hard key")
            self.slug(item.practice, "hard practice")
        if len({item.key for item in out}) != len(out):
            raise self.fail("hard", "has a key twice; expected a key of its own for each")
        return out

    def instead(self) -> Instead:
        instead = Instead(**self.texts(self.data["fear"], "fear", ("says", "practice")))
        self.slug(instead.practice, "fear practice")
        return instead

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is not None and type(value) is not date:
            raise self.fail(name, f"“{value}” is not a date; expected such as 2026-11-30")
        return value
