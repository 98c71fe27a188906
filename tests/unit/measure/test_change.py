"""What can honestly be said of a change."""

import math

import pytest

from kindward.measure.change import reliable_threshold, standard_error, verdict, verdict_on
from kindward.measure.instruments import Norm


def norm(sd=10.0, reliability=0.75, of="total"):
    return Norm(of, "a made-up sample", 100, 50.0, sd, reliability, "test-retest", "this test")


def test_the_threshold_by_hand():
    # 1.96 x 10 x sqrt(0.25 x (1/1 + 1/1)) = 1.96 x 10 x 0.70711 = 13.859
    assert reliable_threshold(10, 0.75) == pytest.approx(13.859, abs=5e-4)
    # 1.96 x 10 x sqrt(0.25 x (1/2 + 1/1)) = 1.96 x 10 x 0.612372 = 12.0025
    assert reliable_threshold(10, 0.75, before=2) == pytest.approx(12.0025, abs=5e-5)
    # 1.96 x 10 x sqrt(0.25 x (1/2 + 1/2)) = 1.96 x 10 x 0.5 = 9.8
    assert reliable_threshold(10, 0.75, before=2, after=2) == pytest.approx(9.8)


def test_with_one_pair_a_scale_of_usual_reliability_needs_1_07_to_1_59_sd():
    # Retest reliabilities of compassion scales run from .67 to .85 (Henje et al. 2020, CEAS, three weeks).
    assert round(reliable_threshold(1, 0.85), 2) == 1.07
    assert round(reliable_threshold(1, 0.67), 2) == 1.59


def test_with_two_and_two_it_needs_0_76_to_1_13_sd():
    assert round(reliable_threshold(1, 0.85, 2, 2), 2) == 0.76
    assert round(reliable_threshold(1, 0.67, 2, 2), 2) == 1.13


def test_the_error_of_one_administration():
    assert standard_error(10, 0.75) == 5
    assert standard_error(3, 0) == 3


@pytest.mark.parametrize(("sd", "reliability"), [(0, 0.8), (-1, 0.8), (math.nan, 0.8), (5, 1), (5, -0.1)])
def test_impossible_figures_are_refused(sd, reliability):
    with pytest.raises(ValueError, match="expected sd above 0"):
        standard_error(sd, reliability)


def test_a_threshold_needs_an_administration_on_each_side():
    with pytest.raises(ValueError, match="at least one each"):
        reliable_threshold(10, 0.8, before=0)


def test_the_same_gain_flips_the_verdict_when_a_second_baseline_is_added():
    once = verdict([50], [63], norm())
    assert (once.kind, once.change) == ("cannot_tell", 13)
    assert once.needed == pytest.approx(13.859, abs=5e-4)
    twice = verdict([50, 50], [63], norm())
    assert (twice.kind, twice.change) == ("improved", 13)
    assert twice.needed == pytest.approx(12.0025, abs=5e-5)


def test_scores_of_each_side_are_averaged():
    assert verdict([40, 50], [60, 64], norm()).change == 62 - 45


def test_a_drop_of_that_size_is_worse():
    assert verdict([63, 63], [50], norm()).kind == "worse"


def test_where_lower_is_better_a_drop_is_an_improvement():
    assert verdict([63, 63], [50], norm(), lower_is_better=True).kind == "improved"
    assert verdict([50, 50], [63], norm(), lower_is_better=True).kind == "worse"


def test_a_change_exactly_as_large_as_chance_brings_is_not_enough():
    needed = reliable_threshold(10, 0.75)
    assert verdict([50], [50 + needed], norm()).kind == "cannot_tell"
    assert verdict([50], [50 + needed + 0.001], norm()).kind == "improved"


def test_without_a_norm_there_is_no_verdict_and_it_says_why():
    said = verdict([10], [90])
    assert (said.kind, said.change, said.needed) == ("cannot_tell", 80, None)
    assert "Nobody has told us yet" in said.why


def test_without_a_second_side_there_is_no_verdict():
    for before, after in (([], [5]), ([5], [])):
        assert verdict(before, after, norm()).kind == "cannot_tell"


def test_six_points_on_the_phq_9_are_enough_and_five_are_not(instruments):
    phq = instruments["phq-9"]
    assert verdict_on(phq, "total", [15], [9]).kind == "improved"
    assert verdict_on(phq, "total", [15], [10]).kind == "cannot_tell"
    assert verdict_on(phq, "total", [9], [15]).kind == "worse"
    assert verdict_on(phq, "total", [15], [10]).needed == 6


def test_four_points_on_the_gad_7_are_enough_and_three_are_not(instruments):
    gad = instruments["gad-7"]
    assert verdict_on(gad, "total", [12], [8]).kind == "improved"
    assert verdict_on(gad, "total", [12], [9]).kind == "cannot_tell"


def test_an_average_that_comes_to_the_threshold_is_not_lost_to_rounding(instruments):
    thirds = [10 + 1 / 3, 10 + 1 / 3, 10 + 1 / 3]
    assert verdict_on(instruments["phq-9"], "total", thirds, [4 + 1 / 3]).kind == "improved"


def test_a_scale_has_its_own_direction(instruments):
    fscrs = instruments["fscrs"]
    assert fscrs.is_lower_better("hated_self")
    assert not fscrs.is_lower_better("reassured_self")
    assert instruments["scs"].is_lower_better("isolation")
    assert not instruments["scs"].is_lower_better("total")


def test_a_questionnaire_that_ships_without_norms_gives_no_verdict(instruments):
    assert verdict_on(instruments["ceas-to-self"], "total", [10], [100]).kind == "cannot_tell"
