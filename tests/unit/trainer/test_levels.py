"""Where a person stands, between and after observations at any time."""

import numpy as np
import pytest

from kindward.trainer import from_curriculum
from kindward.trainer.levels import HALF_LIFE, STRANGER, chance_weakest, drift, hear, tied_weakest
from kindward.trainer.people import People

ONE = np.array([0])


def test_uncertainty_grows_while_nothing_is_heard_and_never_beyond_that_of_a_stranger():
    cov = 0.05 * np.eye(3)[None]
    grown = [drift(np.zeros((1, 3)), cov, np.array([days]))[1][0, 0, 0] for days in (0, 1, 30, 300, 1e6)]
    assert grown == sorted(grown)
    assert grown[0] == pytest.approx(0.05)
    assert grown[-1] == pytest.approx(STRANGER[0, 0])


def test_two_gaps_are_as_long_as_one():
    mean, cov = np.array([[1.0, -1.0, 0.5]]), 0.1 * np.eye(3)[None]
    once = drift(mean, cov, np.array([50.0]))
    twice = drift(*drift(mean, cov, np.array([20.0])), np.array([30.0]))
    np.testing.assert_allclose(once[0], twice[0])
    np.testing.assert_allclose(once[1], twice[1])
    assert drift(mean, cov, np.array([HALF_LIFE]))[0][0, 0] == pytest.approx(0.5)


def test_a_reading_is_the_gaussian_conditioned_on_it():
    mean, cov = np.array([[0.2, -0.3, 0.1]]), STRANGER[None]
    weights, value, variance = np.array([[0.5, 0.5, 0.0]]), np.array([1.0]), np.array([0.3])
    after, spread = hear(mean, cov, weights, value, variance)
    precision = np.linalg.inv(STRANGER) + weights.T @ weights / 0.3
    expected = np.linalg.solve(precision, np.linalg.solve(STRANGER, mean[0]) + weights[0] / 0.3)
    np.testing.assert_allclose(after[0], expected)
    np.testing.assert_allclose(spread[0], np.linalg.inv(precision))


def test_an_instrument_says_more_than_a_check_in(curriculum):
    told = [People.new(1, from_curriculum(curriculum)) for _ in range(2)]
    told[0].felt(ONE, np.array([9.0]), 10.0)
    told[1].measured(ONE, 2, np.array([2.0]), np.array([0.3]), 10.0)
    spreads = [people.levels_at(10.0)[1][0, 2, 2] for people in told]
    assert spreads[1] < 0.15 < 0.6 < spreads[0] < STRANGER[2, 2]
    assert told[0].levels_at(10.0)[0][0, 2] > 0


def test_chances_to_be_the_weakest_follow_the_levels():
    chances = chance_weakest(
        np.array([[1.0, 1.0, -2.0], [0.0, 0.0, 0.0]]), np.repeat(0.05 * np.eye(3)[None], 2, axis=0)
    )
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert chances[0, 2] == 1
    assert np.abs(chances[1] - 1 / 3).max() < 0.12


def test_flows_nearer_than_their_errors_are_a_tie():
    levels = np.array([[0.0, 0.5, 2.0]])
    sure, unsure = 0.01 * np.eye(3)[None], 0.25 * np.eye(3)[None]
    assert tied_weakest(levels, sure).tolist() == [[True, False, False]]
    assert tied_weakest(levels, unsure).tolist() == [[True, True, False]]
