"""What a practice is, once its script has been read.

Plain values, no behaviour that needs a clock or a voice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

FLOWS = ("to_others", "from_others", "to_self")
TONES = ("tender", "fierce", "grounding")
FORMS = ("formal", "informal", "writing", "writing or guided", "imagery", "interactive", "paced")

#: Between two sentences of one line, when the script does not say: seconds as shortest, natural, longest.
BREATH_BETWEEN = (400, 700, 1600)
#: After a line that names no pause of its own.
PAUSE_AFTER_LINE = (1200, 2500, 6000)


@dataclass(frozen=True, slots=True)
class Pause:
    """An elastic silence. Lengths in milliseconds, ``0 <= shortest <= natural <= longest``."""

    shortest: int
    natural: int
    longest: int
    bell: bool = False
    #: Seconds of breathing in and out, in milliseconds, when a pacer runs over this silence.
    breath: tuple[int, int] | None = None
    #: Name of the field the person writes into during this silence.
    writes: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to be spoken; ``field`` is set when it asks the person to write or choose."""

    text: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a script: sentences and pauses in their order, and when it may enter.

    ``priority`` 0 is always there; 1 enters first when there is more time, 9 last.
    """

    parts: tuple[Sentence | Pause, ...]
    priority: int
    lineno: int


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the practice.

    ``rounds[0]`` is spoken first; further rounds repeat, cycling through the rest.
    """

    title: str
    priority: int
    rounds: tuple[tuple[Line, ...], ...]
    min_rounds: int
    max_rounds: int
    round_priority: int
    lineno: int

    def round(self, number: int) -> tuple[Line, ...]:
        """Lines of the given round, counted from 0."""
        if number < len(self.rounds):
            return self.rounds[number]
        again = self.rounds[1:] or self.rounds
        return again[(number - 1) % len(again)]


@dataclass(frozen=True, slots=True)
class PersonalWord:
    """A slot for the person's own words, such as whom a wish is for."""

    name: str
    ask: str
    default: str
    limit: int = 40


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that research says, and the names of the studies that say it."""

    says: str
    references: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Script:
    """One practice as its author wrote it. Durations in whole seconds.

    Compared by identity, so that a script can key a cache without hashing thousands of words.
    """

    slug: str
    title: str
    promise: str
    version: int
    flows: tuple[str, ...]
    tone: str
    form: str
    min_seconds: int
    max_seconds: int
    happens: str
    cautions: tuple[str, ...]
    gentler: str
    ease_off: str
    evidence: tuple[Evidence, ...]
    author: str
    reviewer: str | None
    reviewed_on: date | None
    due_on: date | None
    words: tuple[PersonalWord, ...]
    sections: tuple[Section, ...]
    path: Path

    @property
    def kind(self) -> str:
        """Tone and form as one phrase, such as ``tender, formal``."""
        return f"{self.tone}, {self.form}"

    @property
    def writes(self) -> bool:
        """Whether the person writes while practising."""
        return "writing" in self.form
