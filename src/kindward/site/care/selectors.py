"""Reads: what a person sees of their asking. Each takes the person, and sees only what is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kindward.matching.states import Standing, derive
from kindward.site.care.models import (
    Assessment,
    Event,
    Licence,
    Match,
    Message,
    Offer,
    ProposedTime,
    Therapist,
)
from kindward.site.care.roster_selectors import valid_licences
from kindward.site.care.standings import events_of
from kindward.site.people.models import Person
from kindward.site.sealing.selectors import known_key_for

#: So long a page says how the last asking ended.
LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Asking:
    """A person's asking as their page shows it."""

    assessment: Assessment
    standing: Standing
    events: list[Event]

    @property
    def deadline(self) -> datetime | None:
        """When the 48 hours are over."""
        return self.standing.clock.deadline if self.standing.clock else None

    @property
    def ended_by(self) -> str:
        """Who did what happened last: person, therapist, coordinator."""
        return self.events[-1].actor if self.events else ""


@dataclass(frozen=True, slots=True)
class Together:
    """A person's therapist, and what the two have said."""

    match: Match
    therapist: Therapist
    licences: list[Licence]
    messages: list[Message]
    times: list[ProposedTime]
    reasons: dict[str, Any]
    has_answered: bool

    @property
    def chosen(self) -> ProposedTime | None:
        """The time that was taken."""
        return next((time for time in self.times if time.chosen_at), None)


def open_assessment(person: Person | None) -> Assessment | None:
    """The assessment that is open, sent or not."""
    if person is None:
        return None
    return Assessment.objects.filter(person=person, ended_at=None).first()


def asking_of(person: Person | None) -> Asking | None:
    """The person's open asking, with where it stands."""
    found = open_assessment(person)
    if found is None:
        return None
    events = events_of(found.case)
    return Asking(found, derive(events), events)


def last_ended(person: Person | None, now: datetime) -> Asking | None:
    """How the last asking ended, for some days after."""
    if person is None:
        return None
    found = Assessment.objects.filter(person=person, ended_at__gt=now - LATELY).order_by("-ended_at").first()
    if found is None:
        return None
    events = events_of(found.case)
    return Asking(found, derive(events), events)


def has_ended_ones(person: Person) -> bool:
    """Whether answers of askings that are over are kept still."""
    return Assessment.objects.filter(person=person).exclude(ended_at=None).exists()


def together_of(person: Person | None, now: datetime) -> Together | None:
    """The person's match, with the therapist's page, licences valid today, messages and times."""
    if person is None:
        return None
    match = (
        Match.objects.filter(person=person, ended_at=None).select_related("therapist", "assessment").first()
    )
    if match is None:
        return None
    offer = Offer.objects.get(pk=match.offer_id)
    messages = list(Message.objects.filter(match=match).order_by("pk"))
    times = list(ProposedTime.objects.filter(match=match).order_by("pk"))
    key = known_key_for(match.owner)
    for row in (*messages, *times):
        # One match, one key: looked for once, however much they write.
        row.match, row._state.sealed_key = match, (match.owner, key)  # type: ignore[attr-defined]
    return Together(
        match,
        match.therapist,
        valid_licences(match.therapist, now),
        messages,
        sorted(times, key=lambda time: time.starts_at),
        offer.reasons,
        any(message.by == Message.By.PERSON for message in messages),
    )


def match_of(person: Person | None) -> Match | None:
    """The person's match, while it lasts."""
    if person is None:
        return None
    return Match.objects.filter(person=person, ended_at=None).first()


def time_of(person: Person | None, key: UUID) -> ProposedTime | None:
    """One proposed time, if it is this person's and the match goes on."""
    if person is None:
        return None
    times = ProposedTime.objects.filter(key=key, match__person=person, match__ended_at=None)
    return times.select_related("match__therapist", "match__assessment").first()
