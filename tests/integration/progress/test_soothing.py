"""What practice did for somebody, and their directions over time: words, pictures and tables that agree."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from kindward.measure.instrument import Norm
from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.progress.instruments import instruments
from kindward.site.progress.services import record_response
from kindward.site.progress.soothing import Soothing
from practice_fixtures import send_check_in, send_session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def page_of(client: Client) -> str:
    return html.unescape(client.get("/you/").content.decode())


def answers(client: Client, soothing: int, times: int) -> None:
    for number in range(times):
        send_session(client, key=f"session-{number:03}")
        send_check_in(client, key=f"check-in-{number:03}", session=f"session-{number:03}", soothing=soothing)


def one(mean: float, half: float) -> Soothing:
    return Soothing(catalogue()["five-senses"], 3, mean, mean, half)


@pytest.mark.parametrize(
    ("mean", "half", "says"),
    [
        (2.9, 0.9, "usually quite soothing, not sure yet"),
        (0.3, 0.3, "usually not soothing, and that is fairly sure"),
        (1.4, 0.6, "usually a little soothing, not quite sure yet"),
        (2.0, 0.2, "usually somewhat soothing, and that is fairly sure"),
        (3.6, 0.3, "usually very soothing, and that is fairly sure"),
    ],
)
def test_words_are_those_of_the_nearest_answer_and_of_how_sure_it_is(
    mean: float, half: float, says: str
) -> None:
    assert one(mean, half).says == says


def test_dot_and_band_stay_within_the_scale() -> None:
    assert one(2, 1).dot == 160
    assert one(2, 1).band == (85, 150)
    assert one(3.8, 1).band == (220, 90)
    assert one(-0.1, 0.5).dot == 10


def test_without_an_answer_nothing_is_said_of_soothing(bob: Client) -> None:
    send_session(bob)
    assert "What practice did for you" not in page_of(bob)


def test_one_answer_is_a_wide_band_and_many_are_a_narrow_one(bob: Client) -> None:
    def band(page: str) -> float:
        return float(re.findall(r'<rect class="band" x="[\d.]+" y="7" width="([\d.]+)"', page)[0])

    answers(bob, soothing=4, times=1)
    few = page_of(bob)
    answers(bob, soothing=4, times=25)
    many = page_of(bob)
    assert "not sure yet" in few
    assert "usually very soothing, and that is fairly sure" in many
    assert band(many) < band(few) / 2


def test_the_picture_has_a_name_a_sentence_and_a_table(bob: Client) -> None:
    answers(bob, soothing=4, times=2)
    page = page_of(bob)
    assert re.search(r'role="img" aria-labelledby="soothes-1 soothes-1-says"', page)
    low, high = re.findall(r"between ([\d.]+) and ([\d.]+) nine times in ten", page)[0]
    assert f"between {low} and {high}</td>" in page
    assert "2 answers, mean 4.0" in page


def measures(person: Person, *sets: tuple[int, int, int]) -> None:
    now = timezone.now()
    for number, levels in enumerate(sets):
        at = now - timedelta(days=14 * (len(sets) - number))
        record_response(person, instruments()["three-flows"], levels * 4, f"response-{number}", now, at)


def test_a_flow_measured_once_has_no_line(bob: Client, bob_person: Person) -> None:
    measures(bob_person, (5, 5, 5))
    page = page_of(bob)
    assert "Your three directions" in page
    assert "<polyline" not in page


def test_a_flow_measured_twice_has_a_line_a_band_and_a_sentence(bob: Client, bob_person: Person) -> None:
    measures(bob_person, (5, 5, 2), (5, 5, 8))
    page = page_of(bob)
    assert page.count("<polyline") == page.count('<polygon class="band"') == 3
    # 0 to 10 on 94 units: 2 stands at 83.2 from above, 8 at 26.8.
    assert '<polyline points="8,83.2 312,26.8"/>' in page
    assert re.search(r"From 2 on .* to 8 on .*, on a scale from 0 to 10\.", page)
    assert "Shown without a verdict" in page


def test_that_nobody_has_measured_chance_is_said_once(bob: Client, bob_person: Person) -> None:
    measures(bob_person, (5, 5, 2), (5, 5, 8))
    page = page_of(bob)
    assert page.count("Shown without a verdict") == 1
    assert [name in page for name in ("To others", "From others", "To yourself")] == [True, True, True]


def test_with_a_norm_the_verdict_is_said_with_what_it_would_take(
    bob: Client, bob_person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    norm = Norm("to_self", "made up here", 400, 5, 2, 0.75, "test-retest, 2 weeks", "this test")
    monkeypatch.setattr("kindward.measure.instrument.Instrument.norm", lambda *_: norm)
    measures(bob_person, (5, 5, 4), (5, 5, 4))
    assert "answering one more time, two weeks apart, may tell" in page_of(bob)
    measures(bob_person, (5, 5, 4), (5, 5, 4), (5, 5, 9))
    assert "It has opened since" in page_of(bob)
    assert "it would take 2.4" in page_of(bob)
