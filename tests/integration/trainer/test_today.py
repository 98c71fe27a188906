"""Today's practice on the first page: chosen once a day, with its reason, after what the person wishes."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.trainer.engine import trainer
from kindward.site.trainer.models import Chosen
from practice_fixtures import send_check_in

from .conftest import MORNING, Practises


def page_of(client: Client, address: str = "/") -> str:
    return html.unescape(client.get(address).content.decode())


def offered(client: Client) -> str:
    """The slug that Begin leads to."""
    return re.findall(r'<form action="/practise/([^/]+)/"', page_of(client))[0]


def gentle(slug: str) -> float:
    curriculum = trainer().curriculum
    return float(curriculum.gentleness[curriculum.index[slug]])


def test_a_decision_is_kept_once_a_day_with_the_chance_it_had(
    bob: Client, bob_person: Person, practises: Practises, morning: time_machine.Coordinates
) -> None:
    practises(bob)
    first = offered(bob)
    morning.shift(timedelta(hours=6))
    assert offered(bob) == first
    made = Chosen.objects.get(person=bob_person)
    assert made.practice == made.log["slug"] == first
    assert 0 < made.log["propensity"] <= 1
    assert made.log["chances"][first] == pytest.approx(made.log["propensity"])
    assert sum(made.log["chances"].values()) == pytest.approx(1)
    assert made.facts
    morning.shift(timedelta(hours=20))
    offered(bob)
    assert Chosen.objects.filter(person=bob_person).count() == 2


def test_the_page_gives_the_reason_that_was_kept(bob: Client, practises: Practises) -> None:
    practises(bob)
    assert Chosen.objects.count() == 0
    assert page_of(bob).count(Chosen.objects.get().why) == 1


def test_something_else_shows_two_others_with_reasons_and_chooses_nothing_anew(
    bob: Client, practises: Practises
) -> None:
    practises(bob)
    page = page_of(bob, "/?else=1")
    (made,) = Chosen.objects.all()
    assert len({made.practice, *(other["slug"] for other in made.alternatives)}) == 3
    for other in made.alternatives:
        assert f"/practise/{other['slug']}/?seconds={other['seconds']}" in page
        assert other["why"] in page
    offered(bob)
    assert Chosen.objects.count() == 1


def test_what_is_pinned_is_offered_and_says_so(bob: Client, practises: Practises) -> None:
    practises(bob)
    offered(bob)
    bob.post("/you/plan/", {"pinned": "soles-of-the-feet"})
    assert offered(bob) == "soles-of-the-feet"
    assert "Because you asked for this one." in page_of(bob)


def test_what_is_excluded_is_never_offered(bob: Client, practises: Practises) -> None:
    practises(bob)
    left = {"five-senses", "soothing-touch", "soles-of-the-feet"}
    bob.post("/you/plan/", {"excluded": [slug for slug in catalogue() if slug not in left]})
    page_of(bob, "/?else=1")
    (made,) = Chosen.objects.all()
    assert {made.practice, *(other["slug"] for other in made.alternatives)} <= left


def test_somebody_who_excludes_all_of_them_is_still_met(bob: Client, practises: Practises) -> None:
    practises(bob)
    bob.post("/you/plan/", {"excluded": list(catalogue())})
    assert offered(bob) in catalogue()


def test_nothing_longer_than_the_time_there_is(bob: Client, practises: Practises) -> None:
    practises(bob)
    bob.post("/you/plan/", {"seconds": "60"})
    offered(bob)
    assert Chosen.objects.get().seconds <= 60


def test_a_chosen_direction_is_followed_and_named(bob: Client, practises: Practises) -> None:
    for days in range(2, 12):
        practises(bob, "five-senses" if days % 2 else "soothing-touch", hours_ago=24 * days)
    bob.post("/you/plan/", {"flow": "to_others"})
    offered(bob)
    made = Chosen.objects.get()
    curriculum = trainer().curriculum
    assert curriculum.trains[curriculum.index[made.practice], 0] > 0
    assert {"name": "chosen_flow", "value": "to_others"} in made.facts


def test_a_wish_that_is_none_is_left_out(bob: Client, bob_person: Person) -> None:
    bob.post("/you/plan/", {"pinned": "../etc", "excluded": ["nobody"], "seconds": "-7", "flow": "sideways"})
    wish = bob_person.wish
    assert (wish.pinned, wish.excluded, wish.seconds_available, wish.flow) == ("", [], None, "")


def test_after_two_hurts_the_page_is_gentler_and_says_why(bob: Client, practises: Practises) -> None:
    practises(bob, "loving-kindness", hours_ago=50)
    before = page_of(bob)
    practises(bob, "loving-kindness", hours_ago=26, hurt="passed")
    practises(bob, "loving-kindness-for-one", hours_ago=2, hurt="passed")
    page = page_of(bob)
    made = Chosen.objects.latest("pk")
    assert "Because practice has hurt lately" in page
    assert "Because practice has hurt lately" not in before
    assert made.eased
    assert not made.step_up
    assert made.seconds <= 240
    assert gentle(made.practice) >= 0.8
    assert made.practice not in ("loving-kindness", "loving-kindness-for-one")


def test_a_hurt_that_is_told_later_in_the_day_changes_the_offer(bob: Client, practises: Practises) -> None:
    practises(bob, "loving-kindness", hours_ago=3)
    assert "hurt" not in page_of(bob)
    at = (MORNING - timedelta(hours=3)).isoformat()
    send_check_in(bob, session="session-0000", at=at, soothing=None, hurt="still_here")
    assert "Because practice has hurt lately" in page_of(bob)


def test_when_it_goes_on_somebody_to_talk_to_is_offered_and_nothing_is_locked(
    bob: Client, practises: Practises
) -> None:
    for days in (9, 3):
        practises(bob, "loving-kindness", hours_ago=24 * days, hurt="still_here")
    page = page_of(bob)
    assert Chosen.objects.get().step_up
    note = re.findall(r'<p class="note small">(.*?)</p>', page)[0]
    assert 'href="/care/"' in note
    assert bob.get("/practise/loving-kindness/?seconds=180&voice=text").status_code == 200


def test_old_hurts_no_longer_slow_anybody_down(bob: Client, practises: Practises) -> None:
    for days in (60, 55):
        practises(bob, "loving-kindness", hours_ago=24 * days, hurt="passed")
    practises(bob, hours_ago=5)
    page_of(bob)
    assert not Chosen.objects.get().eased


@pytest.mark.parametrize("address", ["/", "/?else=1", "/you/plan/", "/api/v1/plan"])
def test_looking_costs_the_same_queries_with_3_and_with_60_sessions(
    bob: Client, practises: Practises, address: str
) -> None:
    def cost() -> int:
        bob.get(address)
        with CaptureQueriesContext(connection) as queries:
            bob.get(address)
        return len(queries)

    for hour in range(3):
        practises(bob, hours_ago=100 + hour, soothing=3)
    few = cost()
    for hour in range(57):
        practises(bob, hours_ago=10 + hour, soothing=3)
    # One of them asks whether a therapist has set a practice.
    assert cost() == few <= 8
