"""Keys as data: what ships, and what a slip in one is told as."""

import pytest

from kindward.measure.instruments import InstrumentError, UnknownInstrument, find_instrument
from kindward.measure.keys import parse_key

NAMES = [
    "ceas-from-others", "ceas-to-others", "ceas-to-self", "fears", "fscrs", "gad-7", "phq-2", "phq-9", "scs",
    "scs-sf", "socs-o", "socs-s", "three-flows", "who-5",
]  # fmt: skip
KEY = """\
title: Lamp
items: 4
range: [0, 3]
reversed: [2]
fillers: [4]
subscales:
  light: {items: [1, 2], how: mean}
  warmth: {items: [3], how: sum}
total: sum
sources: [one that says so, another that agrees]
"""


def test_every_promised_questionnaire_has_a_key(instruments):
    assert sorted(instruments) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_key_names_two_sources_that_agree(instruments, name):
    assert len(instruments[name].sources) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_every_item_is_scored_once_or_a_filler(instruments, name):
    instrument = instruments[name]
    scored = [item for subscale in instrument.subscales for item in subscale.items]
    if scored:
        assert sorted([*scored, *instrument.fillers]) == list(range(1, instrument.items + 1))


def test_only_our_own_profile_brings_its_words(instruments):
    with_words = [name for name, instrument in instruments.items() if instrument.can_be_assigned]
    assert with_words == ["three-flows"]
    assert not instruments["three-flows"].validated
    assert all(instrument.validated for name, instrument in instruments.items() if name != "three-flows")


def test_one_without_words_says_why(instruments):
    assert "words are not loaded" in instruments["phq-9"].no_text


def test_the_flows_know_their_scales(instruments):
    assert instruments["ceas-from-others"].flows == {"from_others": "total"}
    assert instruments["ceas-from-others"].flow == "from_others"
    assert instruments["three-flows"].flow is None
    assert instruments["phq-9"].flows == {}


def test_one_can_be_found_by_name():
    assert find_instrument("who-5").multiply == 4


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one():
    with pytest.raises(UnknownInstrument, match=r"“PHQ 9”; did you mean phq-9\?"):
        find_instrument("PHQ 9")


def test_any_other_name_is_answered_with_all():
    with pytest.raises(UnknownInstrument, match="expected one of ceas-from-others, "):
        find_instrument("xyzzy")


def test_a_key_is_read(made_up):
    lamp = made_up.read(KEY)
    assert (lamp.name, lamp.title, lamp.items, lamp.low, lamp.high) == ("made-up", "Lamp", 4, 0, 3)
    assert lamp.total_items == (1, 2, 3)
    assert lamp.scales == ("light", "warmth", "total")


@pytest.mark.parametrize(
    ("field", "instead", "line", "said"),
    [
        ("title: Lamp", "title: 7", 1, "title: 7 is not text"),
        ("title: Lamp", "colour: red", 1, "colour: is not known"),
        ("items: 4", "items: four", 2, "items: 'four' is not a number of items"),
        ("items: 4", "items: yes", 2, "items: True is not a number of items"),
        ("range: [0, 3]", "range: [3, 0]", 3, "range: [3, 0] is not two growing"),
        ("reversed: [2]", "reversed: [5]", 4, "reversed: [5] is not a list of item numbers from 1 to 4"),
        ("reversed: [2]", "reversed: [2, 2]", 4, "reversed: [2, 2] names an item twice"),
        ("fillers: [4]", "fillers: [3, 4]", 5, "fillers: a filler is in a subscale"),
        ("fillers: [4]", "fillers: []", 6, "subscales: items [4] are in none"),
        ("items: [3], how: sum", "items: [1, 3], how: sum", 6, "subscales: an item is in two of them"),
        ("how: sum", "how: median", 6, "subscales: “warmth” is not whole"),
        ("total: sum", "total: all", 9, "total: “all” is not known"),
        ("total: sum", "total: sum\nmultiply: 0", 10, "multiply: 0 is not a whole number"),
        ("total: sum", "total: sum\nrisk_item: 5", 10, "risk_item: 5 is not an item"),
        ("total: sum", "total: sum\ncutoffs: {dark: [1]}", 10, "cutoffs: “dark: [1]” is not a scale"),
        ("total: sum", "total: sum\nflows: {up: total}", 10, "flows: “up: total” does not fit"),
        ("total: sum", "total: sum\nreliable_change: {points: 2}", 10, "reliable_change: expected points"),
        ("total: sum", "total: sum\nnorms: [{of: total}]", 10, "norms: one is not whole"),
        ("total: sum", "total: sum\nloinc: {panel: '1-2', items: ['3-4']}", 10, "loinc: expected panel"),
        ("[one that says so, another that agrees]", "[one]", 10, "sources: needs two that agree"),
        ("title: Lamp", "title: [", 3, "file: cannot be read"),
    ],
)
def test_a_slip_is_told_with_file_line_and_field(made_up, field, instead, line, said):
    path = made_up(KEY.replace(field, instead))
    instrument, findings = parse_key(path)
    assert instrument is None
    assert any(str(finding).startswith(f"{path}:{line}: {said}") for finding in findings), findings


def test_several_slips_are_told_at_once(made_up):
    findings = parse_key(made_up("title: Lamp\nabout: x\n"))[1]
    assert [finding.field for finding in findings] == ["items", "range", "total", "sources"]


def test_reading_a_key_with_a_slip_raises_its_first(made_up):
    with pytest.raises(InstrumentError, match=r"made-up\.yml:9: total: “all” is not known"):
        made_up.read(KEY.replace("total: sum", "total: all"))


def test_a_file_of_something_else_is_no_key(made_up):
    assert parse_key(made_up("- a list"))[1][0].message.startswith("holds no fields")


NORM = (
    "{of: total, sample: Adults, n: 200, mean: 5.5, sd: 2, "
    "reliability: 0.8, reliability_kind: alpha, source: A}"
)


def test_a_norm_is_read(made_up):
    norm = made_up.read(f"{KEY}norms:\n  - {NORM}\n").norm("total")
    assert (norm.sample, norm.n, norm.mean, norm.sd, norm.reliability) == ("Adults", 200, 5.5, 2.0, 0.8)


@pytest.mark.parametrize(
    ("field", "instead"),
    [
        ("of: total", "of: dark"),
        ("sample: Adults", "sample: 7"),
        ("n: 200", "n: 1"),
        ("n: 200", "n: many"),
        ("sd: 2", "sd: 0"),
        ("reliability: 0.8,", "reliability: 1,"),
        ("reliability: 0.8,", "reliability: high,"),
    ],
)
def test_a_norm_that_cannot_be_is_refused(made_up, field, instead):
    path = made_up(f"{KEY}norms:\n  - {NORM.replace(field, instead)}\n")
    assert [finding.field for finding in parse_key(path)[1]] == ["norms"]
