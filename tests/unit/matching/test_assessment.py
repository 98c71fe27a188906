"""Ten questions, and the client that answers make."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from kindward.matching import Client, Licence, Prefers, Problem, Therapist, match
from kindward.matching.assessment import (
    NOT_SAFE,
    QUESTIONS,
    client_of,
    is_urgent,
    lacking,
    missing,
    uncovered,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANSWERS: dict[str, Any] = {
    "jurisdiction": "US-WA", "languages": ["en", "es"], "age_group": "adult", "needs": ["shame"],
    "modalities": ["video"], "windows": ["tue-ev"], "max_fee": 100.0, "insurance": None, "gender": None,
    "style": "warm", "approaches": [], "culture": [],
}  # fmt: skip
THEA = Therapist(
    id="thea", licences=(Licence("US-WA", date(2026, 3, 2)),), languages=("es",), age_groups=("adult",),
    modalities=("video", "phone"), fee=90, windows=("tue-ev",), capacity=1, specialties=("grief",),
    insurances=("plan-a",),
)  # fmt: skip


def test_there_are_ten_questions_at_most() -> None:
    assert len(QUESTIONS) <= 10


def test_nothing_is_asked_that_matching_does_not_use_and_nothing_it_uses_is_missing() -> None:
    asked = {field for question in QUESTIONS for field in question.fields}
    given = {"id", "submitted_at", "excluded", "prefers"}
    assert asked == {one.name for one in fields(Client)} - given | {one.name for one in fields(Prefers)}


def test_answers_make_the_client_of_the_interface() -> None:
    client = client_of("c1", ANSWERS, NOW, ["thea"])
    assert (client.jurisdiction, client.languages, client.needs) == ("US-WA", ("en", "es"), ("shame",))
    assert (client.max_fee, client.insurance, client.excluded) == (100.0, None, ("thea",))
    assert client.prefers == Prefers(style="warm")


@pytest.mark.parametrize("field", ["jurisdiction", "languages", "age_group", "modalities", "windows"])
def test_what_is_needed_is_missed_by_the_name_of_its_question(field: str) -> None:
    left = {name: value for name, value in ANSWERS.items() if name != field}
    (name,) = missing(left)
    assert field in next(question.fields for question in QUESTIONS if question.name == name)
    with pytest.raises(ValueError, match=f"{name} is not answered yet"):
        client_of("c1", left, NOW)


def test_who_is_not_safe_is_urgent_and_that_is_no_need_among_others() -> None:
    answers = ANSWERS | {"needs": ["shame", NOT_SAFE]}
    assert is_urgent(answers) and not is_urgent(ANSWERS)
    assert client_of("c1", answers, NOW).needs == ("shame",)


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({}, None),
        ({"jurisdiction": "US-OR"}, "place"),
        ({"languages": ["en"]}, "languages"),
        ({"age_group": "teen"}, "age"),
        ({"modalities": ["in_person"]}, "how"),
        ({"windows": ["mon-am"]}, "when"),
        ({"max_fee": 80.0}, "cost"),
        ({"max_fee": None, "insurance": "plan-b"}, "cost"),
        ({"max_fee": 80.0, "insurance": "plan-a"}, None),
        ({"max_fee": None}, None),
    ],
)
def test_what_a_roster_lacks_is_what_matching_would_find_nobody_for(
    changed: dict[str, Any], what: str | None
) -> None:
    answers = ANSWERS | changed
    assert lacking(answers, [THEA], NOW.date()) == what
    found = match(Problem(NOW, (client_of("c1", answers, NOW),), (THEA,)))
    assert (what is None) == (len(list(found.matched())) == 1)


def test_a_licence_holds_on_its_last_day_and_not_after() -> None:
    assert lacking(ANSWERS, [THEA], date(2026, 3, 2)) is None
    assert lacking(ANSWERS, [THEA], date(2026, 3, 3)) == "place"


def test_a_full_roster_has_no_room_and_an_empty_one_nobody() -> None:
    assert lacking(ANSWERS, [replace(THEA, load=1)], NOW.date()) == "room"
    assert lacking({}, [], NOW.date()) == "place"


def test_needs_that_nobody_names_are_told() -> None:
    assert uncovered(ANSWERS | {"needs": ["shame", "grief", NOT_SAFE]}, [THEA]) == ["shame"]
