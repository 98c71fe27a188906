"""The second opinion: a sum of whole numbers over what stands in a passage and what the patterns say of it.

It may raise a tier. It lowers one only where the sum speaks against any sign at all, and never a wish to die or a way
at hand.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from .fold import STOP
from .rules import EXPLICIT, POSSIBLE, Found

#: Up to so many words each, a passage counts as very short, short, middle or long.
_LENGTHS = ((3, "-3"), (7, "-7"), (15, "-15"), (30, "-30"))


class Opinion:
    """Weights by trait, for “any sign” and for “explicit”, and from which sum on each is believed."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._views: dict[str, str] = data["views"]
        model = data["model"]
        self._weights: dict[str, tuple[int, int]] = {
            name: (any_, open_) for name, any_, open_ in model["weights"]
        }
        self._start: tuple[int, int] = tuple(model["start"])
        self._enough: tuple[int, int] = tuple(model["enough"])
        self._least: int = model["least"]

    def traits(self, words: Sequence[str]) -> set[str]:
        """Words, and pairs, threes and pairs a few words apart, seen as their kind, of one passage."""
        seen = [self._views.get(word, word) for word in words]
        out = set(words)
        row = [STOP, *seen, STOP]
        out.update(map(" ".join, itertools.pairwise(row)))
        out.update(map(" ".join, zip(row, row[1:], row[2:], strict=False)))
        for apart in (2, 3, 4):
            out.update(map("~".join, zip(seen, seen[apart:], strict=False)))
        out.add(f"#length{next((name for most, name in _LENGTHS if len(words) <= most), '+')}")
        return out

    def sums(self, traits: set[str]) -> tuple[int, int]:
        """How much speaks for any sign, and for an explicit one."""
        any_, open_ = self._start
        weights = self._weights
        for trait in traits & weights.keys():
            one, two = weights[trait]
            any_ += one
            open_ += two
        return any_, open_

    def weighed(self, found: Found, traits: set[str]) -> int:
        """The tier of a passage: what the patterns found, and what speaks for and against it."""
        any_, open_ = self.sums(found.traits | traits)
        tier = found.tier if any_ >= self._least else found.stands
        if any_ >= self._enough[0]:
            tier = max(tier, POSSIBLE)
        if tier == POSSIBLE and open_ >= self._enough[1] and not found.softened:
            tier = EXPLICIT
        return tier
