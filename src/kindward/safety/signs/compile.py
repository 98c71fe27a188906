"""From ``content/signs/patterns.yml`` and ``lexicon.tsv`` to the data that Python and the page both read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..table import read_table
from .language import Alphabet, PatternError

_TIER = {"explicit": 2, "possible": 1, "hint": 0}
#: Kinds of words by which the model sees them; of a word in several, the first counts.
VIEWS = [
    "DIE",
    "KILL",
    "SELF",
    "OTHERSELF",
    "TABLETS",
    "WEAPON",
    "EDGE",
    "PET",
    "KIN",
    "THEM",
    "DAY",
    "NOTES",
    "BYE",
    "LAUGH",
    "GLAD",
    "TOPIC",
    "WORRY",
    "CUT",
    "BODY",
    "YEARS",
    "SAY",
    "TIRED",
]
_NO_MODEL: dict[str, Any] = {"weights": [], "start": [0, 0], "enough": [1, 1], "least": 0}


def compile_patterns(folder: Path, model: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The data file for the patterns in ``folder``, with ``model`` as second opinion (none: it stays silent).

    Raises :class:`PatternError` that names the file, the group and the pattern.
    """
    path = folder / "patterns.yml"
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    short = {str(form): str(words) for form, words in read["short"].items()}
    try:
        alphabet = Alphabet(read["classes"], short)
        rules = [
            [group, tier, part.expression, "".join(sorted(part.keys))]
            for group, tier, pattern in _patterns(read, folder)
            for part in (alphabet.read(pattern),)
        ]
    except PatternError as error:
        raise PatternError(f"{path}: {error}") from None
    views: dict[str, str] = {}
    for name in reversed(VIEWS):
        views |= dict.fromkeys(read["classes"][name].split(), name)
    return {
        "version": str(read["version"]),
        "short": short,
        "pictures": {sign: name for signs, name in read["pictures"].items() for sign in signs},
        "letters": alphabet.letters,
        "first_person": "".join(alphabet.letter(word) for word in ("i", "me", "my", "myself")),
        "turns": "".join(alphabet.letter(word) for word in ("and", "but", "so", "because", "now", "that")),
        "heart": "".join(sorted(alphabet.classes["HEART"])),
        "views": views,
        "rules": rules,
        "model": dict(model or _NO_MODEL),
    }


def _patterns(read: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, int, str]]:
    """Group, tier and pattern, tier 0 for hints and for what signs are weighed against."""
    for name, tier in _TIER.items():
        for group, patterns in read[name].items():
            yield from ((group, tier, pattern) for pattern in patterns)
    for group, patterns in read["scope"].items():
        yield from ((group, 0, pattern) for pattern in patterns)
    for pattern in read["possible"]["denial"]:
        yield "denies", 0, pattern
    rows, findings = read_table(folder / "lexicon.tsv", ["phrase", "group", "tier", "source"])
    if findings:
        raise PatternError(str(findings[0]))
    for row in rows:
        yield row.cells["group"], _TIER[row.cells["tier"]], row.cells["phrase"]
