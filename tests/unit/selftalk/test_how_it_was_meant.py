"""What a form says about how words were meant."""

import pytest

from kindward.site.selftalk.forms import how_it_was_meant


@pytest.mark.parametrize(
    ("posted", "meant"),
    [
        ({"to_self": "-0.5", "to_friend": "1"}, {"to_self": -0.5, "to_friend": 1.0}),
        ({"to_self": "0"}, {"to_self": 0.0}),
        ({"to_self": "7", "to_friend": "warm"}, None),
        ({}, None),
    ],
)
def test_only_the_five_answers_count(posted, meant):
    assert how_it_was_meant(posted) == meant
