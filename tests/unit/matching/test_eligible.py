"""A pair is eligible when nothing that is required keeps it apart, and only then."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from kindward.matching import Licence, eligible_pairs, tables_of
from match_problems import ANNA, NOW, THEO, may_meet, problem


def eligible(clients, therapists):
    tables = tables_of(problem(clients, therapists))
    pairs = eligible_pairs(tables)
    return {
        (tables.clients.rows[client].id, tables.therapists.rows[therapist].id)
        for client, therapist in zip(pairs.clients().tolist(), pairs.therapist.tolist(), strict=True)
    }


def test_anna_may_meet_theo():
    assert eligible([ANNA], [THEO]) == {("anna", "theo")}


@pytest.mark.parametrize(
    "change",
    [
        {"licences": (Licence("US-WA", date(2027, 1, 1)),)},
        {"licences": (Licence("US-OR", date(2026, 3, 1)),)},
        {"licences": ()},
        {"languages": ("es",)},
        {"modalities": ("in_person",)},
        {"windows": ("wed-pm",)},
        {"windows": ()},
        {"age_groups": ("teen",)},
        {"fee": 100.01},
        {"excluded": ("anna",)},
        {"capacity": 2},
        {"capacity": 1},
    ],
    ids=str,
)
def test_one_requirement_of_the_therapist_keeps_them_apart(change):
    assert eligible([ANNA], [replace(THEO, **change)]) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"jurisdiction": "US-WA"},
        {"languages": ()},
        {"modalities": ("in_person",)},
        {"windows": ("mon-am",)},
        {"age_group": "teen"},
        {"max_fee": 89.0},
        {"max_fee": None, "insurance": "plan-a"},
        {"excluded": ("theo",)},
    ],
    ids=str,
)
def test_one_requirement_of_the_client_keeps_them_apart(change):
    assert eligible([replace(ANNA, **change)], [THEO]) == set()


def test_a_licence_holds_through_its_last_day():
    last = replace(THEO, licences=(Licence("US-OR", NOW.date()),))
    assert eligible([ANNA], [last]) == {("anna", "theo")}


def test_an_accepted_insurance_pays_what_is_above_the_limit():
    insured = replace(ANNA, max_fee=10.0, insurance="plan-a")
    assert eligible([insured], [replace(THEO, insurances=("plan-a",))]) == {("anna", "theo")}


def test_neither_limit_nor_insurance_is_no_limit():
    assert eligible([replace(ANNA, max_fee=None)], [replace(THEO, fee=10_000.0)]) == {("anna", "theo")}


def test_words_beyond_sixty_four_count_too():
    many = tuple(f"language-{number}" for number in range(200))
    speaks = replace(THEO, languages=many)
    assert eligible([replace(ANNA, languages=("language-177",))], [speaks]) == {("anna", "theo")}
    assert eligible([replace(ANNA, languages=("language-999",))], [speaks]) == set()


def test_nobody_on_either_side_is_no_pair():
    assert eligible([], [THEO]) == eligible([ANNA], []) == eligible([], []) == set()


def test_a_whole_town_is_paired_as_one_by_one(town):
    found = set(zip(town.pairs.clients().tolist(), town.pairs.therapist.tolist(), strict=True))
    tables = town.tables
    expected = {
        (c, t)
        for c, client in enumerate(tables.clients.rows)
        for t, therapist in enumerate(tables.therapists.rows)
        if may_meet(client, therapist, tables.now)
    }
    assert found == expected
    assert len(found) > 100


def test_pairs_of_a_client_are_in_order(town):
    for client in range(len(town.tables.clients.rows)):
        assert (np.diff(town.pairs.of(client)) > 0).all()
