"""The matching assessment: ten short questions, each of which matching uses, and the client that answers make.

Answers are plain values by field: a code, a list of codes, or a number. :func:`client_of` makes a client of them,
:func:`missing` says what is still needed, :func:`lacking` what a roster does not have for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .problem import MODALITIES, WINDOWS, Client, Prefers, Therapist

Answers = Mapping[str, Any]

#: Who marks this is not to wait in any queue.
NOT_SAFE = "not-safe-now"
AGE_GROUPS = ("child", "teen", "young-adult", "adult", "older-adult")
NEEDS = (
    "shame", "self-criticism", "trauma", "grief", "anxiety", "low-mood", "burnout", "loneliness", "anger", "body-image",
    "caregiving", "chronic-pain", "parenting", "relationships", "perfectionism", "identity", "eating", "sleep",
)  # fmt: skip
GENDERS = ("woman", "man", "non-binary")
STYLES = ("warm", "structured", "direct", "exploring")
APPROACHES = (
    "compassion-focused", "act", "cbt", "emdr", "schema", "psychodynamic", "mindfulness", "emotion-focused", "dbt",
    "narrative",
)  # fmt: skip
CULTURES = (
    "latin-american", "african-american", "east-asian", "south-asian", "arab", "jewish", "muslim", "christian",
    "lgbtq", "indigenous", "veteran", "rural",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``fields`` are the answers it takes, ``needed`` those without which nobody can be matched."""

    name: str
    fields: tuple[str, ...]
    needed: tuple[str, ...] = ()


QUESTIONS = (
    Question("place", ("jurisdiction",), ("jurisdiction",)),
    Question("languages", ("languages",), ("languages",)),
    Question("age", ("age_group",), ("age_group",)),
    Question("needs", ("needs",)),
    Question("how", ("modalities",), ("modalities",)),
    Question("when", ("windows",), ("windows",)),
    Question("cost", ("max_fee", "insurance")),
    Question("gender", ("gender",)),
    Question("work", ("style", "approaches")),
    Question("culture", ("culture",)),
)
#: Fields that hold several codes.
MANY = frozenset({"languages", "needs", "modalities", "windows", "approaches", "culture"})
#: What may be answered where codes are fixed; the centre's duty sheet and roster say the rest.
CODES: Mapping[str, tuple[str, ...]] = {
    "age_group": AGE_GROUPS, "needs": (*NEEDS, NOT_SAFE), "modalities": MODALITIES, "windows": WINDOWS,
    "gender": GENDERS, "style": STYLES, "approaches": APPROACHES, "culture": CULTURES,
}  # fmt: skip


def missing(answers: Answers) -> list[str]:
    """The names of questions that have to be answered still, in order."""
    return [question.name for question in QUESTIONS if any(not answers.get(name) for name in question.needed)]


def is_urgent(answers: Answers) -> bool:
    """Whether acute risk was disclosed."""
    return NOT_SAFE in answers.get("needs", ())


def client_of(name: str, answers: Answers, submitted_at: datetime, excluded: Iterable[str] = ()) -> Client:
    """The client that complete ``answers`` make. Raises ``ValueError`` naming the first question that is missing."""
    if needed := missing(answers):
        raise ValueError(f"{needed[0]} is not answered yet")
    fee = answers.get("max_fee")
    return Client(
        id=name,
        submitted_at=submitted_at,
        jurisdiction=str(answers["jurisdiction"]),
        languages=tuple(answers["languages"]),
        age_group=str(answers["age_group"]),
        modalities=tuple(answers["modalities"]),
        windows=tuple(answers["windows"]),
        needs=tuple(need for need in answers.get("needs", ()) if need != NOT_SAFE),
        max_fee=None if fee is None else float(fee),
        insurance=answers.get("insurance") or None,
        excluded=tuple(sorted(excluded)),
        prefers=Prefers(
            gender=answers.get("gender") or None,
            style=answers.get("style") or None,
            culture=tuple(answers.get("culture", ())),
            approaches=tuple(answers.get("approaches", ())),
        ),
    )


def lacking(answers: Answers, roster: Sequence[Therapist], today: date) -> str | None:
    """What the roster does not have for these answers, which need not be complete; None when somebody is there.

    The name of the first question that leaves nobody, when they are asked in order; ``room`` when those who are left
    have no free place. ``needs`` never leaves nobody: it is a wish.
    """
    left = list(roster)
    for name, fits in _REQUIREMENTS:
        left = [therapist for therapist in left if fits(answers, therapist, today)]
        if not left:
            return name
    return None


def uncovered(answers: Answers, roster: Sequence[Therapist]) -> list[str]:
    """Needs that nobody on the roster names as a field of theirs."""
    named = {specialty for therapist in roster for specialty in therapist.specialties}
    return [need for need in answers.get("needs", ()) if need != NOT_SAFE and need not in named]


def _licensed(answers: Answers, therapist: Therapist, today: date) -> bool:
    place = answers.get("jurisdiction")
    return not place or any(
        licence.jurisdiction == place and licence.expires_on >= today for licence in therapist.licences
    )


def _in_common(field: str, theirs: Callable[[Therapist], Sequence[str]]) -> Callable[..., bool]:
    def fits(answers: Answers, therapist: Therapist, _today: date) -> bool:
        said = answers.get(field) or ()
        said = (said,) if isinstance(said, str) else said
        return not said or bool(set(said) & set(theirs(therapist)))

    return fits


def _affordable(answers: Answers, therapist: Therapist, _today: date) -> bool:
    fee, insurance = answers.get("max_fee"), answers.get("insurance")
    if fee is None and not insurance:
        return True
    return (fee is not None and therapist.fee <= float(fee)) or insurance in therapist.insurances


_REQUIREMENTS: tuple[tuple[str, Callable[[Answers, Therapist, date], bool]], ...] = (
    ("place", _licensed),
    ("languages", _in_common("languages", lambda therapist: therapist.languages)),
    ("age", _in_common("age_group", lambda therapist: therapist.age_groups)),
    ("how", _in_common("modalities", lambda therapist: therapist.modalities)),
    ("when", _in_common("windows", lambda therapist: therapist.windows)),
    ("cost", _affordable),
    ("room", lambda _answers, therapist, _today: therapist.free > 0),
)
