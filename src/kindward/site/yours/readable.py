"""What can be read, by whom: said from the register, so that it cannot say less than is kept."""

from __future__ import annotations

from typing import Any

from kindward.site.people.kept import ABOUT_NOBODY, KEPT, Kept

#: Of what hangs on nobody, only this is worth telling: it comes from what people did.
_TRACES = (
    "sessions.session", "site.asked", "sealing.datakey", "audit.auditentry", "care.event", "trainer.populationstate",
)  # fmt: skip


def what_can_be_read() -> dict[str, Any]:
    """``kept``: each model's lists in words; ``traces``: what is kept beside it and names nobody."""
    return {
        "kept": [_said(kept) for kept in KEPT.values()],
        "traces": [ABOUT_NOBODY[label] for label in _TRACES if label in ABOUT_NOBODY],
    }


def _said(kept: Kept) -> dict[str, Any]:
    return {
        "name": kept.label.replace(".", "-"),
        "title": kept.title,
        "private": list(kept.private.values()),
        "sensitive": list(kept.sensitive.values()),
        "clear": [*kept.readable.values(), *kept.outside.values(), *kept.inner.values()],
        "shown_to": kept.shown_to,
        "stays": kept.not_taken or kept.not_taken_in,
        "taken": not kept.not_taken,
    }
