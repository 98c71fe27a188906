"""What the pages of a person's asking say: where it stands, what happened, and why this therapist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from kindward.matching.assessment import NOT_SAFE, QUESTIONS, uncovered
from kindward.matching.clock import PROMISED
from kindward.matching.problem import Therapist
from kindward.site.care import share_selectors
from kindward.site.care.models import Assessment, Event
from kindward.site.care.questions import WORDS
from kindward.site.care.roster_selectors import duty_sheet
from kindward.site.care.selectors import Asking, Together
from kindward.site.care.words import called, listed, why, why_not

#: Events that a person is told, in their words. Who said no, and why, stays with the therapist.
HAPPENED = {
    "submitted": "You asked. The 48 hours began.",
    "changed": "You changed an answer.",
    "offered": "A therapist was asked.",
    "declined": "They had no room for now. We went on to the next at once.",
    "expired": "They did not answer in time. We went on to the next.",
    "recalled": "We took that back.",
    "no_capacity": "Nobody who suits you has room at this moment. We keep looking.",
    "missed": "48 hours went by, and nobody had answered.",
    "paused": "You paused it.",
    "resumed": "You went on.",
    "asked_again": "You asked for another therapist. New 48 hours began.",
    "accepted": "A therapist said yes.",
}


def asking_context(asking: Asking, now: datetime) -> dict[str, Any]:
    """For the page of who waits."""
    clock = asking.standing.clock
    waited = clock.waited(now) if clock else timedelta(0)
    return {
        "asking": asking,
        "clock": clock,
        "percent": round(100 * min(1.0, waited / PROMISED)),
        "left": in_words(clock.left(now)) if clock else "",
        "waited": in_words(waited),
        "is_over": bool(clock and clock.is_over(now)),
        "is_paused": asking.standing.state == "paused",
        "is_offered": asking.standing.state == "offered",
        "nobody": asking.standing.state == "no_capacity",
        "happened": happened(asking.events),
        "sheet": duty_sheet(),
        "zone": asking.assessment.zone,
    }


def together_context(together: Together, now: datetime) -> dict[str, Any]:
    """For the page of who has a therapist."""
    return {
        "together": together,
        "zone": together.match.assessment.zone,
        "why": why(together.reasons.get("met", ())),
        "why_not": why_not(together.reasons.get("unmet", ())),
        "licences": [
            {"place": called("jurisdiction", licence.jurisdiction), "licence": licence}
            for licence in together.licences
            if licence.jurisdiction == together.match.assessment.answers.get("jurisdiction")
        ],
        "about": [part for part in together.therapist.about.split("\n\n") if part.strip()],
        "coming": [time for time in together.times if time.starts_at > now],
        "feedback": together.match.feedback,
        "form_key": uuid4(),
        "set_practice": (row := share_selectors.set_practice_of(together.match.person)),
        "set_words": share_selectors.words_of(row) if row else "",
    }


def happened(events: Sequence[Event]) -> list[dict[str, Any]]:
    """What happened since the person asked, the latest first."""
    told = [event for event in events if event.kind in HAPPENED]
    return [{"at": event.at, "words": HAPPENED[event.kind]} for event in reversed(told)]


def in_words(span: timedelta) -> str:
    """“31 hours”, “1 hour”, “40 minutes”."""
    minutes = max(0, round(span.total_seconds() / 60))
    number, word = (minutes // 60, "hour") if minutes >= 60 else (minutes, "minute")
    return f"{number} {word}{'' if number == 1 else 's'}"


def answered(assessment: Assessment) -> list[dict[str, Any]]:
    """Every question with its answer in words, for looking over."""
    answers = assessment.answers
    return [
        {
            "name": question.name,
            "title": WORDS[question.name].title,
            "answer": _in_words(question.fields, answers),
        }
        for question in QUESTIONS
    ]


def not_covered(assessment: Assessment, roster: Sequence[Therapist]) -> str:
    """Needs that nobody here names as a field of theirs, in words; empty when all are covered."""
    words = [called("needs", need) for need in uncovered(assessment.answers, roster)]
    return listed(word[0].lower() + word[1:] for word in words) if words else ""


def _in_words(fields: Sequence[str], answers: dict[str, Any]) -> str:
    said = []
    for field in fields:
        value = answers.get(field)
        if value in (None, "", []):
            continue
        if field == "max_fee":
            said.append(f"Up to {value:g}")
        elif field == "insurance":
            said.append(f"Insurance: {value}")
        else:
            codes = value if isinstance(value, list) else [value]
            said.append(" · ".join(called(field, code) for code in codes if code != NOT_SAFE))
    return "; ".join(word for word in said if word)
