"""The curriculum: what a good teacher would say of each practice before knowing anything of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ..practice.catalogue import content_folder
from ..practice.script import FLOWS, FORMS, Script
from .arrays import Bools, Floats, Ints
from .curriculum_file import ANCHORS, Entry, read_entries
from .errors import TrainerError

#: How near warmth comes to oneself: steadying, giving, receiving, being kind to oneself (Gilbert 2010,
#: fears of compassion).
_NEAR = {"to_others": 0.2, "from_others": 0.6, "to_self": 0.8}


@dataclass(frozen=True, eq=False)
class Curriculum:
    """Every practice as arrays, in the order of ``slugs`` (sorted). P practices; flows in the order of
    ``FLOWS``."""

    slugs: tuple[str, ...]
    titles: tuple[str, ...]
    trains: Floats  # P x 3, shares from 0 to 1
    order: Ints
    after: tuple[tuple[int, ...], ...]
    needs: Bools  # P x P: row p marks the practices of which one comes before p
    evidence: Floats
    gentleness: Floats
    anchor: Ints  # index into ANCHORS
    inward: Bools
    body: Bools
    imagery: Bools
    act: Bools
    quiet: Bools
    fierce: Bools
    writes: Bools
    form: Ints  # index into FORMS
    shortest: Ints  # seconds
    longest: Ints
    closeness: Floats  # 0 to 1: how near the warmth comes
    index: Mapping[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.slugs)

    def mask(self, slugs: object) -> Bools:
        """Which practices are named; unknown names (a practice that was taken out) are passed over."""
        out = np.zeros(len(self), bool)
        for slug in slugs if isinstance(slugs, (tuple, list, set, frozenset)) else ():
            if slug in self.index:
                out[self.index[slug]] = True
        return out


def load_curriculum(catalogue: Mapping[str, Script], content: Path | None = None) -> Curriculum:
    """The curriculum of ``content/curriculum.yml`` for the practices of ``catalogue``.

    A practice the file does not name is placed last, with the most careful values. Raises
    :class:`TrainerError` for a file that cannot be used, and for an empty catalogue.
    """
    if not catalogue:
        raise TrainerError("catalogue: holds no practice; expected at least one")
    path = (content or content_folder()) / "curriculum.yml"
    return build(catalogue, read_entries(path))


def build(catalogue: Mapping[str, Script], entries: Mapping[str, Entry]) -> Curriculum:
    """Arrays from the scripts and what the curriculum says of them."""
    slugs = tuple(sorted(catalogue))
    index = {slug: place for place, slug in enumerate(slugs)}
    scripts = [catalogue[slug] for slug in slugs]
    said = [entries.get(script.slug) or Entry.careful(script) for script in scripts]
    trains = np.array([[entry.trains.get(flow, 0.0) for flow in FLOWS] for entry in said])
    after = tuple(tuple(index[slug] for slug in entry.after if slug in index) for entry in said)
    needs = np.zeros((len(slugs), len(slugs)), bool)
    for place, firsts in enumerate(after):
        needs[place, list(firsts)] = True

    def is_(word: str) -> Bools:
        return np.array([word in entry.is_ for entry in said])

    near = trains @ np.array([_NEAR[flow] for flow in FLOWS])
    closeness = np.clip(0.05 + near + 0.15 * is_("imagery") * (near > 0.3) + 0.1 * is_("inward"), 0, 1)
    return Curriculum(
        slugs, tuple(script.title for script in scripts), trains, np.array([entry.order for entry in said]),
        after, needs,
        np.array([entry.evidence for entry in said]), np.array([entry.gentleness for entry in said]),
        np.array([ANCHORS.index(entry.anchor) for entry in said]),
        is_("inward"), is_("body"), is_("imagery"), is_("act"), is_("quiet"),
        np.array([script.tone == "fierce" for script in scripts]),
        np.array([script.writes for script in scripts]),
        np.array([FORMS.index(script.form) if script.form in FORMS else 0 for script in scripts]),
        np.array([script.min_seconds for script in scripts]),
        np.array([script.max_seconds for script in scripts]),
        closeness, index,
    )  # fmt: skip
