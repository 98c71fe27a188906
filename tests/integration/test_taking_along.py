"""Everything a person has here goes along with them: no room keeps something that nobody exports."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client

from kindward.site.people.exports import EXPORTERS
from kindward.site.people.models import Person
from people_fixtures import PASSWORD
from practice_fixtures import send, send_check_in, send_session

pytestmark = pytest.mark.django_db
PERSONAL = {
    model
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if getattr(field, "related_model", None) is Person and getattr(field, "concrete", False)
}
TAKEN = {model for exporter in EXPORTERS.values() for model in exporter.models}
LEFT_OUT = {model: why for exporter in EXPORTERS.values() for model, why in exporter.left_out.items()}


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def full(client: Client) -> None:
    """A session, a check-in, answers, a decision, a wish and the eight weeks."""
    send_session(client)
    send_check_in(client)
    send(
        client,
        "/api/v1/responses",
        {"key": "answers-1", "instrument": "three-flows", "answers": [7, None, 3] * 4},
    )
    client.get("/")
    client.post("/you/plan/", {"pinned": "five-senses"})
    client.post("/programme/start/", {"minutes": "10", "order": "usual"})


def test_every_model_about_a_person_is_taken_along_or_left_out_for_a_reason() -> None:
    assert {model.__name__ for model in PERSONAL} >= {"Session", "Response", "Chosen", "Course"}
    assert PERSONAL - TAKEN - LEFT_OUT.keys() == set()
    assert not TAKEN & LEFT_OUT.keys()
    assert all(len(why.split()) >= 4 for why in LEFT_OUT.values())


def test_rooms_do_not_use_the_same_name() -> None:
    names = [name for exporter in EXPORTERS.values() for name in exporter.empty]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("address", ["/api/v1/export", "/you/everything.json"])
def test_everything_is_there(bob: Client, address: str) -> None:
    full(bob)
    told = bob.get(address).json()
    assert [session["key"] for session in told["sessions"]] == ["a-session"]
    assert told["check_ins"][0]["soothing"] == 3
    assert told["responses"][0]["score"]["subscales"] == {"to_others": 7, "from_others": None, "to_self": 3}
    assert told["wish"]["pinned"] == "five-senses"
    assert 0 < told["decisions"][0]["log"]["propensity"] <= 1
    assert told["learned"]["practices"]
    assert told["programme"]["course"]["minutes"] == 10
    assert told["person"]["account"] is None


def test_an_account_takes_its_name_along_once_it_has_shown_who_it_is(
    alice: Client, alice_person: Person
) -> None:
    refused = alice.get("/api/v1/export")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "denied")
    alice.post("/account/reauthenticate/", {"password": PASSWORD})
    assert alice.get("/api/v1/export").json()["person"]["account"]["name"] == "alice"


def test_a_newcomer_has_nothing_and_becomes_nobody(newcomer: Client) -> None:
    told = newcomer.get("/api/v1/export").json()
    assert told["person"] is None
    assert told["sessions"] == told["responses"] == told["decisions"] == []
    assert not Person.objects.exists()


def test_nobody_takes_what_is_anothers(alice: Client, bob: Client) -> None:
    full(bob)
    for address in ("/api/v1/export", "/you/everything.json", "/you/answers.csv", "/you/answers.fhir.json"):
        assert b"a-session" not in alice.get(address).content
        assert b"answers-1" not in alice.get(address).content


def test_answers_and_scores_are_lines_of_a_table(bob: Client) -> None:
    full(bob)
    lines = list(csv.DictReader(io.StringIO(bob.get("/you/answers.csv").content.decode())))
    told = {line["what"]: line["value"] for line in lines}
    assert {line["key"] for line in lines} == {"answers-1"}
    assert (told["item1"], told["item2"], told["to_others"], told["from_others"]) == ("7", "", "7", "")


def test_answers_are_a_bundle_that_fhir_accepts_and_that_can_come_in_again(
    bob: Client, alice: Client
) -> None:
    from fhir.resources.R4B.bundle import Bundle

    full(bob)
    taken = bob.get("/you/answers.fhir.json").json()
    assert Bundle.model_validate(taken).type == "collection"
    (entry,) = taken["entry"]
    assert send(alice, "/api/v1/responses", entry["resource"]).status_code == 201
    there = alice.get("/api/v1/responses").json()["responses"][0]
    here = bob.get("/api/v1/responses").json()["responses"][0]
    assert (there["key"], there["answers"]) == (here["key"], here["answers"])
    before, after = (datetime.fromisoformat(one["at"]).astimezone(UTC) for one in (here, there))
    assert before.replace(microsecond=0) == after


def test_an_empty_bundle_is_fhir_too(newcomer: Client) -> None:
    from fhir.resources.R4B.bundle import Bundle

    assert Bundle.model_validate(newcomer.get("/you/answers.fhir.json").json()).entry is None
