"""A fifth of a scale may be missing; beyond that it is not scored, and never zero."""

import pytest

from kindward.measure.score import AnswerError, score


def test_one_of_five_is_exactly_a_fifth_and_is_made_up_by_the_persons_own_mean(instruments):
    # 5, 4, 3, 2 have the mean 3.5: five of those are 17.5, times four 70.
    assert score(instruments["who-5"], [5, 4, 3, 2, None]).total == 70


def test_two_of_five_are_more_than_a_fifth(instruments):
    scored = score(instruments["who-5"], [5, 4, 3, None, None])
    assert scored.total is None
    assert scored.not_scored == ("total: 2 of 5 items missing; at most a fifth may be",)


def test_two_of_ten_are_exactly_a_fifth_and_fillers_do_not_count(instruments):
    answers = [5, None, None, 5, 5, 5, None, 5, 5, None, None, 5, 5]
    scored = score(instruments["ceas-to-self"], answers)
    assert scored.total == 50
    assert scored.subscales == {"engagement": 30, "action": None}
    assert scored.not_scored == ("action: 1 of 4 items missing; at most a fifth may be",)


def test_one_of_nine_is_scored_and_two_are_not(instruments):
    phq = instruments["phq-9"]
    assert score(phq, [1, 2, 3, 0, 1, 2, 1, None, 0]).total == 10 / 8 * 9
    assert score(phq, [1, 2, 3, 0, 1, 2, None, None, 0]).total is None


def test_one_of_two_is_too_much(instruments):
    assert score(instruments["phq-2"], [3, None]).total is None


def test_a_mean_leaves_out_what_is_missing(instruments):
    answers = [4] * 26
    answers[4], answers[11] = 1, None  # Two of the five of self-kindness.
    assert score(instruments["scs"], answers).subscales["self_kindness"] == (1 + 4 + 4 + 4) / 4


def test_one_of_four_takes_the_subscale_out_and_the_total_of_subscales_with_it(instruments):
    answers = [4] * 26
    answers[8] = None
    scored = score(instruments["scs"], answers)
    assert scored.subscales["mindfulness"] is None
    assert scored.total is None
    assert scored.not_scored == (
        "mindfulness: 1 of 4 items missing; at most a fifth may be",
        "total: a subscale is not scored",
    )


def test_a_missing_reversed_item_is_not_taken_for_an_answer(instruments):
    answers = [1] * 12
    answers[0] = None  # Reversed; the other five reversed ones are worth 5 each, the six plain ones 1.
    assert score(instruments["scs-sf"], answers).total == round((5 * 5 + 6 * 1) / 11, 4)


@pytest.mark.parametrize("name", ["phq-9", "fscrs", "scs", "who-5", "three-flows", "fears"])
def test_nothing_answered_is_nothing_scored(instruments, name):
    instrument = instruments[name]
    scored = score(instrument, [None] * instrument.items)
    assert scored.total is None
    assert set(scored.subscales.values()) <= {None}
    assert len(scored.not_scored) == len(instrument.scales)


def test_item_9_above_zero_opens_the_safety_path(instruments):
    for answer in (1, 2, 3):
        assert score(instruments["phq-9"], [0] * 8 + [answer]).flags == ("safety",)
    assert score(instruments["phq-9"], [3] * 8 + [0]).flags == ()


def test_item_9_left_out_is_unknown_never_zero(instruments):
    scored = score(instruments["phq-9"], [1] * 8 + [None])
    assert scored.flags == ("risk-unknown",)
    assert scored.total == 9


def test_the_wish_to_hurt_oneself_in_the_fscrs_opens_it_too(instruments):
    assert score(instruments["fscrs"], [0] * 8 + [1] + [0] * 13).flags == ("safety",)
    assert score(instruments["fscrs"], [4] * 8 + [0] + [4] * 13).flags == ()
    assert score(instruments["fscrs"], [0] * 8 + [None] + [0] * 13).flags == ("risk-unknown",)


def test_an_answer_out_of_range_is_refused_with_its_item(instruments):
    for wrong in (-1, 4, 1.5, "2", True):
        with pytest.raises(AnswerError) as refused:
            score(instruments["phq-2"], [0, wrong])
        assert refused.value.item == 2
        assert "expected 0 to 3, or nothing" in str(refused.value)


def test_too_few_answers_are_refused(instruments):
    with pytest.raises(AnswerError, match="8 answers; expected 9"):
        score(instruments["phq-9"], [0] * 8)
