"""The ten questions as pages ask them: words, choices, and what was sent read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import QueryDict

from kindward.matching import Therapist
from kindward.matching.assessment import CODES, MANY, NOT_SAFE, QUESTIONS, Question
from kindward.site.care.words import called

#: Fees past this are taken for a slip of the finger.
MOST_FEE = Decimal(100_000)
BY_NAME: Mapping[str, Question] = {question.name: question for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words: what is asked, and how matching uses the answer."""

    title: str
    why: str
    needed: str = ""


WORDS: Mapping[str, Asked] = {
    "place": Asked(
        "Where will you be when you talk?",
        "A therapist has to be licensed where you are. Nothing more exact is needed.",
        "Please choose the place: without it nobody may be asked for you.",
    ),
    "languages": Asked(
        "In which language could you talk about this?",
        "Choose every one in which you would find the words. One in common is needed.",
        "Please choose at least one language.",
    ),
    "age": Asked(
        "Who is it for?",
        "Some therapists work with young people, some with grown-ups.",
        "Please choose one: therapists are trained for certain ages.",
    ),
    "needs": Asked(
        "What is it about?",
        "Choose what comes near, as many as you like, or none. We look for somebody who knows it well.",
    ),
    "how": Asked(
        "How would you like to meet?",
        "Choose every way that would be all right.",
        "Please choose at least one way.",
    ),
    "when": Asked(
        "When could it be?",
        "Tick every time of the week that would work for an hour. The more you tick, the sooner somebody is found.",
        "Please tick at least one time.",
    ),
    "cost": Asked(
        "What may a session cost?",
        "Asking here is free; a therapist has a fee. Leave both empty if it does not matter.",
    ),
    "gender": Asked("Is it easier with somebody in particular?", "A wish: it counts, and nobody is ruled out by it."),
    "work": Asked(
        "How would you like somebody to work with you?",
        "A wish as well. It is fine not to know.",
    ),
    "culture": Asked(
        "Is there something you would rather not have to explain?",
        "A wish: we look for somebody who knows it from their own life or work.",
    ),
}  # fmt: skip
#: What a roster lacks, by question, as it is said to the person.
LACKING: Mapping[str, str] = {
    "place": "Nobody here is licensed to work where you are.",
    "languages": "Nobody here who may work where you are speaks a language you chose.",
    "age": "Nobody here who could speak with you works with this age.",
    "how": "Nobody here who suits you meets in a way you chose.",
    "when": "Nobody here who suits you has time when you have.",
    "cost": "Nobody here who suits you has a fee within your limit or takes your insurance.",
    "room": "The therapists who would suit you have no free place right now.",
}


def choices(field: str, roster: Sequence[Therapist], places: Sequence[str]) -> list[tuple[str, str]]:
    """What may be chosen for a field, as code and words. Places are the duty sheet's, languages and insurances those
    that therapists have."""
    if field == "jurisdiction":
        codes: Sequence[str] = sorted(places, key=lambda code: called(field, code))
    elif field == "languages":
        spoken = {code for therapist in roster for code in therapist.languages}
        codes = sorted(spoken, key=lambda code: (code != "en", called(field, code)))
    elif field == "insurance":
        codes = sorted({code for therapist in roster for code in therapist.insurances})
    else:
        codes = [code for code in CODES[field] if code != NOT_SAFE]
    return [(code, called(field, code)) for code in codes]


def read(
    question: Question, sent: QueryDict, roster: Sequence[Therapist], places: Sequence[str]
) -> dict[str, Any]:
    """Answers as a page sent them. Raises ``ValueError`` with words for the person."""
    given: dict[str, Any] = {}
    for field in question.fields:
        if field == "max_fee":
            given[field] = _fee(sent.get(field, ""))
            continue
        known = {code for code, _ in choices(field, roster, places)}
        known |= {NOT_SAFE} if field == "needs" else set()
        said = [code for code in sent.getlist(field) if code]
        if set(said) - known:
            raise ValueError("That cannot be chosen here. Please choose again.")
        given[field] = said if field in MANY else (said[0] if said else None)
    if any(not given[field] for field in question.needed):
        raise ValueError(WORDS[question.name].needed)
    return given


def _fee(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    if not text:
        return None
    try:
        fee = Decimal(text)
    except InvalidOperation:
        fee = Decimal(-1)
    if not fee.is_finite() or not 0 <= fee <= MOST_FEE:
        raise ValueError("Please write the fee as a plain number, such as 80, or leave it empty.")
    return float(fee)
