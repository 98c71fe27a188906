"""The picture of the three flows: levels, how sure they are, and when a change may be called one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kindward.measure.change import reliable_threshold
from kindward.measure.instrument import Norm, ReliableChange
from kindward.measure.profile import LEAST_ERROR, Answered, levels_of, picture_of

FIRST = date(2026, 1, 5)


@pytest.fixture
def ceas(instruments):
    """CEAS to self, 10 to 100, with a norm made up for this test: sd 10, reliability .75."""
    return with_norm(instruments["ceas-to-self"], 60, 10, 0.75)


def with_norm(instrument, mean, sd, reliability, of="total"):
    norm = Norm(of, "a sample made up here", 400, mean, sd, reliability, "test-retest, 2 weeks", "this test")
    return replace(instrument, norms=(norm,))


def answered(instrument, *sums):
    """One response every two weeks, its ten scored items coming to each of ``sums``."""
    return [
        Answered(instrument, FIRST + timedelta(days=14 * n), spread(instrument, total))
        for n, total in enumerate(sums)
    ]


def spread(instrument, total):
    scored = instrument.total_items
    low, more = divmod(total, len(scored))
    answers = {item: low + (place < more) for place, item in enumerate(scored)}
    return tuple(answers.get(item, instrument.low) for item in range(1, instrument.items + 1))


def to_self(instrument, *sums):
    return picture_of(answered(instrument, *sums))["to_self"]


def test_the_same_gain_flips_the_verdict_when_a_second_baseline_is_added(ceas):
    once, twice = to_self(ceas, 50, 63), to_self(ceas, 50, 50, 63)
    assert (once.verdict.kind, once.verdict.needed) == ("cannot_tell", None)
    assert (twice.verdict.kind, twice.verdict.change) == ("improved", 13)
    # By hand: 1.96 * 10 * sqrt(.25 * (1/2 + 1/1)).
    assert twice.verdict.needed == pytest.approx(12.0025, abs=1e-4)


def test_the_newest_two_are_compared_with_the_first_two(ceas):
    said = to_self(ceas, 40, 50, 90, 60, 64).verdict
    assert said.change == 62 - 45
    assert said.needed == pytest.approx(reliable_threshold(10, 0.75, 2, 2))


def test_how_many_more_answers_would_allow_a_verdict(ceas):
    assert [to_self(ceas, *[50] * times).more_needed for times in (1, 2, 3, 4)] == [2, 1, 0, 0]


def test_without_a_norm_there_is_no_verdict_however_large_the_change(instruments):
    picture = to_self(instruments["ceas-to-self"], 10, 10, 100, 100)
    assert not picture.can_be_judged
    assert (picture.verdict.kind, picture.verdict.needed) == ("cannot_tell", None)
    assert picture.standing is None


def test_a_services_own_threshold_is_enough_to_judge_by(instruments):
    known = replace(instruments["ceas-to-self"], reliable_change=ReliableChange(6, "this test"))
    assert to_self(known, 50, 50, 56).can_be_judged
    assert to_self(known, 50, 50, 56).verdict.kind == "improved"
    assert to_self(known, 50, 50, 55).verdict.kind == "cannot_tell"


def test_where_lower_is_better_a_drop_opens_the_arc(instruments):
    turned = replace(with_norm(instruments["ceas-to-self"], 60, 10, 0.75), lower_is_better=True)
    picture = to_self(turned, 64, 64, 46)
    assert picture.verdict.kind == "improved"
    assert picture.level == pytest.approx(1 - (46 - 10) / 90)
    assert picture.shares == pytest.approx((1 - 54 / 90, 1 - 54 / 90, 1 - 36 / 90))
    assert picture.standing == (pytest.approx(1.4), pytest.approx(0.5))


def test_the_error_comes_from_the_norm_where_there_is_one(ceas):
    picture = to_self(ceas, 64)
    assert picture.error == pytest.approx(10 * 0.25**0.5 / 90)
    assert picture.standing == (pytest.approx(0.4), pytest.approx(0.5))


def test_without_a_norm_the_error_comes_from_how_the_items_differ(instruments):
    own = instruments["three-flows"]
    answers = [None] * 12
    # To others: 2, 4, 6, 8. Spread by hand: sqrt(20 / 3) = 2.582, half of it for four items.
    for item, answer in zip((1, 4, 7, 10), (2, 4, 6, 8), strict=True):
        answers[item - 1] = answer
    picture = picture_of([Answered(own, FIRST, tuple(answers))])["to_others"]
    assert picture.level == pytest.approx(0.5)
    assert picture.error == pytest.approx(0.1291, abs=1e-4)


def test_a_sum_of_items_has_the_error_of_a_sum(instruments):
    # Five 5s and five 6s: spread .527, divided by sqrt(10), times ten items, over 90 points.
    picture = to_self(instruments["ceas-to-self"], 55)
    assert picture.error == pytest.approx(max(0.527 * 10**0.5 / 90, LEAST_ERROR), abs=1e-4)


def test_nobody_is_shown_as_known_exactly(instruments):
    assert to_self(instruments["ceas-to-self"], 50).error == LEAST_ERROR


def test_a_flow_without_an_answer_is_not_in_the_picture(instruments):
    own = instruments["three-flows"]
    answers = tuple(7 if item % 3 == 0 else None for item in range(1, 13))
    assert set(picture_of([Answered(own, FIRST, answers)])) == {"to_self"}


def test_a_response_too_thin_to_score_leaves_the_one_before_standing(instruments):
    own = instruments["three-flows"]
    whole, thin = (8,) * 12, (1, *[None] * 11)
    picture = picture_of([Answered(own, FIRST, whole), Answered(own, FIRST + timedelta(days=14), thin)])
    assert picture["to_others"].level == pytest.approx(0.8)
    assert picture["to_others"].times == 1


def test_points_of_two_instruments_are_never_mixed(instruments, ceas):
    own = instruments["three-flows"]
    told = [Answered(own, FIRST, (9,) * 12), *answered(ceas, 55)]
    picture = picture_of(told)
    assert [value for _, value in picture["to_self"].history] == [55]
    assert [value for _, value in picture["to_others"].history] == [9]
    assert levels_of(picture)["to_self"][0] == pytest.approx(0.5)
