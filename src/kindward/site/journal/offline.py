"""What of this room is on the device from the first visit on: the questions, never what somebody wrote."""

from __future__ import annotations

from functools import partial

from django.urls import reverse

from kindward.site.practice.offline import ALSO_KEPT, FILES_TOO
from kindward.writing import ORDER

MODULES = (
    "journal.css", "guide.js", "draft.js", "store.js", "leave.js", "shelf.js", "plan.js", "locked.js", "lock.js",
    "entry.js", "search.js", "read-back.js",
)  # fmt: skip


def keep_on_devices() -> None:
    """Register the pages and the files that work without a network."""
    FILES_TOO.extend(f"journal/{name}" for name in MODULES)
    ALSO_KEPT.extend(partial(reverse, "write-kind", args=[kind]) for kind in ORDER)
    ALSO_KEPT.extend(partial(reverse, name) for name in ("my-plan", "write-locked"))
