"""The tier of a text: passages are read one by one, and the highest tier counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from .fold import STOP, Folding
from .model import Opinion
from .rules import EXPLICIT, NONE, Found, Rules

DATA = Path(__file__).parent / "signs.json"
TIERS = ("none", "possible", "explicit")
#: A text of up to so many words is one passage.
WHOLE = 60
#: Longer ones are cut where a sentence ends once so many words are reached, at the latest at the second number.
STEP, LONGEST_STEP = 20, 60


class Finder:
    """Reads texts by one data file. Makes no copy of any text, and keeps nothing."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.version: str = data["version"]
        self.rules = Rules(data)
        self.opinion = Opinion(data)
        self.folding = Folding(
            data["short"], data["pictures"], frozenset(data["letters"]) | data["views"].keys()
        )

    def tier(self, text: str) -> str:
        """``explicit``, ``possible`` or ``none``. Takes time in proportion to the text's length, whatever is in it."""
        highest = NONE
        seen: set[tuple[str, ...]] = set()
        for passage in passages(self.folding.words(text)):
            # The same passage again says the same again.
            key = tuple(passage)
            if key in seen:
                continue
            seen.add(key)
            highest = max(highest, self.passage_tier(passage))
            if highest == EXPLICIT:
                break
        return TIERS[highest]

    def passage_tier(self, words: Sequence[str]) -> int:
        """0, 1 or 2 for one passage of words."""
        return self.opinion.weighed(self.rules.look(self.rules.spell(words)), self.opinion.traits(words))

    def traits(self, text: str) -> tuple[Found, set[str]]:
        """What the rules say of a text taken as one passage, and all its traits: what the model learns from."""
        words = self.folding.words(text)
        found = self.rules.look(self.rules.spell(words))
        return found, found.traits | self.opinion.traits(words)


def passages(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The whole if it is short; else pieces of a few sentences, each together with the next."""
    if len(words) <= WHOLE:
        if words:
            yield words
        return
    cuts = [0]
    for number, word in enumerate(words, 1):
        length = number - cuts[-1]
        if (word == STOP and length >= STEP) or length >= LONGEST_STEP:
            cuts.append(number)
    if cuts[-1] != len(words):
        cuts.append(len(words))
    if len(cuts) == 2:
        yield words
    for first, last in zip(cuts, cuts[2:], strict=False):
        yield words[first:last]


@cache
def load_finder() -> Finder:
    """The finder with the data that ship, read once."""
    return Finder(json.loads(DATA.read_text(encoding="utf-8")))


def find_tier(text: str) -> str:
    """The tier of ``text``: ``explicit``, ``possible`` or ``none``."""
    return load_finder().tier(text)
