"""Which flow is weakest."""

import pytest

from kindward.measure.flows import FlowLevel, weakest_flow
from kindward.measure.instruments import Norm


def norm(mean, sd=10.0, reliability=0.96):
    return Norm("total", "a made-up sample", 100, mean, sd, reliability, "test-retest", "this test")


#: Most people score giving above receiving and self.
USUAL = {"to_others": norm(75), "from_others": norm(60), "to_self": norm(55)}


def levels(to_others, from_others, to_self, norms=USUAL):
    values = {"to_others": to_others, "from_others": from_others, "to_self": to_self}
    return {flow: FlowLevel(value, norms[flow]) for flow, value in values.items()}


def test_the_weakest_is_by_standing_among_people_not_by_the_raw_number():
    measured = levels(to_others=65, from_others=62, to_self=58)
    assert min(measured, key=lambda flow: measured[flow].value) == "to_self"
    found = weakest_flow(measured)
    assert found.flow == "to_others"
    assert found.tied == ()
    assert found.standing == pytest.approx({"to_others": -1.0, "from_others": 0.2, "to_self": 0.3})


def test_flows_too_near_to_tell_apart_are_a_tie_and_a_choice():
    # Each error is 10 x sqrt(0.04) = 2 points, 0.2 SD; two are apart from 1.96 x sqrt(0.08) = 0.554 SD on.
    found = weakest_flow(levels(to_others=70, from_others=56, to_self=65))
    assert found.flow is None
    assert found.tied == ("to_others", "from_others")


def test_just_beyond_that_distance_it_is_no_tie():
    assert weakest_flow(levels(to_others=70, from_others=60.6, to_self=65)).flow == "to_others"
    assert weakest_flow(levels(to_others=70, from_others=60.5, to_self=65)).flow is None


def test_a_coarser_instrument_ties_sooner():
    coarse = {flow: norm(one.mean, reliability=0.7) for flow, one in USUAL.items()}
    fine = levels(to_others=65, from_others=62, to_self=58)
    assert weakest_flow(fine).flow == "to_others"
    assert weakest_flow(levels(65, 62, 58, coarse)).flow is None


def test_without_norms_the_persons_own_baseline_stands_in():
    own = {
        "to_others": FlowLevel(6.0, baseline=8.0, baseline_sd=1.0, error=0.3),
        "from_others": FlowLevel(4.0, baseline=4.0, baseline_sd=1.0, error=0.3),
        "to_self": FlowLevel(3.0, baseline=3.0, baseline_sd=1.0, error=0.3),
    }
    assert weakest_flow(own).flow == "to_others"


def test_with_neither_there_is_nothing_to_compare():
    with pytest.raises(ValueError, match="needs a norm, or an own baseline"):
        weakest_flow({"to_self": FlowLevel(3.0)})
