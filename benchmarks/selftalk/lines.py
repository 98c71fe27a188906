"""The made-up lines of all hands, each with the mean of its ratings."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content" / "selftalk"
#: Choices are made between these; ``wren`` is trained on and chosen by nobody; the last two are looked at
#: once, at the end.
CHOOSING, HELPING, ASIDE = ("fern", "juniper", "quarry", "saffron"), ("wren",), ("heron", "tidal")
HARD = ("harsh-subtle", "warm-pained", "fierce-kind", "irony", "negation", "mixed")


@dataclass(frozen=True, slots=True)
class Line:
    """``first`` is the rating of the hand that wrote it, ``second`` of another who saw it alone, or None."""

    id: str
    hand: str
    text: str
    group: str
    first: float
    second: float | None

    @property
    def rating(self) -> float:
        """The mean of what there is, from -2 to 2."""
        return self.first if self.second is None else (self.first + self.second) / 2


def read_lines(hands: tuple[str, ...]) -> list[Line]:
    """The lines of ``hands`` in their order."""
    return [line for hand in hands for line in _of(hand)]


def _of(hand: str) -> list[Line]:
    second = {row["id"]: float(row["rating"]) for row in _rows(CONTENT / "ratings" / f"{hand}.tsv")}
    return [
        Line(row["id"], hand, row["text"], row["group"], float(row["rating"]), second.get(row["id"]))
        for row in _rows(CONTENT / "lines" / f"{hand}.tsv")
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
