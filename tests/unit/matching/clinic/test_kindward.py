"""Kindward's own way: the best fit less what a place is worth to others, and a hold only where waiting can pay."""

import numpy as np
import pytest

from kindward.matching.clinic import Demand, Kindward, Past, Scene
from kindward.matching.clinic.kindward import BETTER, FULL, NOBODY, OFFERED, OTHERS, TURN
from kindward.matching.clinic.worth import promise


def people(*pairs):
    """One person each: the fit in thousandths by therapist."""
    counts = [len(each) for each in pairs]
    of = [pair for each in pairs for pair in each.items()]
    return Demand(
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.array([therapist for therapist, _ in of], dtype=np.int64),
        np.array([fit for _, fit in of], dtype=np.int64),
    )


def scene(waiting, free, waited=None):
    waited = np.zeros(len(waiting)) if waited is None else np.array(waited, dtype=float)
    return Scene(0.0, waited, waiting, np.array(free), np.full(len(free), -1.0))


def past(before, opened, hours=240.0):
    return Past(hours, before, np.array(opened))


NOBODY_BEFORE = people()


def test_with_no_history_the_best_fit_is_offered_at_once():
    choice = Kindward(past(NOBODY_BEFORE, [0, 0])).choose(scene(people({0: 400, 1: 700}), [1, 1]))
    assert choice.pair.tolist() == [1]
    assert choice.why.tolist() == [OFFERED]


def test_where_no_place_opens_and_nobody_else_asks_nobody_is_held():
    choice = Kindward(past(NOBODY_BEFORE, [0, 0])).choose(scene(people({0: 50, 1: 990}), [1, 0]))
    assert choice.why.tolist() == [OFFERED]
    assert choice.gain.tolist() == [0.0]


def test_a_much_better_place_that_is_likely_to_open_is_worth_a_hold():
    often = past(NOBODY_BEFORE, [0, 60])
    choice = Kindward(often).choose(scene(people({0: 100, 1: 1000}), [1, 0]))
    assert choice.why.tolist() == [BETTER]
    assert choice.gain[0] > choice.cost[0] > 0


def test_a_better_place_that_hardly_ever_opens_is_not():
    choice = Kindward(past(NOBODY_BEFORE, [10, 0], hours=24_000.0)).choose(
        scene(people({0: 600, 1: 610}), [1, 0])
    )
    assert choice.why.tolist() == [OFFERED]


@pytest.mark.parametrize(("waited", "held"), [(0.0, True), (11.0, True), (12.0, False), (30.0, False)])
def test_after_twelve_hours_nobody_is_held(waited, held):
    often = past(NOBODY_BEFORE, [0, 200])
    choice = Kindward(often).choose(scene(people({0: 100, 1: 1000}), [1, 0], [waited]))
    assert (choice.pair[0] < 0) == held


def test_a_scarce_place_is_kept_for_those_whom_nobody_else_suits():
    # Everybody before had only therapist 1 to go to; whoever has both is better sent to 0, though 1 fits a little more.
    scarce = past(people(*[{1: 800}] * 30), [5, 2])
    choice = Kindward(scarce).choose(scene(people({0: 700, 1: 760}), [3, 1]))
    assert choice.pair.tolist() == [0]


def test_who_would_take_what_is_worth_more_to_others_waits_for_a_while():
    scarce = past(people(*[{0: 900}] * 60), [2])
    early, late = (Kindward(scarce).choose(scene(people({0: 200}), [1], [waited])) for waited in (1.0, 12.0))
    assert early.why.tolist() == [OTHERS]
    assert late.why.tolist() == [OFFERED]


def test_one_place_goes_to_one_and_the_other_is_told_why():
    choice = Kindward(past(NOBODY_BEFORE, [0])).choose(scene(people({0: 500}, {0: 900}), [1], [13.0, 12.5]))
    assert choice.pair.tolist() == [-1, 1]
    assert choice.why.tolist() == [TURN, OFFERED]


def test_with_nobody_before_them_three_alike_do_not_keep_a_place_from_one_another():
    choice = Kindward(past(NOBODY_BEFORE, [0])).choose(scene(people({0: 500}, {0: 500}, {0: 500}), [1]))
    assert sorted(choice.why.tolist()) == [OFFERED, TURN, TURN]


def test_no_free_place_and_nobody_suited_are_told_apart():
    choice = Kindward(past(NOBODY_BEFORE, [1])).choose(scene(people({0: 500}, {}), [0]))
    assert choice.why.tolist() == [FULL, NOBODY]
    assert choice.pair.tolist() == [-1, -1]


def test_two_at_once_get_the_best_together_not_the_best_in_turn():
    choice = Kindward(past(NOBODY_BEFORE, [0, 0])).choose(
        scene(people({0: 900, 1: 850}, {0: 800, 1: 100}), [1, 1])
    )
    assert choice.pair.tolist() == [1, 2]


def test_an_hour_costs_more_where_places_are_short():
    plenty, short = Kindward(past(NOBODY_BEFORE, [50])), Kindward(past(people(*[{0: 500}] * 90), [5]))
    for policy in (plenty, short):
        policy.choose(scene(people({0: 500}), [1]))
    assert plenty.hour() < short.hour()


def test_nobody_waiting_is_no_trouble():
    choice = Kindward(past(NOBODY_BEFORE, [1])).choose(scene(people(), [1]))
    assert len(choice.pair) == 0


def test_what_may_be_hoped_for_is_the_mean_of_the_best_that_comes_true():
    both = people({0: 0, 1: 0}, {0: 0})
    gain, chance = np.array([100.0, 50.0, 30.0]), np.array([0.5, 0.5, 0.2])
    hoped = promise(both, gain, chance, np.array([True, True, True]))
    assert hoped == pytest.approx([0.5 * 100 + 0.5 * 0.5 * 50, 0.2 * 30])
    assert promise(both, gain, chance, np.array([False, True, False])) == pytest.approx([25.0, 0.0])
