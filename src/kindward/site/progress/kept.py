"""What is kept of measuring, and sums."""

from __future__ import annotations

from typing import Any

from kindward.site.people.kept import DAY, ROW, Kept
from kindward.site.progress.exports import score_of
from kindward.site.progress.models import DayTotal, Draft, PracticeTotal, Response


def _scores(response: Response) -> dict[str, Any]:
    made = score_of(response)
    return {name.replace("_", " "): value for name, value in made.subscales.items()} if made else {}


_SUMS = "sums of the sessions and check-ins that are taken along"

KEPT = (
    Kept(
        Response,
        "Answers to questions about yourself",
        sensitive={"answers": "what you answered", "at": "at which time of day"},
        readable={"key": ROW, "instrument": "which questions they were", "day": DAY},
        ties=("person",),
        shown=("day", "instrument", "answers"),
        follows=_scores,
    ),
    Kept(
        Draft,
        "Answers that you have begun",
        sensitive={"answers": "what you answered so far", "updated_at": "when you last went on"},
        readable={"instrument": "which questions they are"},
        ties=("person",),
    ),
    Kept(
        PracticeTotal,
        "Sums by practice",
        sensitive={"told": "what your answers about it come to: how soothing, how often it hurt"},
        readable={
            "practice": "which practice",
            "sessions": "how many sessions",
            "seconds": "how long in all",
        },
        ties=("person",),
        not_taken=_SUMS,
    ),
    Kept(
        DayTotal,
        "Sums by day",
        readable={
            "day": DAY,
            "practice": "which practice",
            "sessions": "how many sessions",
            "seconds": "how long in all",
        },
        ties=("person",),
        not_taken=_SUMS,
    ),
)
