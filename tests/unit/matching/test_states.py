"""Where a case stands follows from what happened, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.matching.states import OVER, SOUGHT, STANDING, TOGETHER, after, derive

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
THEA, THEO = uuid4(), uuid4()


@dataclass(frozen=True)
class Happening:
    kind: str
    at: datetime
    therapist: UUID | None = None
    round: int = 1
    offer: UUID | None = None
    reason: str = ""


def course(*kinds: str | tuple[str, UUID]) -> list[Happening]:
    """Happenings an hour apart."""
    told = [(kind, None) if isinstance(kind, str) else kind for kind in kinds]
    return [Happening(kind, START + at * HOUR, therapist) for at, (kind, therapist) in enumerate(told)]


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ((), "none"),
        (("draft",), "draft"),
        (("draft", "submitted"), "submitted"),
        (("submitted", "offered"), "offered"),
        (("submitted", "offered", "declined"), "declined"),
        (("submitted", "offered", "expired"), "expired"),
        (("submitted", "no_capacity"), "no_capacity"),
        (("submitted", "no_capacity", "escalated", "missed"), "no_capacity"),
        (("submitted", "offered", "accepted", "contacted"), "contacted"),
        (("submitted", "offered", "accepted", "contacted", "time_chosen", "feedback"), "contacted"),
        (("submitted", "contacted", "first_session"), "first_session"),
        (("submitted", "contacted", "asked_again"), "submitted"),
        (("submitted", "paused"), "paused"),
        (("submitted", "offered", "recalled", "paused", "resumed"), "submitted"),
        (("submitted", "withdrawn"), "withdrawn"),
        (("submitted", "contacted", "ended"), "ended"),
        (("draft", "urgent"), "urgent"),
    ],
)
def test_the_state_after(kinds: tuple[str, ...], state: str) -> None:
    assert derive(course(*kinds)).state == state


def test_accepting_alone_does_not_stop_the_clock() -> None:
    accepted = derive(course("submitted", "offered", "accepted"))
    assert accepted.clock.is_running
    contacted = derive(course("submitted", "offered", "accepted", "contacted"))
    assert contacted.clock.stopped_at == START + 3 * HOUR


def test_words_after_the_first_ones_do_not_move_the_moment_it_stopped() -> None:
    twice = derive(course("submitted", "contacted", "contacted"))
    assert twice.clock.stopped_at == START + HOUR


def test_who_was_asked_and_who_was_there_is_remembered_over_rounds() -> None:
    standing = derive(
        course(
            "submitted", ("offered", THEA), ("declined", THEA), ("offered", THEO), ("accepted", THEO), "contacted",
            "asked_again",
        )
    )  # fmt: skip
    assert [(one.therapist, one.how) for one in standing.asked] == [(THEA, "declined")]
    assert standing.former == (THEO,)
    assert standing.therapist is None


def test_a_new_round_has_a_clock_and_hours_of_its_own() -> None:
    told = [Happening("escalated", START, reason="12h"), Happening("missed", START)]
    first = derive([*course("submitted"), *told])
    assert first.told == {12} and first.is_missed
    second = after(first, Happening("asked_again", START + 60 * HOUR, round=2))
    assert (second.round, second.told, second.is_missed) == (2, frozenset(), False)
    assert second.clock.started_at == START + 60 * HOUR


def test_a_wait_that_was_broken_off_ends_there() -> None:
    assert derive(course("submitted", "withdrawn")).clock.stopped_at == START + HOUR
    assert derive(course("submitted", "paused", "withdrawn")).clock.waited(START + 9 * HOUR) == HOUR


@given(
    st.lists(st.sampled_from(sorted({*STANDING, "escalated", "missed", "asked_again", "resumed", "changed"})))
)
def test_whatever_happens_a_case_stands_somewhere_and_waits_for_no_less_than_nothing(
    kinds: list[str],
) -> None:
    events = course(*kinds)
    standing = derive(events)
    assert standing.state in STANDING | {"none"}
    assert sum(standing.state in group for group in (SOUGHT, TOGETHER, OVER)) <= 1
    if standing.clock:
        assert standing.clock.waited(START - HOUR) >= timedelta(0)
        assert standing.clock.waited(START + 99 * HOUR) <= 99 * HOUR
