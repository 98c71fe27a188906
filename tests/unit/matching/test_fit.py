"""Fit is the weighted share of what a client asks for that is met, in whole thousandths."""

from dataclasses import replace
from fractions import Fraction
from math import floor

import pytest

from kindward.matching import WEIGHTS, Prefers, eligible_pairs, fits_of, met_and_unmet, tables_of
from match_problems import ANNA, THEO, problem


def fit(client, therapist, **weights):
    tables = tables_of(problem([client], [therapist]))
    pairs = eligible_pairs(tables)
    (only,) = fits_of(
        tables, pairs, WEIGHTS if not weights else dict.fromkeys(WEIGHTS, 0.0) | weights
    ).tolist()
    return only


def expected(client, therapist, weights):
    """The same by exact fractions, one wish after the other."""
    wish = client.prefers
    shares = []
    for name, asked, there in (
        ("needs", client.needs, therapist.specialties),
        ("approaches", wish.approaches, therapist.approaches),
        ("culture", wish.culture, therapist.cultures),
    ):
        if asked:
            shares.append((name, Fraction(len(set(asked) & set(there)), len(set(asked)))))
    for name, asked, there in (
        ("style", wish.style, therapist.style),
        ("gender", wish.gender, therapist.gender),
    ):
        if asked is not None:
            shares.append((name, Fraction(asked == there)))
    both = len(set(client.windows) & set(therapist.windows))
    shares.append(("windows", Fraction(min(both, 3), min(len(set(client.windows)), 3))))
    whole = sum(Fraction(str(weights[name])) for name, _ in shares)
    if not whole:
        return 1000
    return floor(
        1000 * sum(Fraction(str(weights[name])) * share for name, share in shares) / whole + Fraction(1, 2)
    )


def test_everything_asked_for_is_met():
    assert fit(replace(ANNA, windows=("tue-ev",)), THEO) == 1000


def test_a_wish_that_is_not_stated_counts_for_nobody():
    plain = replace(ANNA, windows=("tue-ev",))
    assert fit(plain, replace(THEO, gender="man", style="direct", cultures=("arab",))) == fit(plain, THEO)


def test_half_of_two_needs_and_one_of_two_windows():
    assert fit(replace(ANNA, needs=("shame", "grief")), THEO) == 500


@pytest.mark.parametrize(
    ("wish", "has"),
    [({"gender": "woman"}, {"gender": "woman"}), ({"style": "warm"}, {"style": "warm"})],
    ids=["gender", "style"],
)
def test_one_wish_is_met_or_not(wish, has):
    asks = replace(ANNA, prefers=Prefers(**wish))
    (name,) = wish
    assert fit(asks, replace(THEO, **has), **{name: 1.0}) == 1000
    assert fit(asks, THEO, **{name: 1.0}) == 0


def test_three_windows_are_as_good_as_all():
    every = replace(ANNA, windows=("mon-am", "tue-am", "wed-am", "thu-am", "fri-am"))
    assert fit(every, replace(THEO, windows=("mon-am", "tue-am", "wed-am")), windows=1.0) == 1000
    assert fit(every, replace(THEO, windows=("mon-am", "tue-am")), windows=1.0) == 667


def test_what_weighs_nothing_leaves_nothing_unmet():
    assert fit(ANNA, THEO, gender=1.0) == 1000


def test_halves_are_rounded_up():
    # 1 of 16 is 62.5 thousandths.
    needs = tuple(f"need-{number}" for number in range(16))
    assert fit(replace(ANNA, needs=needs), replace(THEO, specialties=("need-0",)), needs=1.0) == 63


@pytest.mark.parametrize("weights", [WEIGHTS, {"needs": 0.1, "approaches": 0.7, "style": 3.0, "gender": 0.0,
                                               "culture": 0.25, "windows": 1.0}], ids=["own", "odd"])  # fmt: skip
def test_a_whole_town_fits_as_counted_by_fractions(town, weights):
    tables = town.tables
    fits = fits_of(tables, town.pairs, weights)
    for client, therapist, found in zip(
        town.pairs.clients().tolist(), town.pairs.therapist.tolist(), fits.tolist(), strict=True
    ):
        assert found == expected(tables.clients.rows[client], tables.therapists.rows[therapist], weights)


def test_nothing_unmet_and_a_fit_of_one_are_the_same(town):
    tables = town.tables
    assert met_and_unmet(replace(ANNA, windows=("tue-ev",)), THEO, tables.now)[1] == []
    for client, therapist, found in zip(
        town.pairs.clients().tolist(), town.pairs.therapist.tolist(), town.fits.tolist(), strict=True
    ):
        _, unmet = met_and_unmet(tables.clients.rows[client], tables.therapists.rows[therapist], tables.now)
        assert (found == 1000) == (not unmet)
