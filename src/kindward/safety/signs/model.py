"""The second opinion: a sum of whole numbers over what stands in a passage. It may raise a tier, never lower one."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from .fold import STOP

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

    def traits(self, words: Sequence[str]) -> set[str]:
        """Words, and pairs and threes of words seen as their kind, of one passage."""
        seen = [self._views.get(word, word) for word in words]
        out = set(words)
        row = [STOP, *seen, STOP]
        out.update(map(" ".join, itertools.pairwise(row)))
        out.update(map(" ".join, zip(row, row[1:], row[2:], strict=False)))
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

    def raised(self, tier: int, traits: set[str]) -> int:
        """The tier, or a higher one where enough speaks for it."""
        any_, open_ = self.sums(traits)
        if tier == 0 and any_ >= self._enough[0]:
            tier = 1
        if tier == 1 and open_ >= self._enough[1]:
            tier = 2
        return tier
