"""Words of questionnaires from the operator's folder."""

import json

import pytest

from kindward.measure.instruments import check_texts, load_instruments, with_texts

WORDS = """\
licence: Ours to show, by letter of 1 May 2026.
intro: In the last two weeks
items: [I was glad, I was sorry]
options: [never, seldom, often, always]
low: never
high: always
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "instruments"
    folder.mkdir()
    return folder


def test_words_make_an_instrument_assignable(folder):
    (folder / "phq-2.yml").write_text(WORDS)
    phq = load_instruments(own=folder)["phq-2"]
    assert phq.can_be_assigned
    assert phq.no_text == ""
    assert phq.text.items == ("I was glad", "I was sorry")
    assert phq.text.options == ("never", "seldom", "often", "always")
    assert phq.text.licence == "Ours to show, by letter of 1 May 2026."


def test_without_words_it_says_where_they_are_expected(folder):
    phq = load_instruments(own=folder)["phq-2"]
    assert not phq.can_be_assigned
    assert f"{folder / 'phq-2'}.yml" in phq.no_text


def test_a_folder_that_is_not_there_is_an_empty_one(tmp_path, instruments):
    assert not with_texts(instruments, tmp_path / "none")["phq-2"].can_be_assigned


def test_our_own_words_stay_where_the_folder_has_none(folder):
    assert load_instruments(own=folder)["three-flows"].can_be_assigned


@pytest.mark.parametrize(
    ("field", "instead", "line", "said"),
    [
        ("licence: Ours to show, by letter of 1 May 2026.\n", "", 1, "licence: is missing"),
        ("items: [I was glad, I was sorry]", "items: [I was glad]", 3, "items: there are 1; expected 2"),
        ("items: [I was glad, I was sorry]", "items: [yes, no]", 3, "items: is not a list of texts"),
        (
            "options: [never, seldom, often, always]",
            "options: [never, always]",
            4,
            "options: there are 2; expected 4",
        ),
        ("low: never", "lowest: never", 5, "lowest: is not known"),
    ],
)
def test_a_slip_takes_only_that_instrument_out_and_is_told(folder, field, instead, line, said):
    path = folder / "phq-2.yml"
    path.write_text(WORDS.replace(field, instead))
    loaded = load_instruments(own=folder)
    assert not loaded["phq-2"].can_be_assigned
    assert loaded["phq-2"].no_text.startswith(f"{path}:{line}: {said}")
    assert loaded["three-flows"].can_be_assigned
    assert [str(finding) for finding in check_texts(load_instruments(), folder)] == [loaded["phq-2"].no_text]


def test_two_files_for_one_are_one_too_many(folder):
    (folder / "phq-2.yml").write_text(WORDS)
    (folder / "phq-2.json").write_text("{}")
    assert "there is also phq-2.json" in load_instruments(own=folder)["phq-2"].no_text


def test_a_file_for_no_key_is_found(folder, instruments):
    (folder / "phq9.yml").write_text(WORDS)
    (finding,) = check_texts(instruments, folder)
    assert finding.message.startswith("no key has this name; expected one of ceas-from-others, ")


def test_an_operators_norm_comes_before_those_that_ship(folder):
    numbers = "n: 90, mean: 2, sd: 1.5, reliability: 0.8"
    norm = f"{{of: total, sample: Here, {numbers}, reliability_kind: retest, source: A}}"
    (folder / "phq-2.yml").write_text(f"{WORDS}norms:\n  - {norm}\n")
    assert load_instruments(own=folder)["phq-2"].norm("total").sample == "Here"


QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "status": "active",
    "description": "In the last two weeks",
    "copyright": "Ours to show.",
    "item": [
        {"linkId": "0", "type": "display", "text": "Please answer."},
        {
            "linkId": "g",
            "type": "group",
            "item": [
                # In another order than the key's, found by their codes.
                {"linkId": "/44255-8", "type": "choice", "text": "I was sorry"},
                {"linkId": "a", "code": [{"code": "44250-9"}], "type": "choice", "text": "I was glad"},
            ],
        },
        {"linkId": "/69722-7", "type": "choice", "text": "How hard was it?"},
        {"linkId": "/55758-7", "type": "integer", "readOnly": True, "text": "Sum"},
    ],
}
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def with_options(resource, options):
    copy = json.loads(json.dumps(resource))
    for item in copy["item"][1]["item"]:
        item["answerOption"] = options
    return copy


def test_words_can_come_from_a_fhir_questionnaire(folder):
    (folder / "phq-2.json").write_text(json.dumps(QUESTIONNAIRE))
    text = load_instruments(own=folder)["phq-2"].text
    assert text.items == ("I was glad", "I was sorry")
    assert (text.intro, text.licence, text.options) == ("In the last two weeks", "Ours to show.", ())


def test_its_answers_are_put_in_the_order_of_their_numbers(folder):
    words = ["never", "seldom", "often", "always"]
    options = [
        {
            "valueCoding": {
                "code": f"c{n}",
                "display": word,
                "extension": [{"url": ORDINAL, "valueDecimal": n}],
            }
        }
        for n, word in reversed(list(enumerate(words)))
    ]
    (folder / "phq-2.json").write_text(json.dumps(with_options(QUESTIONNAIRE, options)))
    text = load_instruments(own=folder)["phq-2"].text
    assert text.options == tuple(words)
    assert (text.low, text.high) == ("never", "always")


def test_a_questionnaire_without_codes_is_taken_in_its_own_order(folder):
    items = [{"linkId": str(n), "type": "choice", "text": f"Statement {n}"} for n in range(1, 6)]
    resource = {"resourceType": "Questionnaire", "status": "active", "copyright": "WHO", "item": items}
    (folder / "who-5.json").write_text(json.dumps(resource))
    assert load_instruments(own=folder)["who-5"].text.items[4] == "Statement 5"


def test_answers_may_lie_in_a_contained_value_set(folder):
    resource = json.loads(json.dumps(QUESTIONNAIRE))
    concepts = [
        {"code": str(n), "display": word} for n, word in enumerate(["never", "seldom", "often", "always"])
    ]
    resource["contained"] = [
        {"resourceType": "ValueSet", "id": "a", "compose": {"include": [{"concept": concepts}]}}
    ]
    for item in resource["item"][1]["item"]:
        item["answerValueSet"] = "#a"
    (folder / "phq-2.json").write_text(json.dumps(resource))
    assert load_instruments(own=folder)["phq-2"].text.options == ("never", "seldom", "often", "always")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"copyright": " "}, "copyright: is missing"),
        ({"resourceType": "Patient"}, "resourceType: “Patient” is another resource; expected Questionnaire"),
        ({"item": []}, "item: there are 0 to answer; expected 2"),
        ({"item": "none"}, "item: is missing; expected a list of items"),
    ],
)
def test_a_questionnaire_that_does_not_fit_says_why(folder, change, said):
    (folder / "phq-2.json").write_text(json.dumps({**QUESTIONNAIRE, **change}))
    assert f":1: {said}" in load_instruments(own=folder)["phq-2"].no_text


def test_another_number_of_answers_is_refused(folder):
    options = [{"valueString": word} for word in ("no", "yes")]
    (folder / "phq-2.json").write_text(json.dumps(with_options(QUESTIONNAIRE, options)))
    assert "item.answerOption: there are 2; expected 4" in load_instruments(own=folder)["phq-2"].no_text


def test_what_is_not_json_is_told_with_its_line(folder):
    (folder / "phq-2.json").write_text('{\n"a": \n}')
    assert f"{folder / 'phq-2.json'}:3: file: not JSON" in load_instruments(own=folder)["phq-2"].no_text
