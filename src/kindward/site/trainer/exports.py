"""What a person takes along of choosing: what was chosen for them and why, their wishes, what was learned."""

from __future__ import annotations

from typing import Any

from kindward.site.people.exports import Exporter, fields_of
from kindward.site.people.models import Person
from kindward.site.trainer.models import Chosen, Learned, Wish


def _trainer(person: Person) -> dict[str, Any]:
    learned = Learned.objects.of(person).first()
    decisions = sorted(Chosen.objects.of(person), key=lambda row: (row.at, row.pk))
    return {
        "decisions": [
            fields_of(row, "practice", "seconds", "why", "eased", "step_up", "alternatives", "facts", "log", "at")
            for row in decisions
        ],
        "wish": fields_of(
            Wish.objects.of(person).first(),
            "pinned", "excluded", "seconds_available", "flow", "changed_at",
        ),
        "learned": learned.state if learned else None,
    }  # fmt: skip


EXPORTER = Exporter((Chosen, Learned, Wish), _trainer, {"decisions": [], "wish": None, "learned": None})
