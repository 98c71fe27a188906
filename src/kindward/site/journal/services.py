"""Writes: entries are kept, marked, deleted and moved. Each one transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from kindward.site.journal.models import Entry
from kindward.site.people.models import Person
from kindward.site.sealing.services import give

#: How many pages an entry remembers; one that was open before that many others counts as a stranger.
MOST_WRITERS = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """What a page sends of an entry, whole each time.

    ``base``: the revision the page had read, 0 for none. ``writer``: the page's random name; ``save``: which of its
    saves this is, from 1. ``who``: the tag of the account that was signed in when it was written; empty for none.
    """

    key: str
    kind: str
    parts: dict[str, str]
    base: int
    writer: str
    save: int
    day: date
    who: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a draft: the entry it is in, whether that is new, and whether it had to be set beside another."""

    entry: Entry
    revision: int
    created: bool = False
    beside: bool = False


@transaction.atomic
def keep(person: Person, draft: Draft, now: datetime) -> Answer:
    """Keep a draft. The same draft again, or an older one that comes late, changes nothing.

    A draft that knew the newest revision, or whose page wrote that revision, takes its place. Any other was
    written without seeing what stands there: it is kept beside it as an entry of its own, and neither is lost.
    Raises ``Person.DoesNotExist`` when the person was claimed or deleted meanwhile, ``ValidationError`` for
    a value no field can hold.
    """
    _hold(person)
    known = Entry.objects.of(person).filter(key=draft.key).first()
    if known is None:
        return _keep_new(person, draft, draft.key, now)
    save, revision = known.writers.get(draft.writer, (0, 0))
    if draft.save <= save:
        return Answer(known, revision)
    if draft.base == known.revision or revision == known.revision:
        return _keep_on(known, draft, now)
    if (known.kind, known.parts) == (draft.kind, draft.parts):
        return Answer(known, known.revision)
    # By what it came after, so that the page's next saves, and the same one again, find the one beside it.
    key = _key_beside(draft.key, draft.writer, draft.base)
    other = Entry.objects.of(person).filter(key=key).first()
    if other is None:
        answer = _keep_new(person, draft, key, now, other_of=draft.key)
    elif draft.save <= other.writers.get(draft.writer, (0, 0))[0]:
        answer = Answer(other, other.revision)
    else:
        answer = _keep_on(other, draft, now)
    return Answer(answer.entry, answer.revision, answer.created, beside=True)


@transaction.atomic
def mark(person: Person, key: str, **marks: Any) -> bool:
    """Set ``was_kind`` or ``comes``; whether there is such an entry."""
    entry = Entry.objects.of(person).select_for_update().filter(key=key).first()
    if entry is None:
        return False
    for name, value in marks.items():
        setattr(entry, name, value or None)
    entry.save(update_fields=["marks"])
    return True


@transaction.atomic
def correct(person: Person, key: str, correction: Any) -> bool:
    """Keep the person's own word about warmth that was measured, or None to take it back; whether there is such
    an entry."""
    entry = Entry.objects.of(person).select_for_update().filter(key=key).first()
    if entry is None:
        return False
    entry.correction = correction
    entry.save(update_fields=["correction"])
    return True


@transaction.atomic
def delete(person: Person, key: str) -> bool:
    """Delete an entry for good; whether there was one."""
    return bool(Entry.objects.of(person).filter(key=key).delete()[0])


def move(source: Person, target: Person) -> None:
    """Give ``target`` all that ``source`` wrote. Call in a transaction.

    Where both have an entry of the same key, and the page that wrote one went on in the other, the later stands;
    else both stay.
    """
    theirs = {row.key: row for row in Entry.objects.of(target)}
    for row in Entry.objects.of(source).filter(key__in=theirs):
        mine = theirs[row.key]
        if (row.kind, row.parts) == (mine.kind, mine.parts) or _went_on(row, mine):
            row.delete()
        elif _went_on(mine, row):
            mine.kind, mine.parts, mine.changed_at = row.kind, row.parts, row.changed_at
            mine.revision += 1
            mine.writers = mine.writers | {
                name: [saves, mine.revision] for name, (saves, _) in row.writers.items()
            }
            mine.save()
            row.delete()
        else:
            _set_beside(target, row)
    give(Entry.objects.of(source), target)


def _keep_new(person: Person, draft: Draft, key: str, now: datetime, other_of: str = "") -> Answer:
    entry = Entry(
        person=person, key=key, day=draft.day, kind=draft.kind, parts=draft.parts, changed_at=now,
        marks={"other_of": other_of} if other_of else {}, writers={draft.writer: [draft.save, 1]},
    )  # fmt: skip
    entry.clean_fields(exclude=["person", "marks", "correction", "writers", "parts"])
    entry.save(force_insert=True)
    return Answer(entry, 1, created=True)


def _keep_on(entry: Entry, draft: Draft, now: datetime) -> Answer:
    if draft.kind != entry.kind:
        raise ValidationError({"kind": "is another than before"})
    entry.revision += 1
    entry.parts, entry.changed_at = draft.parts, now
    others = [(name, told) for name, told in entry.writers.items() if name != draft.writer]
    entry.writers = dict([*others, (draft.writer, [draft.save, entry.revision])][-MOST_WRITERS:])
    entry.save(update_fields=["revision", "parts", "writers", "changed_at"])
    return Answer(entry, entry.revision)


def _set_beside(target: Person, row: Entry) -> None:
    told = json.dumps([row.kind, row.parts], sort_keys=True)
    key = _key_beside(row.key, told, row.revision)
    if not Entry.objects.of(target).filter(key=key).exists():
        Entry(
            person=target, key=key, day=row.day, kind=row.kind, parts=row.parts, changed_at=row.changed_at,
            marks={**row.marks, "other_of": row.key}, correction=row.correction, writers=row.writers,
        ).save(force_insert=True)  # fmt: skip
    row.delete()


def _went_on(earlier: Entry, later: Entry) -> bool:
    """Whether ``later`` holds a newer save than all of ``earlier``, by every page that wrote that."""
    return all(
        name in later.writers and later.writers[name][0] >= told[0] for name, told in earlier.writers.items()
    )


def _key_beside(key: str, writer: str, base: int) -> str:
    return "beside-" + sha256(f"{key} {writer} {base}".encode()).hexdigest()[:32]


def _hold(person: Person) -> None:
    # One writer at a time for each person: two pages that save at once see each other.
    Person.objects.select_for_update().get(pk=person.pk)
