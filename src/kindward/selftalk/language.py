"""What the model knows of the language before it has learned anything: spellings, kinds of words, and turns.

The tables are written by hand in ``content/selftalk/kinds.tsv`` and ``spellings.tsv`` and travel inside the
model file, so that the page reads a text exactly as the library does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Rows of ``kinds.tsv`` that are no kind: words kept as they are, words that deny, and where a part ends.
ROLES = ("bare", "negates", "ends", "breaks", "turns")


@dataclass(frozen=True, slots=True)
class Language:
    """``kinds``: word -> its one kind. ``spellings``: as typed -> as read. ``endings``: ``'m`` -> ``am``."""

    kinds: dict[str, str]
    spellings: dict[str, list[str]]
    endings: dict[str, str]
    glyphs: dict[str, str]
    bare: frozenset[str]
    negates: frozenset[str]
    ends: frozenset[str]
    breaks: frozenset[str]
    turns: frozenset[str]

    def as_data(self) -> dict[str, Any]:
        """As it stands in the head of a model file; words in alphabetical order."""
        by_kind: dict[str, list[str]] = {}
        for word, kind in sorted(self.kinds.items()):
            by_kind.setdefault(kind, []).append(word)
        return {
            "kinds": by_kind,
            "spellings": {typed: " ".join(read) for typed, read in self.spellings.items()},
            "endings": self.endings,
            "glyphs": self.glyphs,
            **{role: sorted(getattr(self, role)) for role in ROLES},
        }


def language_of(data: dict[str, Any]) -> Language:
    """The tables out of the head of a model file; the reverse of :meth:`Language.as_data`."""
    return Language(
        {word: kind for kind, words in data["kinds"].items() for word in words},
        {typed: read.split() for typed, read in data["spellings"].items()},
        dict(data["endings"]),
        dict(data["glyphs"]),
        **{role: frozenset(data[role]) for role in ROLES},
    )


def read_language(folder: Path) -> Language:
    """The tables as written in ``folder`` (``content/selftalk``). A word belongs to the first kind that names
    it.
    """
    kinds: dict[str, str] = {}
    roles: dict[str, frozenset[str]] = {}
    for name, words in _rows(folder / "kinds.tsv"):
        if name.startswith("="):
            roles[name[1:]] = frozenset(words.split(" "))
        else:
            for word in words.split(" "):
                kinds.setdefault(word, name)
    spellings: dict[str, list[str]] = {}
    endings: dict[str, str] = {}
    glyphs: dict[str, str] = {}
    for typed, read in _rows(folder / "spellings.tsv"):
        if typed.startswith("~"):
            endings[typed[1:]] = read
        elif typed.isascii():
            spellings[typed] = read.split(" ")
        else:
            glyphs[typed] = f" {read} "
    return Language(kinds, spellings, endings, glyphs, **roles)


def _rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return [(name, rest) for name, _, rest in (line.partition("\t") for line in lines) if rest]
