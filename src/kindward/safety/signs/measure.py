"""``python -m kindward.safety.signs.measure``: how much is found, how much is not, and how often it is wrong.

Shares stand with their 95% interval (Wilson, 1927). A line counts as explicit, and as possible, where its
writer and the second hand agree; where no
second hand has read a line, its writer's word counts, and the report says so.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

from .corpus import HELD_ASIDE, TALK_HELD_ASIDE, Line, read_hand, read_ratings, read_talk
from .finder import TIERS, find_tier


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    of: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing is 0."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95% interval (Wilson, 1927)."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = 1.96, self.of, self.value
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, (middle - half) / (1 + z * z / n)), (middle + half) / (1 + z * z / n)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.value:.3f} ({low:.3f} to {high:.3f}; {self.hits} of {self.of})"


def share(found: Iterable[bool]) -> Share:
    """How many are true."""
    all_ = list(found)
    return Share(sum(all_), len(all_))


def report(hands: Sequence[str] = HELD_ASIDE) -> dict[str, Share]:
    """Every figure of ``docs/signs.md`` for these hands, by name."""
    pairs: list[tuple[Line, int]] = []
    agreed: set[str] = set()
    for hand in hands:
        ratings = read_ratings(hand)
        for line in read_hand(hand):
            pairs.append((line, TIERS.index(find_tier(line.text))))
            if ratings.get(line.id, line.tier) == line.tier:
                agreed.add(line.id)
    explicit = [found for line, found in pairs if line.tier == 2 and line.id in agreed]
    possible = [found for line, found in pairs if line.tier == 1 and line.id in agreed]
    wrong = [
        found > (line.group == "denial")
        for line, found in pairs
        if line.group in ("denial", "idiom", "harsh")
    ]
    out = {
        "explicit, found explicit": share(found == 2 for found in explicit),
        "explicit, found at any tier": share(found > 0 for found in explicit),
        "possible, found at any tier": share(found > 0 for found in possible),
        "false alarms: denial, idiom, harsh": share(wrong),
    }
    for group in dict.fromkeys(line.group for line, _ in pairs):
        out[f"{group}: panel"] = share(found == 2 for line, found in pairs if line.group == group)
        out[f"{group}: any"] = share(found > 0 for line, found in pairs if line.group == group)
    return out


def talk(hands: Sequence[str] = TALK_HELD_ASIDE) -> dict[str, Share]:
    """False alarms on what is said to friends and to oneself without danger, harsh and warm (the self-talk corpus)."""
    tiers = [find_tier(line.text) for hand in hands for line in read_talk(hand)]
    return {
        "self-talk, any sign": share(tier != "none" for tier in tiers),
        "self-talk, panel": share(tier == "explicit" for tier in tiers),
    }


def stress(path: Path) -> dict[str, Share]:
    """False alarms on the sentences of the Stress Annotated Dataset that were not learned from (every second one)."""
    with path.open(encoding="utf-8", newline="") as file:
        tiers = [find_tier(row["sentence"]) for number, row in enumerate(csv.DictReader(file)) if number % 2]
    return {
        "stress: panel": share(tier == "explicit" for tier in tiers),
        "stress: any": share(tier != "none" for tier in tiers),
    }


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("hands", nargs="*", default=HELD_ASIDE, help="default: the hands held aside")
    parser.add_argument("--stress", type=Path, help="stress_sentences.csv")
    asked = parser.parse_args()
    figures = report(asked.hands) | talk() | (stress(asked.stress) if asked.stress else {})
    for name, value in figures.items():
        sys.stdout.write(f"{name:36} {value}\n")


if __name__ == "__main__":
    main()
