"""A centre that knows its weeks holds somebody where better is likely soon, never for long; a young one nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kindward.matching.clinic import History
from kindward.site.care import coordinator_selectors, matching_run, past
from kindward.site.care.models import Assessment, Event, Kind, Match, Offer, Therapist
from kindward.site.people.models import Person

from .conftest import ANSWERS, NOW

MONTH = 28 * 24.0


@pytest.fixture
def thea_takes_few(asked: Assessment, thea: Therapist) -> Therapist:
    """She is there and suits Bob a little."""
    Therapist.objects.filter(pk=thea.pk).update(specialties=["grief"])
    return thea


@pytest.fixture
def grace(therapist: Callable[..., Therapist], alice_person: Person) -> Therapist:
    """She suits Bob well; her one place is taken, and one of hers opens most hours."""
    made = therapist("Grace", windows=["tue-ev", "thu-ev"])
    row = Assessment.objects.create(person=alice_person, begun_at=NOW, answers=ANSWERS)
    offer = Offer.objects.create(
        assessment=row,
        person=row.person,
        case=row.case,
        therapist=made,
        expires_at=NOW,
        made_at=NOW,
        fit=900,
        state="accepted",
    )
    Match.objects.create(assessment=row, person=row.person, therapist=made, offer=offer, made_at=NOW)
    return made


def kinds() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


def test_where_better_is_likely_soon_somebody_is_held_and_after_twelve_hours_offered(
    thea_takes_few: Therapist, grace: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks = History(MONTH, (), {str(grace.public_id): 500})
    monkeypatch.setattr(matching_run, "history", lambda now: weeks)
    assert matching_run.run(NOW + timedelta(minutes=5)) == 0
    assert Kind.NO_CAPACITY not in kinds()
    [row] = coordinator_selectors.queue(NOW + timedelta(minutes=6)).rows
    assert row.state == coordinator_selectors.HELD
    assert matching_run.run(NOW + timedelta(hours=12, minutes=1)) == 1
    assert Offer.objects.get(state="out").therapist == thea_takes_few


def test_a_place_that_opens_meanwhile_goes_to_who_was_held(
    thea_takes_few: Therapist, grace: Therapist, monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks = History(MONTH, (), {str(grace.public_id): 500})
    monkeypatch.setattr(matching_run, "history", lambda now: weeks)
    assert matching_run.run(NOW + timedelta(minutes=5)) == 0
    Match.objects.update(ended_at=NOW + timedelta(hours=1))
    assert matching_run.run(NOW + timedelta(hours=1)) == 1
    assert Offer.objects.get(state="out").therapist == grace


def test_a_young_centre_expects_nothing_and_offers_at_once(
    thea_takes_few: Therapist, grace: Therapist
) -> None:
    assert past.history(NOW + timedelta(minutes=5)) == past.NOTHING
    assert matching_run.run(NOW + timedelta(minutes=5)) == 1


def months_of_asking(count: int, days: int) -> None:
    for number in range(count):
        person = Person.objects.create(device_hash=f"{number:064d}")
        at = NOW - timedelta(days=days) * (number + 1) / count
        Assessment.objects.create(person=person, begun_at=at, submitted_at=at, ended_at=at, answers=ANSWERS)


def test_the_weeks_before_are_who_asked_and_what_opened(db: None, thea: Therapist) -> None:
    months_of_asking(30, days=40)
    row = Assessment.objects.first()
    assert row
    offer = Offer.objects.create(
        assessment=row,
        person=row.person,
        case=row.case,
        therapist=thea,
        expires_at=NOW,
        made_at=NOW,
        fit=900,
        state="accepted",
    )
    began, ended = NOW - timedelta(days=9), NOW - timedelta(days=3)
    Match.objects.create(
        assessment=row, person=row.person, therapist=thea, offer=offer, made_at=began, ended_at=ended
    )
    with CaptureQueriesContext(connection) as asked:
        found = past.history(NOW)
    assert found.hours == MONTH
    assert len(found.clients) == 20 + 1
    assert found.opened == {str(thea.public_id): 1}
    assert len(asked) <= 6


def test_a_centre_of_ten_days_has_no_weeks_yet(db: None) -> None:
    months_of_asking(30, days=10)
    assert past.history(NOW) == past.NOTHING
