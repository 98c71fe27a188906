"""Responses as FHIR R4, there and back; what we write is checked with fhir.resources."""

import json
from datetime import UTC, datetime

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given
from hypothesis import strategies as st

from kindward.measure.fhir import FhirError, response_from_fhir, response_to_fhir
from kindward.measure.instruments import load_instruments
from kindward.measure.score import AnswerError

INSTRUMENTS = load_instruments()
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
#: LOINC 44249-1 and its answer list LL358-3, as loinc.org and US Core 7 have them.
PHQ_9_ITEMS = [
    "44250-9",
    "44255-8",
    "44259-0",
    "44254-1",
    "44251-7",
    "44258-2",
    "44252-5",
    "44253-3",
    "44260-8",
]
PHQ_9_ANSWERS = ["LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9"]


def coded(link, code):
    return {"linkId": link, "answer": [{"valueCoding": {"system": "http://loinc.org", "code": code}}]}


def response(*items):
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": list(items)}


@st.composite
def answered(draw):
    instrument = INSTRUMENTS[draw(st.sampled_from(sorted(INSTRUMENTS)))]
    answer = st.none() | st.integers(instrument.low, instrument.high)
    return instrument, draw(st.lists(answer, min_size=instrument.items, max_size=instrument.items))


@given(answered())
def test_every_response_goes_there_and_back(one):
    instrument, answers = one
    resource = json.loads(json.dumps(response_to_fhir(instrument, answers, NOON)))
    QuestionnaireResponse.model_validate(resource)
    assert response_from_fhir(instrument, resource) == answers


def test_the_phq_9_has_its_loinc_codes():
    resource = response_to_fhir(
        INSTRUMENTS["phq-9"], [0, 1, 2, 3, 0, 1, 2, 3, None], NOON, subject="Patient/1"
    )
    assert resource["questionnaire"] == "http://loinc.org/q/44249-1"
    assert resource["authored"] == "2026-11-23T12:00:00+00:00"
    assert resource["subject"] == {"reference": "Patient/1"}
    *items, total = resource["item"]
    assert [item["linkId"] for item in items] == [f"/{code}" for code in PHQ_9_ITEMS]
    codes = [item["answer"][0]["valueCoding"]["code"] for item in items[:8]]
    assert codes == PHQ_9_ANSWERS * 2
    assert "answer" not in items[8]
    # 12 of 8 items, made up to 9: 13.5.
    assert total == {"linkId": "/44261-6", "answer": [{"valueDecimal": 13.5}]}


def test_a_whole_total_is_a_whole_number():
    resource = response_to_fhir(INSTRUMENTS["phq-9"], [1] * 9, NOON)
    assert resource["item"][-1] == {"linkId": "/44261-6", "answer": [{"valueInteger": 9}]}


def test_the_gad_7_has_its_loinc_codes():
    resource = response_to_fhir(INSTRUMENTS["gad-7"], [0] * 7, NOON)
    links = ["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7", "70274-6"]
    assert [item["linkId"] for item in resource["item"]] == [f"/{code}" for code in links]


def test_our_own_profile_has_numbers_and_its_words():
    resource = response_to_fhir(INSTRUMENTS["three-flows"], [5] * 12, NOON)
    assert resource["questionnaire"] == "urn:kindward:instrument:three-flows"
    assert resource["item"][0]["linkId"] == "1"
    assert resource["item"][0]["text"] == INSTRUMENTS["three-flows"].text.items[0]
    assert resource["item"][0]["answer"] == [{"valueInteger": 5}]


def test_a_response_of_another_system_is_read_and_what_is_not_an_item_left_alone():
    items = [coded(f"/{code}", PHQ_9_ANSWERS[n % 4]) for n, code in enumerate(PHQ_9_ITEMS)]
    resource = response(
        *items, coded("/69722-7", "LA6573-5"), {"linkId": "/44261-6", "answer": [{"valueInteger": 99}]}
    )
    assert response_from_fhir(INSTRUMENTS["phq-9"], resource) == [0, 1, 2, 3, 0, 1, 2, 3, 0]


def test_items_may_lie_in_groups_and_in_any_order():
    resource = response({"linkId": "g", "item": [coded("44255-8", "LA6571-9"), coded("44250-9", "LA6568-5")]})
    assert response_from_fhir(INSTRUMENTS["phq-2"], resource) == [0, 3]


def test_an_answer_may_say_its_number_in_other_ways():
    ordinal = {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}
    resource = response(
        {"linkId": "1", "answer": [{"valueCoding": {"code": "often", "extension": [ordinal]}}]},
        {"linkId": "2", "answer": [{"valueDecimal": 3.0}]},
    )
    assert response_from_fhir(INSTRUMENTS["phq-2"], resource) == [2, 3]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (
            [coded("/44250-9", "LA9999-9")],
            "item 1: its answer is no number and no code of this questionnaire",
        ),
        ([{"linkId": "1", "answer": [{"valueInteger": 4}]}], "item 1: “4” is not an answer; expected 0 to 3"),
        ([{"linkId": "1", "answer": [{"valueDecimal": 1.5}]}], "item 1: its answer is no number"),
        ([{"linkId": "1", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]}], "item 1: has 2 answers"),
        ([coded("1", "LA6568-5"), coded("/44250-9", "LA6568-5")], "item 1: is there twice"),
        ([coded("/99999-9", "LA6568-5")], "item: none belongs to PHQ-2"),
        ([], "item: none belongs to PHQ-2"),
        ([{"answer": []}], "linkId"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(items, said):
    with pytest.raises(FhirError) as refused:
        response_from_fhir(INSTRUMENTS["phq-2"], response(*items))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    "resource", [None, [], {"resourceType": "Patient"}, {"resourceType": "QuestionnaireResponse"}]
)
def test_another_resource_is_refused(resource):
    with pytest.raises(FhirError):
        response_from_fhir(INSTRUMENTS["phq-2"], resource)


def test_what_fhir_does_not_allow_is_refused():
    with pytest.raises(FhirError, match="status"):
        response_from_fhir(INSTRUMENTS["phq-2"], {**response(coded("1", "LA6568-5")), "status": 7})


def test_a_time_needs_a_zone():
    with pytest.raises(FhirError, match="authored: has no time zone"):
        response_to_fhir(INSTRUMENTS["phq-2"], [0, 0], NOON.replace(tzinfo=None))


def test_wrong_answers_are_not_written():
    with pytest.raises(AnswerError):
        response_to_fhir(INSTRUMENTS["phq-2"], [0, 4], NOON)
