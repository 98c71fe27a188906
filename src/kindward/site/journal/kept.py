"""What is kept of writing."""

from __future__ import annotations

from kindward.site.journal.models import Entry
from kindward.site.people.kept import ROW, Kept

KEPT = (
    Kept(
        Entry,
        "What you wrote",
        private={
            "kind": "what kind of writing it is",
            "parts": "all that you wrote; of a locked letter, what only your passphrase opens",
            "marks": "whether you marked it as kind, when it comes back to you, and what it is another version of",
            "correction": "what you said about the warmth measured in it",
            "writers": "random names of the pages that wrote it",
            "changed_at": "when you last changed it",
        },
        readable={
            "key": ROW,
            "day": "the day on which you began it",
            "revision": "how many times it was kept",
        },
        ties=("person",),
        shown=("day", "kind", "parts"),
    ),
)
