"""A problem is read as it was meant, or refused in one line with record, field, what is wrong and what was expected."""

import copy
import json

import pytest

from kindward.matching import WEIGHTS, ProblemError, problem_of, read_problem

WHOLE = {
    "now": "2026-03-02T08:00:00Z",
    "clients": [
        {
            "id": "anna",
            "submitted_at": "2026-03-01T08:00:00+00:00",
            "jurisdiction": "US-OR",
            "languages": ["en"],
            "age_group": "adult",
            "needs": ["shame"],
            "modalities": ["video"],
            "max_fee": 100,
            "insurance": None,
            "windows": ["mon-am"],
            "excluded": [],
            "prefers": {"gender": "woman", "style": None, "culture": [], "approaches": ["act"]},
        }
    ],
    "therapists": [
        {
            "id": "theo",
            "licences": [{"jurisdiction": "US-OR", "expires_on": "2027-01-01"}],
            "languages": ["en"],
            "age_groups": ["adult"],
            "specialties": ["shame"],
            "modalities": ["video"],
            "fee": 90,
            "insurances": [],
            "windows": ["mon-am"],
            "capacity": 4,
            "load": 2,
            "gender": "man",
            "style": "warm",
            "cultures": [],
            "approaches": [],
            "excluded": [],
        }
    ],
}


def changed(side, **fields):
    """The problem with these fields of the one record of that side; ``...`` takes a field away."""
    values = copy.deepcopy(WHOLE)
    record = values if side == "problem" else values[side][0]
    for name, value in fields.items():
        if value is ...:
            del record[name]
        else:
            record[name] = value
    return values


def refusal(values):
    with pytest.raises(ProblemError) as caught:
        problem_of(values)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_a_whole_problem_is_read():
    problem = problem_of(WHOLE)
    (anna,), (theo,) = problem.clients, problem.therapists
    assert (anna.id, anna.max_fee, anna.prefers.gender, anna.prefers.approaches) == (
        "anna",
        100.0,
        "woman",
        ("act",),
    )
    assert (theo.id, theo.free, theo.licences[0].jurisdiction) == ("theo", 2, "US-OR")
    assert problem.weights == WEIGHTS


def test_fields_that_nobody_knows_yet_are_passed_over():
    values = changed("clients", colour="blue") | {"room": 7}
    assert problem_of(values) == problem_of(WHOLE)


def test_what_is_said_twice_counts_once():
    assert problem_of(changed("clients", needs=["shame", "shame"])) == problem_of(WHOLE)


def test_what_may_be_left_out():
    values = changed("clients", needs=..., max_fee=..., insurance=..., excluded=..., prefers=...)
    (anna,) = problem_of(values).clients
    assert (anna.needs, anna.max_fee, anna.prefers.style) == ((), None, None)
    left_out = dict.fromkeys(
        ["load", "specialties", "insurances", "gender", "style", "cultures", "excluded"], ...
    )
    assert problem_of(changed("therapists", **left_out)).therapists[0].load == 0


