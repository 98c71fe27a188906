"""What a script offers the composer: its text cut into items that enter whole, in a fixed order of entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .script import Line, Pause, Script, Sentence


class Place(NamedTuple):
    """Where a line stands when everything is there: section, round, line, all counted from 0."""

    section: int
    round: int
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that enter together: an optional line, an optional section's core, or one further round."""

    priority: int
    lines: tuple[tuple[Place, Line], ...]

    @property
    def pauses(self) -> list[Pause]:
        """All its elastic silences."""
        return [part for _, line in self.lines for part in line.parts if isinstance(part, Pause)]

    @property
    def sentences(self) -> list[Sentence]:
        """All it says."""
        return [part for _, line in self.lines for part in line.parts if isinstance(part, Sentence)]


@lru_cache(maxsize=256)
def items_of(script: Script) -> tuple[Item, ...]:
    """The items of a script in their order of entry; the first holds all that is required.

    Order: priority, then round (so that sections open up evenly), then place in the script.
    """
    required: list[tuple[Place, Line]] = []
    optional: list[tuple[tuple[int, int, int, int], Item]] = []
    for s, section in enumerate(script.sections):
        for r in range(section.max_rounds):
            enters = (
                section.priority if r < section.min_rounds else max(section.priority, section.round_priority)
            )
            core: list[tuple[Place, Line]] = []
            for n, line in enumerate(section.round(r)):
                place = Place(s, r, n)
                if line.priority == 0:
                    core.append((place, line))
                else:
                    priority = max(enters, line.priority)
                    optional.append(((priority, r, s, n), Item(priority, ((place, line),))))
            if enters == 0:
                required.extend(core)
            elif core:
                optional.append(((enters, r, s, -1), Item(enters, tuple(core))))
    ordered = [item for _, item in sorted(optional, key=lambda pair: pair[0])]
    return (Item(0, tuple(required)), *ordered)


def sentences_of(script: Script) -> tuple[str, ...]:
    """Every different sentence of the script with its default words, in the order of the script."""
    from .words import fill_words, personalise

    words = fill_words(script, None)
    seen: dict[str, None] = {}
    for section in script.sections:
        for lines in section.rounds:
            for line in lines:
                for part in line.parts:
                    if isinstance(part, Sentence):
                        seen[personalise(part.text, words)] = None
    return tuple(seen)
