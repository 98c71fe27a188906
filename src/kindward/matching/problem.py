"""A problem of matching: who waits, who has room, and what each of them needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

MODALITIES = ("video", "phone", "in_person")
WINDOWS = tuple(
    f"{weekday}-{part}"
    for weekday in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    for part in ("am", "pm", "ev")
)
#: How long somebody has waited when the second goal of an assignment is about them: half of the 48 hours.
URGENT_AFTER = timedelta(hours=24)
#: What each preference counts, of 100. A judgement, open to argument: what hurts first, then how it is worked on.
WEIGHTS: Mapping[str, float] = {
    "needs": 35.0, "approaches": 20.0, "style": 10.0, "gender": 10.0, "culture": 10.0, "windows": 15.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prefers:
    """What a client would like; nothing here keeps a pair apart."""

    gender: str | None = None
    style: str | None = None
    culture: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Client:
    """A person who has asked for a therapist. ``submitted_at`` is in UTC, ``max_fee`` in the centre's money."""

    id: str
    submitted_at: datetime
    jurisdiction: str
    languages: tuple[str, ...]
    age_group: str
    modalities: tuple[str, ...]
    windows: tuple[str, ...]
    needs: tuple[str, ...] = ()
    max_fee: float | None = None
    insurance: str | None = None
    excluded: tuple[str, ...] = ()
    prefers: Prefers = field(default_factory=Prefers)


@dataclass(frozen=True, slots=True)
class Licence:
    """Leave to work in one jurisdiction, up to and with the day ``expires_on``."""

    jurisdiction: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Therapist:
    """A licensed professional. ``capacity`` is how many clients they can see, ``load`` how many they see now."""

    id: str
    licences: tuple[Licence, ...]
    languages: tuple[str, ...]
    age_groups: tuple[str, ...]
    modalities: tuple[str, ...]
    fee: float
    windows: tuple[str, ...]
    capacity: int
    load: int = 0
    specialties: tuple[str, ...] = ()
    insurances: tuple[str, ...] = ()
    gender: str | None = None
    style: str | None = None
    cultures: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def free(self) -> int:
        """Places left; 0 where more are seen than there is capacity for."""
        return max(0, self.capacity - self.load)


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that one assignment depends on.

    ``frozen`` pairs of client and therapist ids are offers that are out: they stay as long as they are eligible.
    ``previous`` pairs are those of the run before: each counts 10 thousandths of fit more, so that a trifle moves
    nobody. Ids are unique on each side; the order of the lists means nothing.
    """

    now: datetime
    clients: tuple[Client, ...]
    therapists: tuple[Therapist, ...]
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    frozen: tuple[tuple[str, str], ...] = ()
    previous: tuple[tuple[str, str], ...] = ()


def is_urgent(client: Client, now: datetime) -> bool:
    """Whether this client has waited 24 hours or more."""
    return now - client.submitted_at >= URGENT_AFTER
