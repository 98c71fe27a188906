"""Reads: what keeps each therapist on the roster from being asked for one case, with one reason each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from kindward.matching import Client, met_and_unmet
from kindward.matching.states import Standing
from kindward.site.care.coordinator_selectors import as_library, keeps_of
from kindward.site.care.matching_run import REST, not_again
from kindward.site.care.models import Assessment, Therapist
from kindward.site.care.roster_selectors import as_library as therapist_as_library
from kindward.site.care.roster_selectors import is_licensed, loads
from kindward.site.care.words import called

#: What the two do not have in common. Of fee and insurance a coordinator sees no more than that something is amiss.
_APART = {
    "language": "no language in common", "age_group": "does not work with this age",
    "modality": "no way to meet in common", "window": "no hours in common",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A therapist and why not."""

    name: str
    why: str


def kept_from(assessment: Assessment, standing: Standing, able: Collection[int], now: datetime) -> list[Kept]:
    """Everybody who cannot be asked now, those licensed where the person is first. ``able``: keys of those who can."""
    client, all_loads = as_library(assessment, standing, now), loads()
    place = assessment.answers.get("jurisdiction", "")
    near: list[Kept] = []
    far: list[Kept] = []
    for one in Therapist.objects.select_related("account").prefetch_related("licences", "away"):
        if one.pk in able:
            continue
        licensed = is_licensed(one, place, now)
        why = _of_this_case(one, standing, now)
        if not why and one.account is not None and not licensed:
            why = f"no checked licence for {called('jurisdiction', place)}"
        load = all_loads.get(one.pk, 0)
        why = why or keeps_of(one, load, now) or _apart(client, one, load, now)
        (near if licensed else far).append(Kept(one.name, why))
    return near + far


def _of_this_case(one: Therapist, standing: Standing, now: datetime) -> str:
    if standing.state == "offered" and standing.therapist == one.public_id:
        return "is asked at this moment"
    if str(one.public_id) not in not_again(standing, now):
        return ""
    last = next((asked for asked in reversed(standing.asked) if asked.therapist == one.public_id), None)
    if last is None:
        return "was with this person before"
    if last.how == "declined":
        return f"declined on {_at(last.at)}"
    if last.how == "expired":
        return f"did not answer by {_at(last.at)}; can be asked again from {_at(last.at + REST)}"
    return "was asked for this person before"


def _apart(client: Client | None, one: Therapist, load: int, now: datetime) -> str:
    if client is not None:
        for what in met_and_unmet(client, therapist_as_library(one, load, now), now)[1]:
            if said := _APART.get(what.partition(":")[0]):
                return said
    return "something that one of the two requires"


def _at(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b}, {moment:%H:%M} UTC"
