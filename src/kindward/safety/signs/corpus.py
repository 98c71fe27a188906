"""The made-up lines that teach and test, hand by hand."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from .finder import TIERS

_INSTALLED = Path(str(files("kindward"))) / "content"
CONTENT = (_INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[4] / "content") / "signs"
#: Read for patterns, and trained on.
SEEN_HANDS = ("fern", "juniper", "quarry", "saffron", "whinchat")
#: Never read for patterns, never trained on.
HELD_ASIDE = ("heron", "tidal", "lark", "otter", "hazel")
#: Written by whoever wrote the patterns, for training alone.
OWN_HANDS = ("wren", "linnet", "siskin", "dunnock", "whimbrel", "junco", "twite", "redpoll", "pipit", "serin")
#: Written when the patterns stood, and none was made from them: each measured as it came, then learned. Thresholds are
#: chosen on them, one left out at a time.
LATER_HANDS = (
    "sorrel",
    "thistle",
    "teal",
    "ruff",
    "dunlin",
    "avocet",
    "plover",
    "godwit",
    "garganey",
    "scoter",
    "merlin",
    "petrel",
    "wagtail",
    "bunting",
    "lapwing",
    "fulmar",
)
#: Of one theme each, signs and their innocent cousins, by other hands; for training alone.
THEME_HANDS = ("sanderling", "knot", "stint", "brent", "smew", "gadwall", "pochard")
#: Kind words alone, to others and to oneself, that could mislead: the first is learned, the second held aside.
KIND_HANDS, KIND_HELD_ASIDE = ("shelduck",), ("goldeneye",)
#: Written last, by the brief of the hands in LATER_HANDS. Never read, never learned, nothing chosen on it.
FRESH_HANDS = ("curlew", "goosander")
#: All that is learned.
LEARNED = (*SEEN_HANDS, *OWN_HANDS, *LATER_HANDS, *THEME_HANDS, *KIND_HANDS)


#: The lines of another corpus, `content/selftalk`: what people say to friends and to themselves, harsh and warm,
#: without danger. A sign in one of them is a false alarm in the middle of an exercise.
TALK_HANDS, TALK_HELD_ASIDE = ("fern", "juniper", "quarry", "saffron", "wren"), ("heron", "tidal")


@dataclass(frozen=True, slots=True)
class Line:
    """One made-up line: tier 0 none, 1 possible, 2 explicit, as its writer meant it."""

    id: str
    text: str
    group: str
    tier: int
    hand: str


def read_hand(hand: str) -> list[Line]:
    """The lines of one hand, in the order they were written."""
    with (CONTENT / "lines" / f"{hand}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Line(r["id"], r["text"], r["group"], TIERS.index(r["tier"]), hand) for r in rows]


def read_talk(hand: str) -> list[Line]:
    """The lines of one hand of the self-talk corpus, all of them tier 0. The group is who is spoken to."""
    with (CONTENT.parent / "selftalk" / "lines" / f"{hand}.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Line(r["id"], r["text"], f"talk-{r['addressed']}", 0, f"talk-{hand}") for r in rows]


def read_ratings(hand: str) -> dict[str, int]:
    """What a second hand, who saw the text alone, says of each line; empty where nobody did."""
    path = CONTENT / "ratings" / f"{hand}.tsv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            r["id"]: TIERS.index(r["tier"])
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }
