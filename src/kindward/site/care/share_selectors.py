"""Reads: summaries a person has given, and those a therapist may read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kindward.site.audit.selectors import Act, reads_about
from kindward.site.care.models import Consent, Match, SetPractice, Share
from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import Session


def shares_of(person: Person) -> list[Share]:
    """Summaries that can be read now, and those that could, the latest first."""
    return list(
        Share.objects.filter(person=person)
        .exclude(given_at=None)
        .select_related("match__therapist")
        .order_by("-pk")
    )


def share_of(person: Person | None, key: UUID) -> Share | None:
    """One summary of this person."""
    if person is None:
        return None
    return Share.objects.filter(person=person, key=key).select_related("match__therapist", "person").first()


def consent_of(person: Person, share: Share) -> Consent | None:
    """The record of the consent to a summary."""
    return Consent.objects.filter(person=person, share=share.key).first()


def consents_of(person: Person) -> list[Consent]:
    """Every record of a consent, withdrawn or not."""
    return list(Consent.objects.filter(person=person))


def reads_of(person: Person) -> list[Act]:
    """Every time somebody else read something of the person's."""
    return reads_about(person)


def for_therapist(match: Match, now: datetime) -> list[Share]:
    """Summaries that the therapist of this match can read now."""
    rows = Share.objects.filter(match=match, revoked_at=None, given_at__isnull=False, until__gt=now)
    return list(rows.order_by("-pk"))


def share_in(match: Match, key: UUID) -> Share | None:
    """One given summary of this match, readable or not."""
    return Share.objects.filter(match=match, key=key).exclude(given_at=None).first()


def set_practice_of(person: Person | None) -> SetPractice | None:
    """What the person's therapist set last, unless it ended or was declined."""
    if person is None:
        return None
    rows = SetPractice.objects.filter(
        match__person=person, match__ended_at=None, ended_at=None, declined_at=None
    ).select_related("match__therapist")
    return rows.first()


def set_in(match: Match) -> SetPractice | None:
    """The last practice set in this match, declined or not."""
    return SetPractice.objects.filter(match=match, ended_at=None).first()


def days_practised(row: SetPractice) -> int | None:
    """On how many days it was practised since it was set; None unless the person chose to tell."""
    if not row.tells_back:
        return None
    sessions = Session.objects.filter(
        person_id=row.match.person_id, practice=row.told["practice"], day__gte=row.set_at.date()
    )
    return len(set(sessions.values_list("day", flat=True)))


def words_of(row: SetPractice) -> str:
    """A set practice in words: title, minutes, how often."""
    script = catalogue().get(row.told["practice"])
    minutes = max(1, round(row.told["seconds"] / 60))
    times = row.told["times_a_week"]
    often = "once a week" if times == 1 else "every day" if times == 7 else f"{times} times a week"
    return f"{script.title if script else row.told['practice']}, {minutes} min, {often}"


__all__ = [
    "consent_of", "consents_of", "days_practised", "for_therapist", "reads_of", "set_in", "set_practice_of",
    "share_in", "share_of", "shares_of", "words_of",
]  # fmt: skip
