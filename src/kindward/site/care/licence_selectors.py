"""Reads: what rests on a licence, who is left without one, which ones end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kindward.site.care.models import Assessment, Licence, Match, Offer, Therapist
from kindward.site.care.roster_selectors import holds, is_licensed
from kindward.site.care.words import called, short_name

#: Days before its end at which a licence is spoken of, the nearest first.
STEPS = (7, 30, 60)


@dataclass(frozen=True, slots=True)
class Resting:
    """Clients, and people a therapist is asked for, who are cut off once a licence is gone."""

    clients: int = 0
    offers: int = 0


@dataclass(frozen=True, slots=True)
class CutOff:
    """A case whose therapist may not read or write it, for want of a licence where the person is."""

    case: UUID
    therapist: str
    place: str

    @property
    def name(self) -> str:
        """As the case is called on desks."""
        return short_name(self.case)


def resting_on(therapist: Therapist, licences: Iterable[Licence], now: datetime) -> dict[int, Resting]:
    """By licence: who is cut off without it. Nobody where it does not hold, or another covers the same place."""
    held = Counter(licence.jurisdiction for licence in licences if holds(licence, now))
    clients = _places(Assessment.objects.filter(matches__therapist=therapist, matches__ended_at=None))
    offers = _places(
        Assessment.objects.filter(offers__therapist=therapist, offers__state=Offer.State.OUT).distinct()
    )
    return {
        licence.pk: Resting(clients[licence.jurisdiction], offers[licence.jurisdiction])
        if holds(licence, now) and held[licence.jurisdiction] == 1
        else Resting()
        for licence in licences
    }


def cut_off(now: datetime) -> list[CutOff]:
    """Every case with a therapist who holds no licence where the person is. Four queries."""
    rows = list(
        Match.objects.filter(ended_at=None)
        .select_related("therapist")
        .prefetch_related("therapist__licences")
    )
    # Read together, so that their keys are opened together.
    asked = {row.pk: row for row in Assessment.objects.filter(pk__in={row.assessment_id for row in rows})}
    found = []
    for row in rows:
        place = asked[row.assessment_id].answers.get("jurisdiction", "")
        if not is_licensed(row.therapist, place, now):
            found.append(
                CutOff(asked[row.assessment_id].case, row.therapist.name, called("jurisdiction", place))
            )
    return found


def ending(licences: Iterable[Licence], today: date) -> list[tuple[Licence, str, int]]:
    """Licences that end soon or are over, with place and days left (-1: over), the first to end first.

    One that was renewed and checked is not spoken of any more.
    """
    rows, found = list(licences), []
    last: dict[tuple[int, str], date] = {}
    for one in rows:
        if one.checked_on:
            key = one.therapist_id, one.jurisdiction
            last[key] = max(one.expires_on, last.get(key, one.expires_on))
    for one in rows:
        left = (one.expires_on - today).days
        renewed = one.expires_on < last.get((one.therapist_id, one.jurisdiction), one.expires_on)
        if not renewed and any(left <= days for days in STEPS):
            found.append((one, called("jurisdiction", one.jurisdiction), max(-1, left)))
    return sorted(found, key=lambda told: told[0].expires_on)


def _places(rows: Iterable[Assessment]) -> Counter[str]:
    return Counter(row.answers.get("jurisdiction", "") for row in rows)
