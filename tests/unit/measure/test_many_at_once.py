"""A cohort scores exactly as its people do one by one, and as a plain scorer of another hand does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.measure.instruments import load_instruments
from kindward.measure.score import AnswerError, score, score_many

INSTRUMENTS = load_instruments()


@st.composite
def cohorts(draw):
    instrument = INSTRUMENTS[draw(st.sampled_from(sorted(INSTRUMENTS)))]
    answer = st.integers(instrument.low, instrument.high)
    whole = st.lists(answer, min_size=instrument.items, max_size=instrument.items)
    people = draw(st.lists(whole, min_size=1, max_size=4))
    for person in people:
        for item in draw(st.sets(st.integers(0, instrument.items - 1), max_size=5)):
            person[item] = None
    return instrument, people


def as_array(people):
    return np.array([[np.nan if a is None else a for a in person] for person in people], dtype=float)


def plainly(instrument, answers, items, turned, as_sum):
    """The rule in one place, written for people: the mean of what is there, if at most a fifth is missing."""
    there = [
        instrument.low + instrument.high - answers[n - 1] if n in turned else answers[n - 1]
        for n in items
        if answers[n - 1] is not None
    ]
    if 5 * (len(items) - len(there)) > len(items):
        return None
    return sum(there) / len(there) * (len(items) if as_sum else 1)


def same(one, other):
    return (one is None and other is None) or one == pytest.approx(other, abs=6e-5)


@given(cohorts())
def test_many_are_scored_as_each_by_itself(cohort):
    instrument, people = cohort
    table = score_many(instrument, as_array(people))
    for row, answers in enumerate(people):
        alone = score(instrument, answers)
        for name, values in table.subscales.items():
            assert same(alone.subscales[name], None if np.isnan(values[row]) else values[row])
        if instrument.total != "none":
            assert same(alone.total, None if np.isnan(table.total[row]) else table.total[row])
        assert ("safety" in alone.flags) == table.safety[row]
        assert ("risk-unknown" in alone.flags) == table.risk_unknown[row]


@given(cohorts())
def test_subscales_and_totals_follow_the_rule_as_people_would_write_it(cohort):
    instrument, people = cohort
    for answers in people:
        scored = score(instrument, answers)
        means = []
        for subscale in instrument.subscales:
            turned = () if subscale.as_answered else instrument.reversed
            as_sum = subscale.how == "sum"
            assert same(
                scored.subscales[subscale.name], plainly(instrument, answers, subscale.items, turned, as_sum)
            )
            means.append(plainly(instrument, answers, subscale.items, instrument.reversed, False))
        if instrument.total == "mean-of-subscales":
            assert same(scored.total, None if None in means else sum(means) / len(means))
        elif instrument.total != "none":
            items = [n for n in range(1, instrument.items + 1) if n not in instrument.fillers]
            whole = plainly(instrument, answers, items, instrument.reversed, instrument.total == "sum")
            assert same(scored.total, whole if whole is None else whole * instrument.multiply)


@given(cohorts())
def test_turning_all_answers_round_twice_changes_nothing(cohort):
    instrument, people = cohort

    def turned(answers):
        return [a if a is None else instrument.low + instrument.high - a for a in answers]

    for answers in people:
        assert score(instrument, turned(turned(answers))) == score(instrument, answers)


@pytest.mark.parametrize("name", ["scs", "scs-sf"])
@given(st.data())
def test_where_half_the_items_are_reversed_turning_all_answers_mirrors_the_total(name, data):
    instrument = INSTRUMENTS[name]
    answers = data.draw(st.lists(st.integers(1, 5), min_size=instrument.items, max_size=instrument.items))
    mirrored = score(instrument, [6 - a for a in answers])
    assert mirrored.total == pytest.approx(6 - score(instrument, answers).total, abs=1e-4)


@given(cohorts())
def test_scoring_leaves_the_answers_as_they_were(cohort):
    instrument, people = cohort
    answers = as_array(people)
    before = answers.copy()
    score_many(instrument, answers)
    np.testing.assert_array_equal(answers, before)


def test_another_number_of_items_is_refused(instruments):
    with pytest.raises(AnswerError, match=r"expected \(n, 9\)"):
        score_many(instruments["phq-9"], np.zeros((3, 8)))


def test_nobody_scores_to_nothing(instruments):
    assert len(score_many(instruments["phq-9"], np.zeros((0, 9))).total) == 0
