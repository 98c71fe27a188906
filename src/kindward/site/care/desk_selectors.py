"""Reads for the therapist's desk. Each takes the therapist, and sees only what was put to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kindward.matching.assessment import QUESTIONS
from kindward.site.care import share_selectors
from kindward.site.care.models import Away, Licence, Match, Message, Offer, ProposedTime, Therapist
from kindward.site.care.pages import in_words
from kindward.site.care.roster_selectors import is_away, is_licensed, load_of, valid_licences
from kindward.site.care.words import called, listed, why, why_not
from kindward.site.practice.library import catalogue
from kindward.site.sealing.selectors import known_key_for

#: Titles of a client's answers, as a therapist reads them.
ANSWERS = {
    "jurisdiction": "Where they are", "languages": "Languages", "age_group": "Age", "needs": "What it is about",
    "modalities": "How they would like to meet", "windows": "When they could", "max_fee": "At most, for a session",
    "insurance": "Insurance", "gender": "Easier with", "style": "A way of working they wish for",
    "approaches": "Approaches they wish for", "culture": "What they would rather not have to explain",
}  # fmt: skip
#: A licence that ends within this is spoken of.
SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An offer that waits for its answer."""

    offer: Offer
    left: str
    about: str


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in the list: no name is known, so they go by when they came."""

    match: Match
    unread: int
    next_time: datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The first page of a therapist's desk."""

    therapist: Therapist
    waiting: list[Waiting]
    clients: list[ClientRow]
    licences: list[Licence]
    ending: list[Licence]
    unchecked: list[Licence]
    free: int
    is_away: bool
    is_asked: bool


def desk_of(therapist: Therapist, now: datetime) -> Desk:
    """What waits, who is with them, and whether anybody can be asked of them at all."""
    licences = list(therapist.licences.all())
    today = now.date()
    valid = valid_licences(therapist, now)
    away = is_away(therapist, now)
    free = max(0, therapist.capacity - load_of(therapist))
    return Desk(
        therapist,
        [_waiting(offer, now) for offer in _out(therapist, now)],
        _clients(therapist, now),
        licences,
        [
            licence
            for licence in licences
            if today <= licence.expires_on <= today + SOON and not _is_renewed(licence, licences)
        ],
        [licence for licence in licences if not licence.checked_on],
        free,
        away,
        bool(therapist.accepts_new and valid and free and not away),
    )


def offer_of(therapist: Therapist, key: UUID) -> Offer | None:
    """One offer that was put to this therapist, answered or not."""
    rows = Offer.objects.filter(therapist=therapist, key=key)
    return rows.select_related("assessment__person", "therapist").first()


def match_of(therapist: Therapist, key: UUID) -> Match | None:
    """One client of this therapist, with the match going on."""
    rows = Match.objects.filter(therapist=therapist, key=key, ended_at=None)
    return rows.select_related("assessment", "person", "therapist").first()


def spans_away(therapist: Therapist, today: date) -> list[Away]:
    """Days away that are not over."""
    return list(Away.objects.filter(therapist=therapist, last__gte=today))


def may_read(therapist: Therapist, jurisdiction: str, now: datetime) -> bool:
    """Whether the therapist is licensed at this moment where the client is."""
    return is_licensed(therapist, jurisdiction, now)


def answers_of(answers: dict[str, Any]) -> list[tuple[str, str]]:
    """A client's answers as titles and words, in the order in which they were asked; what was left out is left out."""
    told = []
    for field in (name for question in QUESTIONS for name in question.fields):
        value = answers.get(field)
        if value in (None, "", []):
            continue
        if field == "max_fee":
            words = f"{value:g}"
        else:
            words = listed(called(field, code) for code in (value if isinstance(value, list) else [value]))
        told.append((ANSWERS[field], words))
    return told


def offer_context(offer: Offer, now: datetime) -> dict[str, Any]:
    """For the page of one offer."""
    out = offer.state == Offer.State.OUT and now < offer.expires_at
    return {
        "offer": offer,
        "is_out": out,
        "left": in_words(offer.expires_at - now) if out else "",
        "answers": answers_of(offer.assessment.answers) if out else [],
        "why": why(offer.reasons.get("met", ())) if out else [],
        "why_not": why_not(offer.reasons.get("unmet", ())) if out else [],
        "licensed": may_read(offer.therapist, offer.assessment.answers.get("jurisdiction", ""), now),
    }


def client_context(match: Match, now: datetime) -> dict[str, Any]:
    """For the page of one client: their answers, what was said, and times."""
    licensed = may_read(match.therapist, match.assessment.answers.get("jurisdiction", ""), now)
    messages = list(Message.objects.filter(match=match).order_by("pk")) if licensed else []
    times = list(ProposedTime.objects.filter(match=match).order_by("pk")) if licensed else []
    key = known_key_for(match.owner)
    for row in (*messages, *times):
        row.match, row._state.sealed_key = match, (match.owner, key)  # type: ignore[attr-defined]
    return {
        "match": match,
        "licensed": licensed,
        "answers": answers_of(match.assessment.answers) if licensed else [],
        "messages": messages,
        "times": sorted(times, key=lambda time: time.starts_at),
        "chosen": next((time for time in times if time.chosen_at), None),
        "shares": share_selectors.for_therapist(match, now) if licensed else [],
        **_set_context(match),
    }


def _set_context(match: Match) -> dict[str, Any]:
    """The practice set last, and what the client chose to tell of it."""
    row = share_selectors.set_in(match)
    if row is not None:
        row.match = match
    return {
        "set": row,
        "set_words": share_selectors.words_of(row) if row else "",
        "set_days": share_selectors.days_practised(row) if row else None,
        "scripts": list(catalogue().values()),
    }


def _out(therapist: Therapist, now: datetime) -> list[Offer]:
    rows = Offer.objects.filter(therapist=therapist, state=Offer.State.OUT, expires_at__gt=now)
    return list(rows.select_related("assessment__person").order_by("expires_at", "pk"))


def _is_renewed(licence: Licence, licences: list[Licence]) -> bool:
    """Whether one that ends later was entered for the same place, checked or not."""
    return any(
        one.jurisdiction == licence.jurisdiction and one.expires_on > licence.expires_on for one in licences
    )


def _waiting(offer: Offer, now: datetime) -> Waiting:
    needs = [called("needs", code) for code in offer.assessment.answers.get("needs", ())]
    return Waiting(
        offer, in_words(offer.expires_at - now), listed(needs[:3]) or "They left open what it is about"
    )


def _clients(therapist: Therapist, now: datetime) -> list[ClientRow]:
    rows = list(
        Match.objects.filter(therapist=therapist, ended_at=None).select_related("person").order_by("made_at")
    )
    unread = {row.pk: 0 for row in rows}
    written = Message.objects.filter(match__in=rows, by=Message.By.PERSON, read_at=None)
    for match_id in written.values_list("match_id", flat=True):
        unread[match_id] += 1
    chosen: dict[int, datetime] = {}
    for time in ProposedTime.objects.filter(match__in=rows).exclude(chosen_at=None).select_related("match"):
        if time.starts_at > now:
            chosen[time.match_id] = time.starts_at
    return [ClientRow(row, unread[row.pk], chosen.get(row.pk)) for row in rows]
