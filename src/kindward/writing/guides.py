"""The guided questions, read once by each process from ``content/journal/*.yml``, where clinicians write them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..practice.catalogue import content_folder

#: In the order in which ``/write/`` shows them. The plan has a page of its own, and a locked letter no questions.
ORDER = (
    "friend-reframe", "letter-from-a-friend", "critic-to-ally", "what-they-carry", "learning-from-a-mistake",
    "boundary-builder", "asking-for-help", "day-with-kindness", "note",
)  # fmt: skip
PLAN, LOCKED, NOTE = "my-plan", "locked-letter", "note"
_REQUIRED = ("title", "promise", "about", "questions", "reviewer")
_OPTIONAL = ("kind_part", "may_come_later", "source")
_OF_A_QUESTION = ("name", "ask", "hint", "title", "rows", "optional")


class GuideError(ValueError):
    """A file of questions that cannot be used: ``file: field: what is wrong, what was expected``."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the name its answer is kept under, its words, and how many lines its box shows."""

    name: str
    ask: str
    hint: str = ""
    #: A headline for reading back, where the question itself is not one.
    title: str = ""
    rows: int = 3
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """What leads through one kind of writing."""

    kind: str
    title: str
    promise: str
    about: str
    questions: tuple[Question, ...]
    reviewer: str
    #: The part that holds a kind sentence, if one of them does.
    kind_part: str = ""
    may_come_later: bool = False
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts, in their order."""
        return tuple(question.name for question in self.questions)


@cache
def guides() -> dict[str, Guide]:
    """All guides by kind, the plan last. A changed file is seen at the next start. Raises :class:`GuideError`."""
    folder = content_folder() / "journal"
    return {kind: read_guide(folder / f"{kind}.yml") for kind in (*ORDER, PLAN)}


def read_guide(path: Path) -> Guide:
    """The guide at ``path``. Raises :class:`GuideError`."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise GuideError(f"{path}: file: cannot be read ({type(problem).__name__}); expected YAML") from None
    if not isinstance(data, dict):
        raise GuideError(f"{path}: file: holds no fields; expected lines of “name: value”")
    _fields(path, data, _REQUIRED, _OPTIONAL)
    listed = data["questions"]
    if not isinstance(listed, list) or not listed:
        raise GuideError(f"{path}: questions: expected one or more, each with a name and an ask")
    questions = tuple(_question(path, one) for one in listed)
    guide = Guide(kind=path.stem, **{**data, "questions": questions})
    if len(set(guide.names)) != len(guide.names):
        raise GuideError(f"{path}: questions: two have the same name")
    if guide.kind_part and guide.kind_part not in guide.names:
        raise GuideError(
            f"{path}: kind_part: “{guide.kind_part}” is no question; expected one of {guide.names}"
        )
    return guide


def _question(path: Path, data: Any) -> Question:
    if not isinstance(data, dict):
        raise GuideError(f"{path}: questions: expected a name and an ask for each")
    _fields(path, data, ("name", "ask"), _OF_A_QUESTION)
    if not isinstance(data.get("rows", 3), int):
        raise GuideError(f"{path}: rows: expected a whole number of lines")
    return Question(**data)


def _fields(path: Path, data: dict[str, Any], required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    for name in required:
        if not data.get(name):
            raise GuideError(f"{path}: {name}: is missing")
    for name in data:
        if name not in (*required, *optional):
            raise GuideError(
                f"{path}: {name}: is not known; expected one of {', '.join((*required, *optional))}"
            )
