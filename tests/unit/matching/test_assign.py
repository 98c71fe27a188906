"""The assignment is the best in four goals, one before the other, and proves it."""

import sys
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kindward.matching import assign
from match_problems import best_goals, goals_of, market_of, markets


def reached(market):
    return goals_of(market, assign(market).therapist.tolist())


@given(markets())
def test_nothing_is_better_in_any_of_the_four_goals(market):
    assert reached(market) == best_goals(market)


@given(markets())
def test_nobody_has_more_than_their_capacity_and_every_pair_is_eligible(market):
    of = assign(market).therapist
    for client, therapist in enumerate(of.tolist()):
        assert therapist == -1 or therapist in market.pairs.of(client)
    after = market.load + np.bincount(of[of >= 0], minlength=len(market.load))
    assert (after <= np.maximum(market.capacity, market.load)).all()


@given(markets())
def test_prices_prove_it(market):
    found = assign(market)
    assert found.gap == 0
    scale, prices = found.scale, found.prices
    client = market.pairs.clients()
    worth = scale.client + scale.urgent * market.urgent[client] + scale.fit * market.worth.astype(np.int64)
    assert (prices.client[client] + prices.therapist[market.pairs.therapist] >= worth).all()
    assert (prices.client >= 0).all()
    assert (prices.therapist >= 0).all()


@given(markets(), st.data())
def test_a_few_pairs_to_begin_with_lead_to_the_same(market, data):
    module = sys.modules["kindward.matching.assign"]
    before = module.ALL_PAIRS, module.FIRST_PAIRS, module.NEAR, module.NEAR_PAIRS
    module.ALL_PAIRS, module.FIRST_PAIRS, module.NEAR, module.NEAR_PAIRS = (
        0,
        1,
        data.draw(st.integers(1, 20)),
        1,
    )
    try:
        assert reached(market) == best_goals(market)
    finally:
        module.ALL_PAIRS, module.FIRST_PAIRS, module.NEAR, module.NEAR_PAIRS = before


def test_everybody_alike_comes_to_an_end(monkeypatch):
    """Where all fit all equally only evenness tells pairs apart, and few of them go into the first flow."""
    module = sys.modules["kindward.matching.assign"]
    for name, number in (("ALL_PAIRS", 0), ("FIRST_PAIRS", 2), ("NEAR_PAIRS", 2)):
        monkeypatch.setattr(module, name, number)
    market = market_of([[500] * 12] * 40, [False] * 40, [0, 1, 2, 3] * 3, [8, 6, 5, 9] * 3)
    found = assign(market)
    assert found.gap == 0
    monkeypatch.setattr(module, "ALL_PAIRS", 1_000)
    assert goals_of(market, found.therapist.tolist()) == reached(market)


def test_more_clients_before_a_better_fit():
    # Only the first fits the second therapist.
    market = market_of([[1000, 0], [1000, None]], [False, False], [0, 0], [1, 1])
    assert assign(market).therapist.tolist() == [1, 0]


def test_who_has_waited_before_who_fits():
    market = market_of([[1000], [0]], [False, True], [0], [1])
    assert assign(market).therapist.tolist() == [-1, 0]


def test_who_has_waited_is_no_reason_to_match_fewer():
    # The urgent one could only take the place that both others need for a chain of two.
    market = market_of([[0, None], [0, None], [None, 0]], [True, False, False], [0, 0], [1, 1])
    assert assign(market).therapist.tolist() == [0, -1, 1]


def test_fit_before_evenness():
    market = market_of([[501, 500]], [False], [9, 0], [10, 10])
    assert assign(market).therapist.tolist() == [0]


def test_among_equals_the_emptiest_by_share():
    # 3 of 10 to 4 of 10 adds 7/100; 1 of 5 to 2 of 5 adds 3/25.
    market = market_of([[500, 500]], [False], [1, 3], [5, 10])
    assert assign(market).therapist.tolist() == [1]


def test_offers_that_are_out_stay_and_take_their_place():
    market = market_of([[1000, 0], [1000, 0]], [True, True], [0, 0], [1, 1])
    fixed = replace(market, fixed=np.array([1, -1]))
    assert assign(fixed).therapist.tolist() == [1, 0]


def test_nobody_at_all():
    assert assign(market_of([], [], [0], [3])).therapist.tolist() == []
    assert assign(market_of([[], []], [True, False], [], [])).therapist.tolist() == [-1, -1]


def test_very_large_practices_do_not_overflow():
    market = market_of([[700, 700]] * 20, [True] * 20, [0, 9_000], [9_973, 10_000])
    found = assign(market)
    assert found.gap == 0
    assert found.therapist.tolist() == [0] * 20
