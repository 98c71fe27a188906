"""One scale for four goals: what it says of a worth, and of the order of places."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.matching.scale import Worth, places_of, scale_of


@given(st.integers(-1, 1), st.integers(-1, 1), st.integers(-40_000, 40_000), st.integers(-50, 50))
def test_a_worth_is_taken_apart_into_what_it_was_made_of(matched, urgent, fit, evenness):
    scale = scale_of(therapists=40, ranks=50, most=1000)
    whole = matched * scale.client + urgent * scale.urgent + fit * scale.fit + evenness
    assert scale.apart(whole) == Worth(matched, urgent, fit, evenness)


def test_an_urgent_client_outweighs_all_fit_there_is_and_a_client_an_urgent_one():
    scale = scale_of(therapists=15_000, ranks=400, most=1010)
    assert scale.urgent > 1010 * 15_001 * scale.fit + 400
    assert scale.client > scale.urgent + 1010 * 15_001 * scale.fit + 400


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 12)), min_size=1, max_size=6))
def test_places_are_ranked_by_what_filling_one_adds(practices):
    capacity = np.array([room for room, _ in practices])
    load = np.array([seen for _, seen in practices])
    free = np.maximum(0, capacity - load)
    places = places_of(load, capacity, free)
    adds = [
        (Fraction(seen + 1, room) ** 2 - Fraction(seen, room) ** 2, int(rank))
        for at, (room, first) in enumerate(practices)
        for seen, rank in enumerate(places.of(at).tolist(), first)
    ]
    for one, its_rank in adds:
        for other, other_rank in adds:
            assert (one < other) == (its_rank < other_rank)
    assert {rank for _, rank in adds} == set(range(1, places.ranks + 1))


def test_nobody_has_room():
    assert places_of(np.array([3]), np.array([2]), np.array([0])).ranks == 0


@pytest.mark.parametrize("free", [1, 1_000])
def test_large_practices_are_ranked_in_order(free):
    places = places_of(np.array([0]), np.array([10_000]), np.array([free]))
    assert places.of(0).tolist() == list(range(1, free + 1))
