"""A small made-up clinic, and every policy through it, once for all tests."""

import pytest

from kindward.matching.clinic import BatchOptimum, FirstCome, Hold24, Kindward, NextAvailable, run, world


@pytest.fixture(scope="session")
def week():
    """150 people in seven days, about as many places."""
    return world(150, 7, 1.0, seed=3)


@pytest.fixture(scope="session")
def runs(week):
    """What each policy makes of that week, by name."""
    policies = (Kindward(week.past), NextAvailable(), FirstCome(), BatchOptimum(), Hold24())
    return {policy.name: run(week, policy) for policy in policies}
