"""What a person takes along of their writing: plain values; locked letters as they are, locked."""

from __future__ import annotations

from typing import Any

from kindward.site.journal.models import Entry
from kindward.site.people.exports import Exporter, plain
from kindward.site.people.models import Person


def entries_of(person: Person) -> list[dict[str, Any]]:
    """Every entry, in order of their days."""
    names = ("key", "day", "kind", "revision", "parts", "marks", "correction", "changed_at")
    rows = Entry.objects.of(person).order_by("day", "pk")
    return [{name: plain(getattr(row, name)) for name in names} for row in rows]


EXPORTER = Exporter((Entry,), lambda person: {"entries": entries_of(person)}, {"entries": []})
