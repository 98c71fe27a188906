"""Reads: what a person wrote. Each takes the person, and sees nobody else's entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kindward.site.journal.models import Entry
from kindward.site.people.models import Person
from kindward.writing import LOCKED, PLAN, Guide, guides

REFRAME = "friend-reframe"
HARD_DAY = "hard-day"


class Reframe(NamedTuple):
    """A friend reframe, for whoever measures its warmth. ``correction`` is the person's own word, and wins."""

    day: date
    said_to_self: str
    said_to_friend: str
    correction: Any
    key: str


class Part(NamedTuple):
    """One answer to read: its question as a headline, and the words."""

    name: str
    ask: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An entry as its page shows it."""

    entry: Entry
    title: str
    parts: tuple[Part, ...]
    #: Whether it is a letter that has not arrived yet.
    on_its_way: bool = False

    @property
    def is_locked(self) -> bool:
        return bool(self.entry.kind == LOCKED)

    @property
    def is_pair(self) -> bool:
        """Whether it holds words to oneself and to a friend, to be read side by side."""
        return {"said_to_self", "said_to_friend"} <= {part.name for part in self.parts}

    @property
    def beside_pair(self) -> tuple[Part, ...]:
        """The answers that are not read side by side."""
        pair = ("said_to_self", "said_to_friend") if self.is_pair else ()
        return tuple(part for part in self.parts if part.name not in pair)

    @property
    def kind_words(self) -> str:
        """The sentence in which the person was kind to themselves, if there is one."""
        guide = guides().get(self.entry.kind)
        return str(self.entry.parts.get(guide.kind_part, "")) if guide and guide.kind_part else ""


def entry_of(person: Person | None, key: str) -> Entry | None:
    """The person's entry of that key; None where there is none, whoever else may have one."""
    return Entry.objects.of(person).filter(key=key).first() if person else None


def entries_of(person: Person | None, kind: str = "") -> list[Entry]:
    """The person's entries, newest first, without the plan; with ``kind``, of that kind alone."""
    if person is None:
        return []
    rows = Entry.objects.of(person).order_by("-day", "-pk")
    return [row for row in rows if row.kind != PLAN and kind in ("", row.kind)]


def plan_of(person: Person | None) -> Entry | None:
    """The person's plan for hard moments: the oldest, should two devices have begun one."""
    rows = Entry.objects.of(person).order_by("pk") if person else []
    return next((row for row in rows if row.kind == PLAN and not row.other_of), None)


def kind_ones(entries: list[Entry]) -> list[Entry]:
    """Those in which the person was kind to themselves: marked so, or reframes that came to a new sentence."""
    return [
        row
        for row in entries
        if row.was_kind or (row.kind == REFRAME and str(row.parts.get("new_sentence", "")).strip())
    ]


def letters_for_hard_days(person: Person | None) -> list[Entry]:
    """Letters that the person wanted back on a hard day."""
    return [row for row in entries_of(person) if row.comes == HARD_DAY]


def arrived(entries: list[Entry], today: date) -> list[Entry]:
    """Letters whose date has come within the last two weeks."""
    return [row for row in entries if (on := comes_on(row)) and 0 <= (today - on).days <= 14]


def comes_on(row: Entry) -> date | None:
    """The date on which a letter comes back, if it has one."""
    try:
        return date.fromisoformat(row.comes) if row.comes and row.comes != HARD_DAY else None
    except ValueError:
        return None


def reframes_of(person: Person | None) -> Iterator[Reframe]:
    """The person's friend reframes in which both sides are told, older first."""
    for row in reversed(entries_of(person, REFRAME)):
        ours, theirs = (str(row.parts.get(name, "")) for name in ("said_to_self", "said_to_friend"))
        if ours.strip() and theirs.strip():
            yield Reframe(row.day, ours, theirs, row.correction, row.key)


def read(entry: Entry, today: date) -> Reading:
    """An entry as its page shows it."""
    guide = guides().get(entry.kind)
    on = comes_on(entry)
    return Reading(entry, title_of(entry.kind), _parts(entry, guide), on_its_way=bool(on and on > today))


def title_of(kind: str) -> str:
    """What a kind of writing is called on pages."""
    guide = guides().get(kind)
    return "A locked letter" if kind == LOCKED else guide.title if guide else "Something written"


def _parts(entry: Entry, guide: Guide | None) -> tuple[Part, ...]:
    if entry.kind == LOCKED:
        return ()
    asked = {question.name: question.title or question.ask for question in guide.questions} if guide else {}
    # What a guide no longer asks was still answered once.
    names = [*asked, *(name for name in entry.parts if name not in asked)]
    return tuple(
        Part(name, asked.get(name, name), text)
        for name in names
        if (text := str(entry.parts.get(name, "")).strip())
    )