def test_weights_that_are_not_named_are_none():
    weights = problem_of(WHOLE | {"weights": {"needs": 2, "windows": 0.5}}).weights
    assert weights == dict.fromkeys(WEIGHTS, 0.0) | {"needs": 2.0, "windows": 0.5}


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("submitted_at", "2026-03-01T08:00:00", "is no time in UTC"),
        ("submitted_at", "2026-03-01T08:00:00+02:00", "is no time in UTC"),
        ("submitted_at", "yesterday", "is no time in UTC"),
        ("submitted_at", ..., "is missing"),
        ("submitted_at", 5, "is no time in UTC"),
        ("jurisdiction", "", "is not text"),
        ("jurisdiction", None, "is not text"),
        ("languages", "en", "is not a list"),
        ("languages", [1], "is not a word"),
        ("languages", ..., "is missing"),
        ("age_group", 18, "is not text"),
        ("modalities", ["telepathy"], "is not known; expected video, phone, in_person"),
        ("windows", ["mon"], "is not known; expected mon-am to sun-ev"),
        ("windows", ["Mon-am"], "is not known"),
        ("max_fee", -1, "is not an amount"),
        ("max_fee", True, "is not an amount"),
        ("max_fee", "100", "is not an amount"),
        ("insurance", ["a"], "is not text"),
        ("excluded", [None], "is not a word"),
        ("needs", {"shame": 1}, "is not a list"),
        ("needs", ["\ud800"], "is not a word"),
        ("insurance", "plan \udfff", "is not text"),
        ("prefers", [], "is not a record"),
        ("prefers", {"aproaches": ["act"]}, "is not known here; expected gender, style, culture, approaches"),
        ("prefers", {"culture": "arab"}, "is not a list"),
    ],
)
def test_a_client_that_cannot_be_read_is_named_with_its_field(field, value, said):
    message = refusal(changed("clients", **{field: value}))
    assert message.startswith("clients[0] “anna”: ")
    assert field in message
    assert said in message


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("licences", [{"jurisdiction": "US-OR"}], "licences[0]: expires_on: is missing"),
        ("licences", [{"jurisdiction": "US-OR", "expires_on": "soon"}], "“soon” is not a day"),
        ("licences", ["US-OR"], "licences[0]: “US-OR” is not a record"),
        ("licences", ..., "licences: is missing"),
        ("capacity", -1, "capacity: “-1” is not a count; expected 0 to 10,000"),
        ("capacity", 2.5, "capacity: “2.5” is not a count"),
        ("capacity", 10**30, "is not a count"),
        ("load", "2", "load: “2” is not a count"),
        ("load", True, "load: “true” is not a count"),
        ("fee", None, "fee: “null” is not an amount"),
        ("windows", ["sun-night"], "windows: “sun-night” is not known"),
        ("age_groups", ..., "age_groups: is missing"),
    ],
)
def test_a_therapist_that_cannot_be_read_is_named_with_the_field(field, value, said):
    message = refusal(changed("therapists", **{field: value}))
    assert message.startswith("therapists[0] “theo”: ")
    assert said in message


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "problem: “[]” is not a record"),
        (WHOLE | {"now": "2026-03-02"}, "problem: now: “2026-03-02” is no time in UTC"),
        (WHOLE | {"clients": {}}, "problem: clients: “{}” is not a list"),
        (WHOLE | {"clients": [3]}, "clients[0]: “3” is not a record"),
        (WHOLE | {"clients": WHOLE["clients"] * 2}, "clients[1]: id: “anna” is there twice"),
        (WHOLE | {"therapists": WHOLE["therapists"] * 2}, "therapists[1]: id: “theo” is there twice"),
        (changed("clients", id=""), "clients[0]: id: “” is not text"),
        (changed("clients", id=7), "clients[0]: id: “7” is not text"),
        (WHOLE | {"weights": {"need": 1}}, "weights: need: is not known here; expected needs, approaches"),
        (WHOLE | {"weights": {"needs": -1}}, "weights: needs: “-1” is not a weight"),
        (WHOLE | {"weights": {"needs": 0}}, "weights: all are 0"),
        (WHOLE | {"frozen": [{"client": "anna"}]}, "frozen[0]: therapist: is missing"),
        (
            WHOLE | {"frozen": [{"client": "anna", "therapist": "theo"}] * 2},
            "frozen[1]: client: “anna” is there twice",
        ),
        (WHOLE | {"previous": 1}, "problem: previous: “1” is not a list"),
    ],
)
def test_what_is_wrong_with_the_whole_is_said(values, said):
    assert said in refusal(values)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "p.json:1: file: not JSON"),
        (b'{"now":\n 3,,}', "p.json:2: file: not JSON"),
        (b"\xff\xfe", "p.json: file: not UTF-8 text"),
        (b'{"now": NaN}', "p.json: file: not JSON (NaN is no number)"),
        (b"[" * 100_000, "p.json: file: not JSON"),
        (b'{"now": ' + b"9" * 5000 + b"}", "p.json: file: not JSON"),
    ],
)
def test_what_is_no_json_is_refused_with_its_line(data, said):
    with pytest.raises(ProblemError) as caught:
        read_problem(data, "p.json")
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_mark_at_the_beginning_does_no_harm():
    assert read_problem(b"\xef\xbb\xbf" + json.dumps(WHOLE).encode()) == problem_of(WHOLE)
