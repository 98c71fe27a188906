"""What a key says. How to score ships; the words of published questionnaires are the operator's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

HOWS = ("sum", "mean")
TOTALS = ("sum", "mean", "mean-of-subscales", "none")
TOTAL = "total"


class InstrumentError(ValueError):
    """A key, or a file of words, that cannot be used: where, what is wrong, what was expected."""


class UnknownInstrument(InstrumentError):
    """A name that no key has."""


@dataclass(frozen=True, slots=True)
class Subscale:
    """Items (counted from 1) that are scored together, by ``sum`` or ``mean``.

    ``as_answered``: its own score takes reversed items as they were answered, as publications do; the total
    still takes them reversed.
    """

    name: str
    items: tuple[int, ...]
    how: str
    as_answered: bool = False
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Norm:
    """What a sample of people answered: mean, standard deviation, and how reliable the scale was in it.

    ``of`` is a subscale's name or ``total``; ``reliability`` from 0 up to but without 1;
    ``reliability_kind`` says which kind, such as ``test-retest, 2 weeks`` or ``Cronbach's alpha``.
    """

    of: str
    sample: str
    n: int
    mean: float
    sd: float
    reliability: float
    reliability_kind: str
    source: str


@dataclass(frozen=True, slots=True)
class ReliableChange:
    """A service's own threshold for the total: a change of ``points`` or more counts."""

    points: float
    source: str


@dataclass(frozen=True, slots=True)
class ItemTexts:
    """The words of an instrument. ``licence`` says by what right they are here.

    ``options`` has the words of every possible answer from the lowest on, or nothing where only the two
    ends have words, ``low`` and ``high``.
    """

    intro: str
    items: tuple[str, ...]
    low: str
    high: str
    options: tuple[str, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class Loinc:
    """Codes of a published questionnaire: panel, items, total, and answers from the lowest on."""

    panel: str
    items: tuple[str, ...]
    total: str | None
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One questionnaire's key. Answers are whole numbers from ``low`` to ``high``; items are counted from 1.

    ``cutoffs`` by scale: a score at or beyond the point, upwards where lower is better and downwards
    where higher is. ``flows`` by flow: the scale (a subscale or ``total``) that measures it. ``text`` is
    missing until the operator brings it; ``no_text`` then says why.
    """

    name: str
    title: str
    about: str
    validated: bool
    items: int
    low: int
    high: int
    reversed: tuple[int, ...]
    fillers: tuple[int, ...]
    subscales: tuple[Subscale, ...]
    total: str
    multiply: int
    lower_is_better: bool
    cutoffs: Mapping[str, tuple[float, ...]]
    risk_item: int | None
    reliable_change: ReliableChange | None
    flows: Mapping[str, str]
    norms: tuple[Norm, ...]
    sources: tuple[str, ...]
    loinc: Loinc | None = None
    text: ItemTexts | None = field(default=None, compare=False)
    no_text: str = field(default="", compare=False)

    @property
    def total_items(self) -> tuple[int, ...]:
        """Items that enter the total: all but the fillers, in order."""
        return tuple(item for item in range(1, self.items + 1) if item not in self.fillers)

    @property
    def scales(self) -> tuple[str, ...]:
        """Names of everything it scores: the subscales, then ``total`` if it has one."""
        return (*(subscale.name for subscale in self.subscales), *((TOTAL,) if self.total != "none" else ()))

    def items_of(self, scale: str) -> tuple[int, ...]:
        """The items that ``scale`` (a subscale or ``total``) is made of."""
        return next((s.items for s in self.subscales if s.name == scale), self.total_items)

    @property
    def flow(self) -> str | None:
        """The one flow it measures; None if it measures several or none."""
        return next(iter(self.flows)) if len(self.flows) == 1 else None

    @property
    def can_be_assigned(self) -> bool:
        """Whether its words are here. If not, ``no_text`` says why."""
        return self.text is not None

    def is_lower_better(self, scale: str) -> bool:
        """Whether a lower score on ``scale`` is the better one."""
        found = next((s for s in self.subscales if s.name == scale), None)
        return found.lower_is_better if found else self.lower_is_better

    def norm(self, scale: str) -> Norm | None:
        """The norm of ``scale``; the first, where there are several."""
        return next((norm for norm in self.norms if norm.of == scale), None)

    def reached(self, scale: str, score: float) -> tuple[float, ...]:
        """The cut-offs of ``scale`` that ``score`` is at or beyond. They never become a word on a page."""
        upwards = self.is_lower_better(scale)
        points = self.cutoffs.get(scale, ())
        return tuple(point for point in points if (score >= point if upwards else score <= point))
