"""The problems that ship with these tests, and one made-up roster of a small town."""

import json
from pathlib import Path

import pytest

from kindward.matching import match, problem_of
from kindward.matching.made_up import made_up

PROBLEMS = Path(__file__).parent / "problems"


@pytest.fixture
def shipped():
    """Reads one of the problems by its name."""

    def read(name):
        return problem_of(json.loads((PROBLEMS / f"{name}.json").read_text(encoding="utf-8")))

    return read


@pytest.fixture(scope="session")
def town():
    """300 clients and 70 therapists, matched."""
    return match(problem_of(made_up(300, 70, seed=3)))
