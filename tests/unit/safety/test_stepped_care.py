"""Stepped care: when another step is suggested, and why."""

from __future__ import annotations

import pytest

from kindward.safety.stepped_care import COMPASSION_FOCUSED, Facts, suggest


def test_nothing_is_suggested_on_first_visits_whatever_was_answered() -> None:
    assert suggest(Facts(sessions=1, hurts_in_a_week=3, lasting_in_two_weeks=3, hated_self=1.0)) is None


def test_nothing_is_suggested_to_whom_practice_does_well() -> None:
    assert suggest(Facts(sessions=40, hurts_in_a_week=1, hated_self=0.2, fears_for_self=0.1)) is None


def test_hurt_that_lasts_leads_to_company() -> None:
    found = suggest(Facts(sessions=5, lasting_in_two_weeks=2))
    assert found and found.step == "therapist"
    assert "twice in two weeks" in found.why


def test_what_became_reliably_worse_leads_to_company() -> None:
    found = suggest(Facts(sessions=5, worse=("warmth to others", "warmth to yourself")))
    assert found and found.step == "therapist"
    assert "warmth to others and warmth to yourself" in found.why


@pytest.mark.parametrize("facts", [{"hated_self": 0.5}, {"fears_for_self": 0.8}])
def test_deep_self_criticism_leads_to_the_slower_way_in_its_order(facts: dict[str, float]) -> None:
    first = suggest(Facts(sessions=5, **facts))
    third = suggest(Facts(sessions=9, slower_sessions=2, **facts))
    assert first and third
    assert (first.step, first.practice) == ("slower", COMPASSION_FOCUSED[0])
    assert third.practice == COMPASSION_FOCUSED[2]


def test_who_went_the_slower_way_to_its_end_is_offered_company() -> None:
    found = suggest(Facts(sessions=20, slower_sessions=6, hated_self=0.9))
    assert found and found.step == "therapist"


def test_two_hurts_in_a_week_lead_to_the_slower_way() -> None:
    found = suggest(Facts(sessions=4, hurts_in_a_week=2))
    assert found and (found.step, found.practice) == ("slower", COMPASSION_FOCUSED[0])


@pytest.mark.parametrize(
    "facts",
    [
        Facts(sessions=5, lasting_in_two_weeks=3),
        Facts(sessions=5, worse=("x",)),
        Facts(sessions=5, hated_self=1.0),
    ],
)
def test_each_says_why_in_words_without_a_label(facts: Facts) -> None:
    found = suggest(facts)
    assert found and found.why.endswith(".")
    for word in ("severe", "disorder", "patient", "should", "must"):
        assert word not in found.why.lower()
