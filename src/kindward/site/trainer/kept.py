"""What is kept for choosing."""

from __future__ import annotations

from kindward.site.people.kept import Kept
from kindward.site.trainer.models import Chosen, Learned, Wish

KEPT = (
    Kept(
        Learned,
        "What has been learned of you",
        sensitive={
            "state": "what seems to soothe you and what seems to hurt, worked out from your answers",
            "through": "up to when",
        },
        ties=("person",),
    ),
    Kept(
        Chosen,
        "What was chosen for you",
        sensitive={"at": "when", "reasons": "why, what else there was, and by what chance"},
        readable={
            "seed": "a hash of what it was chosen from, so that asking again does not choose again",
            "practice": "which practice",
            "seconds": "how long",
        },
        ties=("person",),
        shown=("at", "practice", "seconds", "reasons"),
    ),
    Kept(
        Wish,
        "What you wish of your plan",
        sensitive={
            "changed_at": "when you last changed it",
            "wants": "what you pinned, what you left out, how long, in which direction",
        },
        ties=("person",),
    ),
)
ABOUT_NOBODY = {"trainer.populationstate": "what soothes many people, added up without names"}
