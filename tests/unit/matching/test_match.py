"""From a problem to its answer: the goals are counted right, order means nothing, offers stay."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from kindward.matching import MatchingError, Prefers, answer, match, pairs_as_csv
from match_problems import ANNA, NOW, THEO, best_goals, problem, shuffled

BEA = replace(ANNA, id="bea", submitted_at=NOW - timedelta(hours=30))
CARL = replace(ANNA, id="carl")


def pairs(found):
    return {pair.client: pair.therapist for pair in found.matched()}


def test_the_goals_are_counted_from_the_assignment():
    found = match(problem([ANNA, BEA, CARL], [THEO]))
    objective = found.objective()
    assert (objective.matched, objective.urgent_matched, objective.proof_gap) == (2, 1, 0)
    assert objective.load_squares == Fraction(1)
    assert objective.total_fit == sum(pair.fit for pair in found.matched())


def test_twenty_four_hours_to_the_second_is_urgent():
    just = replace(CARL, submitted_at=NOW - timedelta(hours=24))
    found = match(problem([ANNA, just], [replace(THEO, capacity=3)]))
    assert pairs(found) == {"carl": "theo"}


def test_a_shipped_problem_has_the_answer_that_was_worked_out_by_hand(shipped):
    found = match(shipped("three-clients"))
    assert pairs(found) == {"ada": "ines", "ben": "jon"}
    told = answer(found, 0.1)
    assert told["objective"] == {
        "matched": 2, "urgent_matched": 1, "total_fit": 1.8, "load_squares": 1.25, "proof_gap": 0,
    }  # fmt: skip
    assert [(row["client"], row["reason"]) for row in told["unmatched"]] == [("cleo", "language")]
    assert told["seconds"] == 0.1


def test_the_order_of_the_lists_changes_nothing(town):
    first = answer(town, 0)
    assert answer(match(shuffled(town.problem, 7)), 0) == first


@pytest.mark.parametrize("name", ["three-clients", "full-house", "everyone-alike"])
def test_shipped_problems_reach_what_trying_everything_reaches(shipped, name):
    found = match(shipped(name))
    objective = found.objective()
    best = best_goals(found.market)
    assert (objective.matched, objective.urgent_matched, objective.total_fit, -objective.load_squares) == best


def test_a_frozen_offer_stays_where_it_is():
    found = match(problem([ANNA, BEA, CARL], [replace(THEO, capacity=3)], frozen=(("anna", "theo"),)))
    assert pairs(found) == {"anna": "theo"}
    assert [pair.frozen for pair in found.matched()] == [True]
    assert found.released == ()
    (bea, _) = answer(found, 0)["unmatched"]
    assert bea["reason"] == "capacity"


def test_a_frozen_offer_that_became_impossible_is_released():
    lapsed = replace(THEO, licences=())
    found = match(
        problem([ANNA], [lapsed, replace(THEO, id="uma")], frozen=(("anna", "theo"), ("gone", "uma")))
    )
    assert pairs(found) == {"anna": "uma"}
    assert found.released == (("anna", "theo"), ("gone", "uma"))


def test_more_frozen_offers_than_places_release_the_later_ids():
    frozen = (("carl", "theo"), ("anna", "theo"), ("bea", "theo"))
    found = match(problem([ANNA, BEA, CARL], [THEO], frozen=frozen))
    assert pairs(found) == {"anna": "theo", "bea": "theo"}
    assert found.released == (("carl", "theo"),)


def test_a_client_cannot_be_frozen_twice():
    with pytest.raises(MatchingError, match="frozen"):
        match(problem([ANNA], [THEO], frozen=(("anna", "theo"), ("anna", "uma"))))


def test_a_trifle_moves_nobody_and_more_than_a_trifle_does():
    wants = replace(ANNA, needs=("shame",), prefers=Prefers(style="warm"))
    plain, warm = replace(THEO, id="a"), replace(THEO, id="b", style="warm")
    trifle = {"needs": 99.5, "style": 0.5}
    none = dict.fromkeys(("approaches", "culture", "gender", "windows"), 0.0)
    stays = match(problem([wants], [plain, warm], weights=none | trifle, previous=(("anna", "a"),)))
    assert pairs(stays) == {"anna": "a"}
    assert stays.objective().total_fit == 995
    moves = match(
        problem([wants], [plain, warm], weights=none | {"needs": 98, "style": 2}, previous=(("anna", "a"),))
    )
    assert pairs(moves) == {"anna": "b"}


def test_ids_that_are_there_twice_are_refused():
    with pytest.raises(MatchingError, match="twice"):
        match(problem([ANNA, ANNA], [THEO]))


def test_every_pair_is_written_for_anyone_to_check(town):
    lines = b"".join(pairs_as_csv(town)).decode().splitlines()
    assert lines[0] == "client,therapist,fit"
    assert len(lines) == len(town.pairs) + 1
    best = {pair.client: pair for pair in town.matched()}
    written = {tuple(line.split(",")[:2]): line.split(",")[2] for line in lines[1:]}
    for pair in best.values():
        assert written[pair.client, pair.therapist] == f"{pair.fit / 1000:.3f}"


def test_an_id_with_a_comma_is_quoted():
    lines = b"".join(pairs_as_csv(match(problem([replace(ANNA, id='a, "b"')], [THEO])))).decode()
    assert lines.splitlines()[1].startswith('"a, ""b""",theo,')
