"""Made-up problems: of the size asked for, readable, and the same every time."""

from kindward.matching import match, problem_of
from kindward.matching.made_up import made_up


def test_the_same_numbers_give_the_same_problem():
    assert made_up(20, 5, seed=4) == made_up(20, 5, seed=4)
    assert made_up(20, 5, seed=4) != made_up(20, 5, seed=5)


def test_it_is_of_the_size_asked_for():
    problem = problem_of(made_up(30, 7))
    assert (len(problem.clients), len(problem.therapists)) == (30, 7)


def test_nobody_at_all_can_be_made_up_too():
    assert match(problem_of(made_up(0, 0))).objective().matched == 0


def test_a_town_has_everything_that_a_run_may_meet(town):
    objective = town.objective()
    assert 0 < objective.urgent_matched < objective.matched < len(town.problem.clients)
    assert {therapist.free > 0 for therapist in town.problem.therapists} == {True, False}
