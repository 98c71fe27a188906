"""``kindward check`` for signs: whether the patterns can be read, and every made-up line says what it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ...text.findings import Finding, from_here
from ..table import read_table
from .compile import compile_patterns
from .corpus import CONTENT
from .finder import TIERS
from .language import PatternError

FOLDER = "signs"
#: The groups of content/signs/guide.md, and the tiers that each may have.
GROUPS = {
    **dict.fromkeys(["intent", "plan", "means", "goodbye", "goodbye-veiled"], ("explicit",)),
    "slang": ("explicit", "possible"),
    **dict.fromkeys(["disappear", "burden", "no-way-out", "denial", "past", "self-harm"], ("possible",)),
    **dict.fromkeys(
        ["third-person", "idiom", "negation", "harsh", "hard-feeling", "kind", "everyday"], ("none",)
    ),
}


def is_signs(path: Path) -> bool:
    """Whether ``path`` is the folder of signs, or a file in it: nothing else is to be checked there."""
    return FOLDER in (path.name, path.resolve().parent.name, path.resolve().parent.parent.name)


def check_signs(path: Path | None = None) -> list[Finding]:
    """Findings, sorted by place, for the folder of signs or a content folder; all for ``None``.

    A file in the folder is checked with all of it. A content folder without signs has no findings.
    """
    path = path or from_here(CONTENT)
    folder = next((one for one in (path, *path.parents) if one.name == FOLDER), path / FOLDER)
    if not folder.is_dir():
        return []
    found: list[Finding] = []
    try:
        compile_patterns(folder)
    except PatternError as problem:
        found.append(Finding(str(folder / "patterns.yml"), 1, "patterns", str(problem)))
    except (OSError, KeyError, ValueError) as problem:
        found.append(Finding(str(folder / "patterns.yml"), 1, "file", f"cannot be read ({problem!r})"))
    for file in sorted((folder / "lines").glob("*.tsv")):
        found += _check_hand(file, folder / "ratings" / file.name)
    return sorted(found)


def _check_hand(file: Path, ratings: Path) -> Iterator[Finding]:
    rows, findings = read_table(file, ["id", "text", "group", "tier"])
    yield from findings
    known: set[str] = set()
    for row in rows:
        cells = row.cells
        if cells["id"] in known:
            yield Finding(str(file), row.line, "id", f"“{cells['id']}” stands twice; expected each once")
        known.add(cells["id"])
        tiers = GROUPS.get(cells["group"], ())
        if not tiers:
            yield Finding(
                str(file), row.line, "group", f"“{cells['group']}” is not known; expected one of the guide's"
            )
        elif cells["tier"] not in tiers:
            yield Finding(
                str(file),
                row.line,
                "tier",
                f"“{cells['tier']}” does not fit {cells['group']}; expected {' or '.join(tiers)}",
            )
    if ratings.is_file():
        rated, findings = read_table(ratings, ["id", "tier"])
        yield from findings
        for row in rated:
            if row.cells["id"] not in known:
                yield Finding(str(ratings), row.line, "id", f"“{row.cells['id']}” is no line of this hand")
            if row.cells["tier"] not in TIERS:
                yield Finding(str(ratings), row.line, "tier", f"expected one of {', '.join(TIERS)}")
