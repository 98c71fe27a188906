"""What a person takes along of care: plain values."""

from __future__ import annotations

from typing import Any

from kindward.site.care.models import Assessment, Consent, Event, Match, Offer, Quiet, Share
from kindward.site.people.exports import Exporter, fields_of, plain
from kindward.site.people.models import Person


def care_of(person: Person) -> list[dict[str, Any]]:
    """Every time the person asked for a therapist: what they said, what happened, what was written."""
    return [_asking(assessment) for assessment in Assessment.objects.filter(person=person)]


def _asking(assessment: Assessment) -> dict[str, Any]:
    told = fields_of(assessment, "answers", "zone", "begun_at", "submitted_at", "ended_at") or {}
    events = Event.objects.filter(case=assessment.case).order_by("seq")
    return told | {
        "events": [fields_of(event, "kind", "at", "round", "actor", "reason") for event in events],
        "offers": [
            (fields_of(offer, "made_at", "expires_at", "answered_at", "state", "reasons") or {})
            # Who said no is theirs to keep; who said yes is in the matches.
            | {"fit": offer.fit / 1000}
            for offer in Offer.objects.filter(assessment=assessment)
        ],
        "matches": [
            _match(match) for match in Match.objects.filter(assessment=assessment).select_related("therapist")
        ],
    }


def _match(match: Match) -> dict[str, Any]:
    told = fields_of(match, "made_at", "ended_at", "feedback") or {}
    return told | {
        "therapist": match.therapist.name,
        "messages": [fields_of(message, "by", "at", "text") for message in match.messages.all()],
        "times": [
            {"starts_at": plain(time.starts_at)}
            | (fields_of(time, "minutes", "modality", "where", "chosen_at") or {})
            for time in match.proposedtimes.all()
        ],
    }


def consents_of(person: Person) -> list[dict[str, Any]]:
    """Everything the person agreed to share, with whom and until when."""
    rows = Consent.objects.filter(person=person).order_by("pk")
    return [fields_of(row, "told", "given_at", "withdrawn_at") or {} for row in rows]


EXPORTER = Exporter(
    (Assessment, Offer, Match, Consent),
    lambda person: {"care": care_of(person), "consents": consents_of(person)},
    {"care": [], "consents": []},
    left_out={
        Share: "its words come from what is taken along already, and nothing opens it once it was taken back",
        Quiet: "it is over soon",
    },
)
