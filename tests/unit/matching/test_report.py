"""The monthly report: what is counted, and what is withheld because it would tell of too few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kindward.matching.report import Round, quantile, report, rounds_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Event:
    kind: str
    at: datetime
    round: int = 1
    therapist: UUID | None = None
    offer: UUID | None = None
    reason: str = ""


def heard_after(hours: float, is_missed: bool = False) -> Round:
    return Round(START, hours * HOUR, "contacted", is_missed)


def case(*steps: tuple[str, float, str]) -> list[Event]:
    return [
        Event(kind, START + hours * HOUR, therapist=uuid4(), reason=reason) for kind, hours, reason in steps
    ]


def test_a_round_tells_when_the_person_heard_and_why_others_could_not() -> None:
    (one,) = rounds_of(
        case(("submitted", 0, ""), ("offered", 0, ""), ("declined", 2, "full"), ("offered", 2, ""), ("expired", 8, ""),
             ("offered", 8, ""), ("accepted", 9, ""), ("contacted", 9, "")),
        START + 20 * HOUR,
    )  # fmt: skip
    assert (one.waited, one.end, one.declines, one.expiries) == (9 * HOUR, "contacted", ("full",), 1)
    assert one.is_within


def test_a_miss_stays_a_miss_whatever_comes_after() -> None:
    (one,) = rounds_of(
        case(("submitted", 0, ""), ("missed", 48, "48h"), ("offered", 50, ""), ("accepted", 51, ""),
             ("contacted", 51, "")),
        START + 60 * HOUR,
    )  # fmt: skip
    assert one.is_missed and not one.is_within


def test_asking_for_another_is_a_promise_of_its_own() -> None:
    first, second = rounds_of(
        case(("submitted", 0, ""), ("accepted", 1, ""), ("contacted", 1, ""), ("asked_again", 100, ""),
             ("offered", 100, "")),
        START + 130 * HOUR,
    )  # fmt: skip
    assert (first.end, first.waited) == ("contacted", HOUR)
    assert (second.end, second.waited) == ("waiting", 30 * HOUR)


def test_the_share_counts_those_whose_wait_is_over_and_no_others() -> None:
    told = report(
        [heard_after(h) for h in range(1, 16)]
        + [heard_after(50 + h, is_missed=True) for h in range(5)]
        + [Round(START, 3 * HOUR, "waiting", False)] * 6
    )
    assert (told.asked, told.judged, told.within, told.missed) == (26, 20, 15, 5)
    assert told.share == 0.75
    assert (told.median_hours, told.p90_hours, told.longest_hours) == (10, 52, 54)


def test_figures_of_too_few_are_withheld() -> None:
    told = report([heard_after(5), heard_after(60, is_missed=True)])
    assert told.is_withheld
    assert (told.within, told.missed, told.share, told.median_hours) == (None, None, None, None)


def test_one_withheld_part_takes_another_with_it_or_it_could_be_reckoned() -> None:
    told = report(
        [heard_after(5)] * 20
        + [Round(START, HOUR, "waiting", False)] * 6
        + [Round(START, HOUR, "paused", False)]
    )
    assert told.ends["paused"] is None
    assert told.ends["waiting"] is None
    assert told.ends["contacted"] == 20


def test_a_share_that_gives_a_few_away_is_withheld_too() -> None:
    assert report([heard_after(5)] * 30 + [heard_after(60, is_missed=True)]).share is None


def test_a_quantile_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        quantile([], 0.5)
