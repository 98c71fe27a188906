"""The API about oneself: today's plan, and answers to instruments in our shape or as FHIR."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kindward.measure.fhir import response_to_fhir
from kindward.site.progress.instruments import instruments
from kindward.site.progress.models import Response
from kindward.site.trainer.models import Chosen
from practice_fixtures import send, send_session

RESPONSES = "/api/v1/responses"


@pytest.fixture
def fresh_limits(db: None) -> None:
    cache.clear()


kept = pytest.mark.usefixtures("fresh_limits")


def body(**changes: Any) -> dict[str, Any]:
    return {"key": "my-answers", "instrument": "three-flows", "answers": [6] * 12} | changes


def fhir(name: str = "phq-9", **changes: Any) -> dict[str, Any]:
    answers = [1, 0, 2, 1, 0, 0, 1, 0, 0]
    made = response_to_fhir(instruments()[name], answers, datetime(2026, 3, 1, 9, tzinfo=UTC))
    return made | {"identifier": {"system": "urn:elsewhere", "value": "from-elsewhere-1"}} | changes


def error(answer: Any) -> tuple[int, str, str | None]:
    said = answer.json()["error"]
    return answer.status_code, said["code"], said.get("field")


def test_a_stranger_gets_a_plan_with_its_reason_and_without_the_database(newcomer: Client) -> None:
    plan = newcomer.get("/api/v1/plan").json()["plan"]
    assert plan["why"].startswith("Because")
    assert {"name": "first_session", "value": True} in plan["facts"]
    assert len(plan["alternatives"]) == 2
    assert 0 < plan["propensity"] <= 1


@kept
def test_the_plan_is_what_the_first_page_shows(bob: Client) -> None:
    send_session(bob)
    plan = bob.get("/api/v1/plan").json()["plan"]
    assert f"/practise/{plan['practice']}/" in bob.get("/").content.decode()
    made = Chosen.objects.get()
    assert (plan["practice"], plan["seconds"], plan["facts"]) == (made.practice, made.seconds, made.facts)
    assert plan["propensity"] == made.log["propensity"]


@kept
def test_answers_are_scored_and_kept_once(newcomer: Client) -> None:
    first, again = send(newcomer, RESPONSES, body()), send(newcomer, RESPONSES, body())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["response"]["score"]["subscales"]["to_self"] == 6
    assert first.json()["help"] is None
    assert Response.objects.count() == 1
    assert [one["key"] for one in newcomer.get(RESPONSES).json()["responses"]] == ["my-answers"]


@kept
def test_the_list_can_be_of_one_instrument(bob: Client) -> None:
    send(bob, RESPONSES, body())
    send(bob, RESPONSES, fhir())
    assert len(bob.get(RESPONSES).json()["responses"]) == 2
    (one,) = bob.get(f"{RESPONSES}?instrument=phq-9").json()["responses"]
    assert one["instrument"] == "phq-9"


@kept
def test_fhir_is_taken_in_under_its_identifier_and_its_own_time(bob: Client) -> None:
    told = send(bob, RESPONSES, fhir())
    assert told.status_code == 201
    kept_as = told.json()["response"]
    assert (kept_as["key"], kept_as["day"]) == ("from-elsewhere-1", "2026-03-01")
    assert kept_as["score"]["total"] == 5
    assert send(bob, RESPONSES, fhir()).status_code == 200


@kept
def test_fhirs_own_content_type_will_do(newcomer: Client) -> None:
    import json

    answer = newcomer.post(RESPONSES, json.dumps(fhir()), content_type="application/fhir+json")
    assert answer.status_code == 201


@kept
def test_an_answer_that_calls_for_help_is_answered_with_where_it_is(bob: Client) -> None:
    answer = send(bob, RESPONSES, body(instrument="phq-9", answers=[0] * 8 + [1])).json()
    assert next(iter(answer)) == "help"
    assert answer["help"] == "/help/"


@kept
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (body(key=None), "key"),
        (body(key="short"), "key"),
        (body(instrument="nobody"), "instrument"),
        (body(answers=[6] * 11), "answers"),
        (body(answers=[11] * 12), "answers"),
        (body(answers=[True] * 12), "answers"),
        (body(answers=["6"] * 12), "answers"),
        (body(answers=[None] * 12), "answers"),
        (body(answers="all of them"), "answers"),
        (body(surprise=1), "surprise"),
        (fhir(questionnaire="urn:elsewhere"), "questionnaire"),
        (fhir(status="nonsense", item="none"), "item"),
        (fhir(identifier=None), "key"),
        ({"resourceType": "Patient"}, "questionnaire"),
    ],
)
def test_what_is_wrong_is_said_in_the_one_shape(newcomer: Client, wrong: dict[str, Any], field: str) -> None:
    assert error(send(newcomer, RESPONSES, wrong)) == (422, "invalid", field)
    assert not Response.objects.exists()


@kept
def test_a_list_of_something_that_is_not_there_says_so(bob: Client) -> None:
    assert error(bob.get(f"{RESPONSES}?instrument=nobody")) == (422, "invalid", "instrument")


@kept
def test_another_site_cannot_answer_in_somebodys_name(alice: Client) -> None:
    answer = send(alice, RESPONSES, body(), Origin="https://elsewhere.example")
    assert error(answer) == (403, "denied", None)


@kept
def test_a_time_to_come_is_now(bob: Client) -> None:
    kept_as = send(bob, RESPONSES, body(at="2099-01-01T00:00:00Z")).json()["response"]
    assert kept_as["at"] < "2099"
