"""Reads for the coordinator's desk: every case that waits with its clock, the roster, room against demand.

A case goes by a short name made of its random id. Who the person is, what they need and what they write is not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kindward.matching import Client, Problem, eligible_pairs, fits_of, met_and_unmet, tables_of
from kindward.matching import Therapist as LibraryTherapist
from kindward.matching.assessment import client_of
from kindward.matching.problem import WEIGHTS
from kindward.matching.states import Standing, derive
from kindward.site.care import licence_selectors, standings
from kindward.site.care.held import held_of
from kindward.site.care.matching_run import not_again
from kindward.site.care.models import Assessment, Event, Kind, Licence, Match, Offer, Therapist
from kindward.site.care.pages import in_words
from kindward.site.care.roster_selectors import is_away, loads, roster, valid_licences
from kindward.site.care.words import called, listed, short_name

#: Cases that left the queue for help are shown this long.
URGENT_SHOWN = timedelta(days=7)
STATES = {
    "submitted": "to be offered", "declined": "declined, going on", "expired": "not answered, going on",
    "recalled": "taken back, going on", "no_capacity": "nobody has room", "offered": "a therapist is asked",
    "paused": "paused by the person",
}  # fmt: skip
#: Somebody who suits better is likely to have room soon.
HELD = "held for a better fit, twelve hours at most"


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the queue. ``hours`` waited, ``mark`` the last hour at which coordinators were told (0: none)."""

    case: UUID
    name: str
    place: str
    state: str
    waited: str
    left: str
    percent: int
    hours: float
    mark: int
    is_missed: bool
    is_paused: bool
    nobody: bool
    asked: int
    made_up: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What a coordinator sees first: exceptions, then all that wait."""

    rows: list[Row]
    missed: int
    late: int
    nobody: int
    urgent: list[Event]
    ending: list[tuple[Licence, str, int]]
    unchecked: list[Licence]
    cut_off: list[licence_selectors.CutOff]


@dataclass(frozen=True, slots=True)
class Choice:
    """A therapist who may be asked by hand for a case, with how well they fit."""

    therapist: Therapist
    fit: int
    unmet: list[str]


@dataclass(frozen=True, slots=True)
class Room:
    """One jurisdiction: people who wait, free places of therapists licensed there, all places."""

    code: str
    place: str
    waiting: int
    free: int
    places: int
    therapists: int


def queue(now: datetime) -> Queue:
    """Every case that waits, worst first: missed, nearest to a miss, then the rest; paused ones last."""
    open_rows = list(Assessment.objects.filter(ended_at=None).exclude(submitted_at=None))
    found = standings.standings_of(row.case for row in open_rows)
    held = held_of([str(row.case) for row in open_rows])
    out = {one.case: one for one in Offer.objects.filter(state=Offer.State.OUT).select_related("therapist")}
    rows = [
        _row(row, found[row.case], now, out.get(row.case), is_held=str(row.case) in held)
        for row in open_rows
        if row.case in found and (found[row.case].is_waiting or found[row.case].state == "paused")
    ]
    rows.sort(key=lambda row: (row.is_paused, -row.hours, row.name))
    licences = list(Licence.objects.filter(therapist__account__is_active=True).select_related("therapist"))
    urgent = Event.objects.filter(kind=Kind.URGENT, at__gt=now - URGENT_SHOWN).order_by("-at")
    return Queue(
        rows,
        sum(row.is_missed for row in rows),
        sum(row.hours >= 24 and not row.is_missed for row in rows),
        sum(row.nobody for row in rows),
        list(urgent[:20]),
        licence_selectors.ending(licences, now.date()),
        [licence for licence in licences if not licence.checked_on],
        licence_selectors.cut_off(now),
    )


def case_of(case: UUID) -> tuple[Assessment, Standing, list[Event]] | None:
    """One sent case that is open still, with where it stands and what happened."""
    row = Assessment.objects.filter(case=case).exclude(submitted_at=None).select_related("person").first()
    if row is None:
        return None
    events = standings.events_of(case)
    return row, derive(events), events


def row_of(assessment: Assessment, standing: Standing, now: datetime) -> Row:
    """A case as the queue shows it."""
    out = offer_out(assessment.case)
    return _row(assessment, standing, now, out, is_held=bool(held_of([str(assessment.case)])))


def asked_for(assessment: Assessment) -> list[tuple[str, str]]:
    """What has to hold for a match, in words: place, language, age, how, when. No needs and no wishes."""
    answers, told = assessment.answers, []
    for field, title in (
        ("jurisdiction", "Place"), ("languages", "Languages"), ("age_group", "Age"), ("modalities", "How"),
        ("windows", "When"),
    ):  # fmt: skip
        value = answers.get(field)
        if value:
            told.append(
                (
                    title,
                    listed(called(field, code) for code in (value if isinstance(value, list) else [value])),
                )
            )
    return told


def choices_for(assessment: Assessment, standing: Standing, now: datetime) -> list[Choice]:
    """Therapists who may be asked for this case now, the best fit first, as matching itself reckons."""
    client = as_library(assessment, standing, now)
    known = roster(now)
    if client is None or not known:
        return []
    problem = Problem(now, (client,), tuple(seen for _, seen in known.values()))
    tables = tables_of(problem)
    pairs = eligible_pairs(tables)
    fits = fits_of(tables, pairs, WEIGHTS)
    found = []
    for at, column in enumerate(pairs.therapist.tolist()):
        seen: LibraryTherapist = tables.therapists.rows[column]
        if seen.free > 0:
            found.append(Choice(known[seen.id][0], int(fits[at]), met_and_unmet(client, seen, now)[1]))
    return sorted(found, key=lambda choice: (-choice.fit, choice.therapist.name, choice.therapist.pk))


def names_of(events: Iterable[Event]) -> dict[UUID, str]:
    """Names of the therapists in some events."""
    asked = {event.therapist for event in events if event.therapist}
    return dict(Therapist.objects.filter(public_id__in=asked).values_list("public_id", "name"))


def rows_of_roster(now: datetime) -> list[dict[str, object]]:
    """Every therapist: free places, licences with their state, whether they can be asked now and what keeps it."""
    rows, all_loads = [], loads()
    for one in Therapist.objects.select_related("account").prefetch_related("licences", "away"):
        load = all_loads.get(one.pk, 0)
        rows.append(
            {
                "therapist": one,
                "load": load,
                "free": max(0, one.capacity - load),
                "licences": [
                    (licence, called("jurisdiction", licence.jurisdiction), licence.expires_on < now.date())
                    for licence in one.licences.all()
                ],
                "keeps": keeps_of(one, load, now),
            }
        )
    return rows


def room(now: datetime) -> list[Room]:
    """By jurisdiction, the one with most people waiting for each free place first."""
    waiting = Counter(row.answers.get("jurisdiction", "") for row, _ in standings.waiting())
    free, places, therapists = Counter[str](), Counter[str](), Counter[str]()
    for row, seen in roster(now).values():
        for code in {licence.jurisdiction for licence in valid_licences(row, now)}:
            free[code] += seen.free
            places[code] += row.capacity
            therapists[code] += 1
    codes = {code for code in (*waiting, *places) if code}
    rows = [
        Room(code, called("jurisdiction", code), waiting[code], free[code], places[code], therapists[code])
        for code in codes
    ]
    return sorted(rows, key=lambda one: (-(one.waiting - one.free), one.place))


def _row(assessment: Assessment, standing: Standing, now: datetime, out: Offer | None, is_held: bool) -> Row:
    clock = standing.clock
    waited = clock.waited(now) if clock else timedelta(0)
    hours = waited / timedelta(hours=1)
    return Row(
        case=assessment.case,
        name=short_name(assessment.case),
        place=called("jurisdiction", assessment.answers.get("jurisdiction", "")),
        state=HELD if is_held and standing.is_sought else _state(standing, out),
        waited=in_words(waited),
        left=in_words(clock.left(now)) if clock else "",
        percent=min(100, round(hours / 48 * 100)),
        hours=hours,
        mark=max(standing.told, default=0),
        is_missed=standing.is_missed or hours >= 48,
        is_paused=standing.state == "paused",
        nobody=standing.state == "no_capacity",
        asked=len([one for one in standing.asked if one.round == standing.round]),
        made_up=assessment.made_up,
    )


def _state(standing: Standing, out: Offer | None) -> str:
    if standing.state == "offered" and out is not None:
        return f"{out.therapist.name} is asked until {out.expires_at:%a %H:%M} UTC"
    return STATES.get(standing.state, standing.state)


def as_library(assessment: Assessment, standing: Standing, now: datetime) -> Client | None:
    """A case as the library matches it; None where it cannot be matched."""
    if standing.clock is None:
        return None
    try:
        return client_of(
            str(assessment.case), assessment.answers, standing.clock.started_at, not_again(standing, now)
        )
    except ValueError:
        return None


def keeps_of(one: Therapist, load: int, now: datetime) -> str:
    """Why they cannot be asked now; empty when they can."""
    if one.account is None:
        return "has no account yet: send an invitation"
    if not one.account.is_active:
        return "their account is closed"
    if not valid_licences(one, now):
        return "no licence that was checked and holds today"
    if not one.accepts_new:
        return "takes nobody new at the moment"
    if is_away(one, now):
        return "away today"
    return "" if load < one.capacity else "no free place"


def offer_out(case: UUID) -> Offer | None:
    """The offer of a case that is out."""
    return Offer.objects.filter(case=case, state=Offer.State.OUT).select_related("therapist").first()


def licence_of(licence: int) -> Licence | None:
    """One licence of the roster."""
    return Licence.objects.filter(pk=licence).select_related("therapist").first()


def has_match(assessment: Assessment) -> bool:
    """Whether somebody is with the person now."""
    return Match.objects.filter(assessment=assessment, ended_at=None).exists()


__all__ = [
    "Choice", "Queue", "Room", "Row", "as_library", "asked_for", "case_of", "choices_for", "has_match", "keeps_of",
    "licence_of", "names_of", "offer_out", "queue", "room", "row_of", "rows_of_roster", "short_name",
]  # fmt: skip
