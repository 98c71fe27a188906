"""One more client, let in along the best path, is as good as solving everything anew."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.matching import MatchingError, Standing, match, problem_of
from kindward.matching.made_up import made_up
from match_problems import ANNA, NOW, THEO, problem


def goals(whole, standing):
    """The four goals of what stands, counted by keeping its pairs as offers that are out."""
    found = match(replace(whole, frozen=tuple(standing.pairs())))
    assert found.released == ()
    return found.objective()


@given(st.integers(0, 10_000), st.integers(2, 7), st.integers(1, 4), st.integers(1, 6))
def test_letting_in_one_by_one_is_as_good_as_solving_anew(seed, clients, therapists, later):
    rng = np.random.default_rng(seed)
    needs, states = ("shame", "grief", "anger"), ("US-OR", "US-WA")

    def some(words):
        return tuple(word for word in words if rng.random() < 0.5)

    everybody = [
        replace(
            ANNA, id=f"c{n}", needs=some(needs), jurisdiction=states[int(rng.integers(2))],
            submitted_at=NOW - timedelta(hours=int(rng.integers(48))),
        )
        for n in range(clients)
    ]  # fmt: skip
    roster = [
        replace(
            THEO, id=f"t{n}", specialties=some(needs), capacity=int(rng.integers(1, 5)), load=1,
            licences=tuple(replace(THEO.licences[0], jurisdiction=state) for state in some(states)),
        )
        for n in range(therapists)
    ]  # fmt: skip
    later = min(later, clients)
    standing = Standing(match(problem(everybody[later:], roster)))
    for client in everybody[:later]:
        standing.insert(client)
        assert standing.proof_gap() == 0
    whole = problem(everybody, roster)
    assert goals(whole, standing) == match(whole).objective()


def test_a_town_grows_by_fifty():
    whole = problem_of(made_up(400, 70, seed=5))
    standing = Standing(match(replace(whole, clients=whole.clients[50:])))
    placed = [standing.insert(client).therapist for client in whole.clients[:50]]
    assert standing.proof_gap() == 0
    assert goals(whole, standing) == match(whole).objective()
    assert any(placed)
    assert not all(placed)


def test_who_makes_way_is_told():
    waited = replace(ANNA, id="bea", submitted_at=NOW - timedelta(hours=30))
    standing = Standing(match(problem([ANNA], [replace(THEO, capacity=3)])))
    done = standing.insert(waited)
    assert done.therapist == "theo"
    assert done.moved == (("anna", "theo", None),)
    assert standing.pairs() == [("bea", "theo")]


def test_who_moves_for_another_is_told():
    only = replace(ANNA, id="bea", languages=("es",))
    both = [
        replace(THEO, id="a", capacity=3, languages=("en", "es")),
        replace(THEO, id="b", specialties=(), languages=("en",)),
    ]
    standing = Standing(match(problem([ANNA], both)))
    assert standing.pairs() == [("anna", "a")]
    assert standing.insert(only).moved == (("anna", "a", "b"),)
    assert standing.pairs() == [("anna", "b"), ("bea", "a")]


def test_offers_that_are_out_do_not_move():
    waited = replace(ANNA, id="bea", submitted_at=NOW - timedelta(hours=30))
    standing = Standing(match(problem([ANNA], [replace(THEO, capacity=3)], frozen=(("anna", "theo"),))))
    assert standing.insert(waited).therapist is None
    assert standing.pairs() == [("anna", "theo")]
    assert standing.proof_gap() == 0


def test_nobody_is_let_in_twice():
    with pytest.raises(MatchingError, match="anna is there already"):
        Standing(match(problem([ANNA], [THEO]))).insert(ANNA)


def test_a_match_is_left_as_it_was():
    found = match(problem([ANNA], [replace(THEO, capacity=3)]))
    before = found.assignment.prices.therapist.copy()
    Standing(found).insert(replace(ANNA, id="bea", submitted_at=NOW - timedelta(hours=30)))
    assert [pair.client for pair in found.matched()] == ["anna"]
    assert (found.assignment.prices.therapist == before).all()
