"""Reads: whether the log is whole, and what it says about a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from kindward.sealing import KeysAway
from kindward.site.audit import anchor
from kindward.site.audit.actors import Actor, HasPublicId, name_of, the_person
from kindward.site.audit.keys import chained, pseudonym
from kindward.site.audit.models import AuditEntry
from kindward.site.audit.words import words_of

#: By room: those who may appear as actors, each with the name that a person knows them by.
NAMERS: dict[str, Callable[[], Iterable[tuple[Actor, str]]]] = {}


@dataclass(frozen=True, slots=True)
class Act:
    """One act about a person, as it is told to them. ``name`` is empty where none is known."""

    at: datetime
    role: str
    name: str
    verb: str
    what: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the log: the first entry that is not as it was written, or where its end is missing."""

    seq: int
    problem: str


def acts_about(person: HasPublicId, most: int = 200) -> list[Act]:
    """The latest acts about the person, by whomever, the latest first."""
    return _acts(person, most, by_others=False)


def reads_about(person: HasPublicId, most: int = 200) -> list[Act]:
    """The latest acts about the person by somebody else, such as a therapist who read; the latest first."""
    return _acts(person, most, by_others=True)


def verify() -> Finding | None:
    """The first thing that is wrong with the log; None when it is whole. Reads it all, one entry at a time.

    Raises :class:`kindward.sealing.KeysAway` without the log's key.
    """
    before, expected = "", 1
    anchored, told = None, _anchor_or_finding()
    if isinstance(told, Finding):
        return told
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=2000):
        if entry.seq != expected:
            return Finding(expected, "is missing")
        if entry.mac != chained(before, entry.told()):
            return Finding(entry.seq, "is not as it was written")
        if told and entry.seq == told.seq:
            anchored = entry.mac
        before, expected = entry.mac, expected + 1
    if told is None:
        return None if expected == 1 else Finding(0, "the anchor is missing")
    if anchored is None:
        return Finding(expected, f"and what follows is missing; the log reached entry {told.seq}")
    return None if anchored == told.mac else Finding(told.seq, "is not the one that was anchored")


def check_key() -> None:
    """Raises :class:`kindward.sealing.KeysAway` where acts cannot be recorded: the log's key is gone."""
    if AuditEntry.objects.exists():
        pseudonym("anybody")


def length() -> int:
    """How many entries there are."""
    return AuditEntry.objects.count()


def _anchor_or_finding() -> anchor.Anchor | Finding | None:
    try:
        return anchor.read()
    except anchor.BadAnchor:
        return Finding(0, "the anchor is damaged")


def _acts(person: HasPublicId, most: int, by_others: bool) -> list[Act]:
    try:
        me, about = pseudonym(the_person(person).name), pseudonym(name_of(person))
    except KeysAway:
        if not AuditEntry.objects.exists():
            return []
        raise
    rows = AuditEntry.objects.filter(about=about).order_by("-seq")
    if by_others:
        rows = rows.exclude(actor=me)
    found = list(rows[:most])
    names = _names() if any(row.actor and row.actor != me for row in found) else {}
    return [
        Act(row.at, row.role, names.get((row.role, row.actor), ""), row.verb, words_of(row.data.get("what")))
        for row in found
    ]


def _names() -> dict[tuple[str, str], str]:
    return {(actor.role, pseudonym(actor.name)): name for namer in NAMERS.values() for actor, name in namer()}
