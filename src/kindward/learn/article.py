"""An article: what its file says, and nothing that has to be looked up."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

#: Groups in the order in which they are shown, with their headings.
GROUPS = {
    "compassion": "What compassion is",
    "evidence": "What is known",
    "when-it-is-hard": "When it is hard",
    "finding-help": "Finding help",
    "questions": "Questions and answers",
}

#: Silent reading of English prose is about 240 words a minute (Brysbaert 2019); slower for a tired reader.
WORDS_A_MINUTE = 200

_CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
_HEADING = re.compile(r"^##\s+(.+?)\s*$")
_ANCHOR = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}$")
_LINK = re.compile(r"(?<!!)\[([^\]@][^\]]*)\]\(([^)\s]*)\)")


@dataclass(frozen=True, slots=True)
class Section:
    """One ``##`` section: title, anchor it is reached by, whether its author chose that, line (1-based)."""

    title: str
    anchor: str
    chosen: bool
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One educational page. ``reviewer`` is None until a clinician's name stands in the file."""

    slug: str
    title: str
    summary: str
    order: int
    group: str
    author: str
    reviewer: str | None
    reviewed_on: date | None
    due_on: date | None
    references: tuple[str, ...]
    related: tuple[str, ...]
    body: str
    body_line: int
    text: str
    path: Path

    @property
    def minutes(self) -> int:
        """Minutes of reading, at least 1."""
        return max(1, math.ceil(len(self.plain.split()) / WORDS_A_MINUTE))

    @property
    def is_questions(self) -> bool:
        """Whether each section is a question with its answer."""
        return self.group == "questions"

    @property
    def cited(self) -> tuple[str, ...]:
        """Names of the references cited in the body, each once, in the order in which they come."""
        return tuple(dict.fromkeys(_CITATION.findall(self.body)))

    @property
    def links(self) -> tuple[tuple[int, str, str], ...]:
        """Links in the body: line in the file (1-based), words, address."""
        return tuple(
            (self.body_line + number, words, address)
            for number, line in enumerate(self.body.splitlines())
            for words, address in _LINK.findall(line)
        )

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in order. An anchor that no author chose is made of the title."""
        out: list[Section] = []
        taken: set[str] = set()
        for number, line in enumerate(self.body.splitlines()):
            if match := _HEADING.match(line):
                title, anchor, chosen = split_heading(match[1])
                while anchor in taken and not chosen:
                    anchor += "-2"
                taken.add(anchor)
                out.append(Section(title, anchor, chosen, self.body_line + number))
        return tuple(out)

    @property
    def plain(self) -> str:
        """The body as words alone, items of lists as paragraphs: no headings, citations, addresses or marks."""
        lines = [line for line in self.body.splitlines() if not line.startswith("#")]
        text = _LINK.sub(r"\1", _CITATION.sub("", "\n".join(lines)))
        text = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "\n", text, flags=re.MULTILINE)
        return re.sub(r"[ \t]+(?=[.,;:!?])", "", text.replace("**", "").replace("*", ""))


def split_heading(text: str) -> tuple[str, str, bool]:
    """A heading's title, its anchor, and whether that was given, as in ``Is it selfish? {#selfish}``."""
    if match := _ANCHOR.search(text):
        return text[: match.start()], match[1], True
    return text, re.sub(r"[^a-z0-9]+", "-", text.lower().replace("’", "").replace("'", "")).strip("-"), False
