"""The head of a script: what it is, for whom not, what is known of it, who wrote and reviewed it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from .errors import ScriptError
from .script import FLOWS, FORMS, TONES, Evidence, PersonalWord

_DURATION = re.compile(r"^(\d+(?:\.5)?)\s*(seconds?|s|minutes?|min)$")
_SLUG = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")

REQUIRED = (
    "slug", "title", "promise", "version", "flows", "kind", "shortest", "longest", "happens",
    "cautions", "gentler", "ease_off", "evidence", "author", "reviewer",
)  # fmt: skip
OPTIONAL = ("reviewed_on", "due_on", "words")


def read_front_matter(text: str, path: Path) -> tuple[dict[str, Any], int, str]:
    """Fields for :class:`Script`, the number of the first line of the body, and the body.

    Raises ``ScriptError``.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise ScriptError(path, 1, "head", "the file does not begin with ---; expected the head of a script")
    try:
        end = next(i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    except StopIteration:
        raise ScriptError(path, 1, "head", "the head never ends; expected a second line of ---") from None
    try:
        data = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not readable"
        line = mark.line + 2 if mark else 1
        raise ScriptError(
            path, line, "head", f"{problem}; expected “name: value”, quoted if it holds a colon"
        ) from None
    if not isinstance(data, dict):
        raise ScriptError(path, 1, "head", "no fields; expected lines of “name: value”")
    head = _Head(path, data, lines[:end])
    return head.fields(), end + 2, "\n".join(lines[end + 1 :])


class _Head:
    def __init__(self, path: Path, data: dict[str, Any], lines: list[str]) -> None:
        self.path, self.data, self.lines = path, data, lines

    def fail(self, field: str, message: str) -> ScriptError:
        at = next((i for i, line in enumerate(self.lines, 1) if line.startswith(f"{field}:")), 1)
        return ScriptError(self.path, at, field, message)

    def fields(self) -> dict[str, Any]:
        for name in REQUIRED:
            if self.data.get(name) in (None, ""):
                raise self.fail(name, "is missing; expected a value (see docs/guides/writing-practices.md)")
        for name in self.data:
            if name not in REQUIRED + OPTIONAL:
                raise self.fail(
                    str(name), f"is not a field of a script; expected one of {', '.join(REQUIRED + OPTIONAL)}"
                )
        tone, form = self.kind()
        reviewer = self.text("reviewer")
        reviewed_on, due_on = self.day("reviewed_on"), self.day("due_on")
        if reviewer == "none yet":
            if reviewed_on or due_on:
                raise self.fail("reviewer", "has a review date but no name; expected the clinician's name")
        elif not (reviewed_on and due_on):
            raise self.fail(
                "reviewer", "is named without dates; expected reviewed_on and due_on as 2026-11-30"
            )
        low, high = self.duration("shortest"), self.duration("longest")
        if low > high:
            raise self.fail("longest", f"{high} s is less than the shortest, {low} s")
        return {
            "slug": self.slug("slug"), "title": self.text("title"), "promise": self.text("promise"),
            "version": self.version(), "flows": self.flows(), "tone": tone, "form": form,
            "min_seconds": low, "max_seconds": high, "happens": self.text("happens"),
            "cautions": self.texts("cautions"),
            "gentler": self.slug("gentler"), "ease_off": self.slug("ease_off"),
            "evidence": self.evidence(), "author": self.text("author"),
            "reviewer": None if reviewer == "none yet" else reviewer,
            "reviewed_on": reviewed_on, "due_on": due_on, "words": self.words(),
        }  # fmt: skip

    def text(self, name: str) -> str:
        value = self.data[name]
        if not isinstance(value, str):
            raise self.fail(name, f"{value!r} is not text; expected words, in quotes if need be")
        return " ".join(value.split())

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.data[name]
        if not isinstance(value, list) or not value or not all(isinstance(item, str) for item in value):
            raise self.fail(name, "is not a list of sentences; expected lines that begin with “- ”")
        return tuple(" ".join(item.split()) for item in value)

    def slug(self, name: str) -> str:
        value = self.text(name)
        if not _SLUG.match(value):
            raise self.fail(name, f"“{value}” is not a slug; expected small letters, digits and hyphens")
        return value

    def version(self) -> int:
        value = self.data["version"]
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fail("version", f"{value!r} is not a whole number from 1")
        return value

    def flows(self) -> tuple[str, ...]:
        value = self.data["flows"]
        value = value if isinstance(value, list) else [value]
        if value == ["grounding"]:
            return ()
        for flow in value:
            if flow not in FLOWS:
                raise self.fail(
                    "flows", f"“{flow}” is not a flow; expected {', '.join(FLOWS)}, or grounding alone"
                )
        return tuple(flow for flow in FLOWS if flow in value)

    def kind(self) -> tuple[str, str]:
        tone, _, form = self.text("kind").partition(",")
        tone, form = tone.strip(), form.strip()
        if tone not in TONES or form not in FORMS:
            raise self.fail(
                "kind",
                f"“{tone}, {form}” is unknown; expected one of {', '.join(TONES)}, a comma, "
                f"and one of {', '.join(FORMS)}",
            )
        return tone, form

    def duration(self, name: str) -> int:
        match = _DURATION.match(str(self.data[name]).strip())
        if not match:
            raise self.fail(
                name, f"“{self.data[name]}” is not a length; expected such as 40 seconds or 10 minutes"
            )
        return round(float(match[1]) * (60 if match[2].startswith("m") else 1))

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is not None and not isinstance(value, date):
            raise self.fail(name, f"“{value}” is not a date; expected such as 2026-11-30")
        return value

    def evidence(self) -> tuple[Evidence, ...]:
        value = self.data["evidence"]
        out = []
        for item in value if isinstance(value, list) else [value]:
            says, names = (
                (item.get("says"), item.get("references")) if isinstance(item, dict) else (None, None)
            )
            if not isinstance(says, str) or not isinstance(names, list) or not names:
                raise self.fail(
                    "evidence", "expected a list of “says:” with a “references:” list of study names"
                )
            out.append(Evidence(" ".join(says.split()), tuple(map(str, names))))
        return tuple(out)

    def words(self) -> tuple[PersonalWord, ...]:
        out = []
        for name, item in (self.data.get("words") or {}).items():
            if not isinstance(item, dict) or not {"ask", "default"} <= item.keys() <= {
                "ask",
                "default",
                "limit",
            }:
                raise self.fail(
                    "words", f"“{name}” is not complete; expected ask, default and, if need be, limit"
                )
            limit = item.get("limit", 40)
            if not isinstance(limit, int) or not 1 <= len(str(item["default"])) <= limit <= 120:
                raise self.fail(
                    "words", f"“{name}” has no workable limit; expected at most 120, and room for its default"
                )
            out.append(PersonalWord(self.slug_of(name), str(item["ask"]), str(item["default"]), limit))
        return tuple(out)

    def slug_of(self, name: object) -> str:
        if not isinstance(name, str) or not _SLUG.match(name):
            raise self.fail("words", f"“{name}” is not a name; expected small letters and hyphens")
        return name
