"""Reads: who may be asked now, as the library sees them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet

from kindward.matching import Licence as LibraryLicence
from kindward.matching import Therapist as LibraryTherapist
from kindward.site.care.models import Away, DutySheet, Licence, MadeUp, Match, Offer, Therapist


def duty_sheet() -> DutySheet | None:
    """The duty sheet that counts: the latest."""
    return DutySheet.objects.order_by("-pk").first()


def is_open() -> bool:
    """Whether anybody may be matched here: there is a complete duty sheet, and somebody opened matching."""
    sheet = duty_sheet()
    return sheet is not None and sheet.is_open


def is_made_up() -> bool:
    """Whether this centre is made up, for trying everything."""
    return MadeUp.objects.exists()


def valid_licences(therapist: Therapist, now: datetime) -> list[Licence]:
    """Licences that were checked and have not expired on ``now``'s date (UTC); of a renewed one the later."""
    found: dict[tuple[str, str], Licence] = {}
    for lic in therapist.licences.all():
        key = lic.jurisdiction, lic.number
        if holds(lic, now) and (key not in found or found[key].expires_on < lic.expires_on):
            found[key] = lic
    return list(found.values())


def holds(licence: Licence, now: datetime) -> bool:
    """Whether a licence was checked and has not expired on ``now``'s date (UTC)."""
    return licence.checked_on is not None and licence.expires_on >= now.date()


def is_licensed(therapist: Therapist, jurisdiction: str, now: datetime) -> bool:
    """Whether the therapist may work in the jurisdiction at this moment."""
    return any(lic.jurisdiction == jurisdiction for lic in valid_licences(therapist, now))


def is_away(therapist: Therapist, now: datetime) -> bool:
    """Whether the therapist is away on their own today."""
    return _is_away(therapist.away.all(), now.astimezone(ZoneInfo(therapist.zone)).date())


def load_of(therapist: Therapist) -> int:
    """How many clients they see, and how many they are asked for."""
    matches = Match.objects.filter(therapist=therapist, ended_at=None).count()
    return matches + Offer.objects.filter(therapist=therapist, state=Offer.State.OUT).count()


def loads() -> dict[int, int]:
    """The same for everybody at once, by primary key; 0 stands for nobody. Two queries."""
    seen, asked = (
        _counts(Match.objects.filter(ended_at=None)),
        _counts(Offer.objects.filter(state=Offer.State.OUT)),
    )
    return {one: seen.get(one, 0) + asked.get(one, 0) for one in seen.keys() | asked.keys()}


def roster(now: datetime) -> dict[str, tuple[Therapist, LibraryTherapist]]:
    """By public id: everybody who takes new clients, can answer, is licensed somewhere and not away. Four queries."""
    rows = (
        Therapist.objects.filter(accepts_new=True, account__is_active=True)
        .prefetch_related("licences", "away")
        .order_by("pk")
    )
    load = loads()
    found = {}
    for row in rows:
        if is_away(row, now) or not valid_licences(row, now):
            continue
        found[str(row.public_id)] = (row, as_library(row, load.get(row.pk, 0), now))
    return found


def as_library(row: Therapist, load: int, now: datetime) -> LibraryTherapist:
    """A therapist as the library matches them, with licences that are valid now."""
    return LibraryTherapist(
        id=str(row.public_id),
        licences=tuple(LibraryLicence(lic.jurisdiction, lic.expires_on) for lic in valid_licences(row, now)),
        languages=tuple(row.languages),
        age_groups=tuple(row.age_groups),
        modalities=tuple(row.modalities),
        fee=float(row.fee),
        windows=tuple(row.windows),
        capacity=row.capacity,
        load=load,
        specialties=tuple(row.specialties),
        insurances=tuple(row.insurances),
        gender=row.gender or None,
        style=row.style or None,
        cultures=tuple(row.cultures),
        approaches=tuple(row.approaches),
    )


def _is_away(spans: Iterable[Away], today: date) -> bool:
    return any(span.first <= today <= span.last for span in spans)


def _counts(rows: QuerySet[Match] | QuerySet[Offer]) -> dict[int, int]:
    counted = rows.values("therapist_id").order_by().annotate(n=Count("pk"))
    return {row["therapist_id"]: row["n"] for row in counted}
