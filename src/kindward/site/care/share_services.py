"""Writes: a person prepares a summary, gives it, takes it back; a therapist reads it. Each is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from kindward.sealing import KeysAway, Unreadable
from kindward.site.audit.actors import the_person
from kindward.site.audit.services import record
from kindward.site.care import desk_audit
from kindward.site.care.models import Consent, Match, Share
from kindward.site.care.roles import THERAPIST
from kindward.site.care.roster_selectors import is_licensed, valid_licences
from kindward.site.care.services import NotNow
from kindward.site.care.words import called
from kindward.site.people.models import Account, Person
from kindward.site.sealing.services import destroy_key_after_commit

LASTS = timedelta(days=90)
#: What is prepared and not given is thrown away after this.
PREPARED_LASTS = timedelta(hours=2)
MOST_CHARACTERS = 2000

Lines = Sequence[Mapping[str, str]]


class NothingToShare(ValueError):
    """Every line was struck."""


class NotReadable(Exception):
    """The summary cannot be read: it was taken back, ran out, or the licence does not hold today."""


@transaction.atomic
def prepare(match: Match, lines: Lines, now: datetime) -> Share:
    """Keep what the person chose, under a key of its own. Nobody can read it yet. Raises :class:`NothingToShare`."""
    if not lines:
        raise NothingToShare
    if match.ended_at is not None:
        raise NotNow
    share = Share(person=match.person, match=match, prepared_at=now, lines=[dict(line) for line in lines])
    share.save()
    return share


@transaction.atomic
def give(share: Share, why: str, now: datetime) -> Consent:
    """The person gives the summary: the therapist can read it from now on, for 90 days. Doing it twice changes nothing.

    Raises :class:`NotNow` when it was taken back, or the match is over.
    """
    held = Share.objects.select_for_update(of=("self",)).select_related("match__therapist").get(pk=share.pk)
    if known := Consent.objects.filter(share=held.key).first():
        return known
    if held.revoked_at is not None or held.match.ended_at is not None:
        raise NotNow
    held.given_at, held.until = now, now + LASTS
    held.save(update_fields=["given_at", "until"])
    therapist = held.match.therapist
    consent = Consent(
        person_id=held.person_id,
        share=held.key,
        given_at=now,
        told={
            "with": therapist.name,
            "licence": [
                f"{called('jurisdiction', one.jurisdiction)}, {one.number}"
                for one in valid_licences(therapist, now)
            ],
            "why": why.strip()[:MOST_CHARACTERS],
            "topics": sorted({line["topic"] for line in held.lines}),
            "lines": len(held.lines),
            "until": held.until.isoformat(),
        },
    )
    consent.save()
    record(the_person(held.person), "shared", held.person, {"what": "summary", "lines": len(held.lines)}, now)
    return consent


@transaction.atomic
def revoke(share: Share, now: datetime) -> None:
    """End it at once and for good: the key that opens it is destroyed. The record of the consent stays."""
    if not Share.objects.filter(pk=share.pk, revoked_at=None).update(revoked_at=now):
        return
    Consent.objects.filter(share=share.key, withdrawn_at=None).update(withdrawn_at=now)
    destroy_key_after_commit(share.owner)
    record(the_person(share.person), "took-back", share.person, {"what": "summary"}, now)


@transaction.atomic
def read(account: Account, share: Share, now: datetime) -> list[dict[str, str]]:
    """The lines, for the therapist they were made for; the read is recorded. Raises :class:`NotReadable`."""
    match = Match.objects.select_related("therapist", "assessment", "person").get(pk=share.match_id)
    row = Share.objects.filter(pk=share.pk, revoked_at=None, given_at__isnull=False, until__gt=now).first()
    place = match.assessment.answers.get("jurisdiction", "")
    if row is None or match.ended_at is not None or not is_licensed(match.therapist, place, now):
        raise NotReadable
    try:
        lines = list(row.lines)
    except (Unreadable, KeysAway):
        raise NotReadable from None
    desk_audit.reads(account, THERAPIST, match.person, "summary")
    return lines


def end_what_is_over(now: datetime) -> int:
    """Destroy the keys of summaries whose time is over, whose match ended, or that were prepared and never given."""
    over = Share.objects.filter(revoked_at=None).filter(
        Q(until__lte=now)
        | Q(match__ended_at__isnull=False)
        | Q(given_at=None, prepared_at__lte=now - PREPARED_LASTS)
    )
    count = 0
    for share in over.select_related("person")[:200]:
        revoke(share, now)
        count += 1
    return count


def lines_of(person: Person, topics: Sequence[str], own_words: str, now: datetime) -> list[dict[str, Any]]:
    """The lines that chosen topics come to, numbered, with the person's own words first."""
    from kindward.site.care.share_topics import BY_NAME, MOST_LINES, OWN_WORDS

    found = [
        {"topic": OWN_WORDS, "text": part.strip()}
        for part in own_words[:MOST_CHARACTERS].splitlines()
        if part.strip()
    ]
    for name in topics:
        if topic := BY_NAME.get(name):
            found += [{"topic": name, "text": line} for line in topic.lines(person, now)]
    return [{"number": at, **line} for at, line in enumerate(found[:MOST_LINES])]
