"""Every instrument's scoring against arithmetic done by hand, here, from the published rule."""

import pytest

from kindward.measure.score import score


def by_item(count, parts):
    """Answers in item order from ``{items: answers}``; every item is named once."""
    answers = [None] * count
    for items, given in parts.items():
        for item, answer in zip(items, given, strict=True):
            assert answers[item - 1] is None
            answers[item - 1] = answer
    assert None not in answers
    return answers


CEAS = ("ceas-to-others", "ceas-from-others", "ceas-to-self")
#: Engagement 1, 2, 4, 5, 6, 8 and action 9, 10, 12, 13; the fillers 3, 7 and 11 are all 10.
CEAS_ANSWERS = by_item(
    13, {(1, 2, 4, 5, 6, 8): (8, 7, 6, 5, 9, 4), (9, 10, 12, 13): (7, 6, 8, 3), (3, 7, 11): (10, 10, 10)}
)


@pytest.mark.parametrize("name", CEAS)
def test_ceas_adds_six_for_engagement_four_for_action_and_all_ten_for_the_flow(instruments, name):
    scored = score(instruments[name], CEAS_ANSWERS)
    assert scored.subscales == {"engagement": 8 + 7 + 6 + 5 + 9 + 4, "action": 7 + 6 + 8 + 3}
    assert scored.total == 39 + 24


@pytest.mark.parametrize("name", CEAS)
def test_ceas_fillers_are_dropped_not_reversed(instruments, name):
    for filler in (1, 10, None):
        answers = list(CEAS_ANSWERS)
        answers[2] = answers[6] = answers[10] = filler
        assert score(instruments[name], answers).total == 63


@pytest.mark.parametrize("name", CEAS)
def test_ceas_goes_from_10_to_100_and_says_nothing_about_cut_offs(instruments, name):
    assert score(instruments[name], [1] * 13).total == 10
    assert score(instruments[name], [10] * 13).total == 100
    assert instruments[name].cutoffs == {}


SCS_ANSWERS = by_item(
    26,
    {
        (5, 12, 19, 23, 26): (4, 3, 5, 2, 4),  # self-kindness: 18
        (1, 8, 11, 16, 21): (5, 4, 4, 3, 2),  # self-judgment: 18; reversed 1, 2, 2, 3, 4: 12
        (3, 7, 10, 15): (3, 4, 2, 5),  # common humanity: 14
        (4, 13, 18, 25): (2, 2, 1, 4),  # isolation: 9; reversed 4, 4, 5, 2: 15
        (9, 14, 17, 22): (4, 4, 3, 3),  # mindfulness: 14
        (2, 6, 20, 24): (5, 5, 4, 3),  # over-identification: 17; reversed 1, 1, 2, 3: 7
    },
)


def test_scs_subscales_are_means_of_what_was_answered_as_in_publications(instruments):
    assert score(instruments["scs"], SCS_ANSWERS).subscales == {
        "self_kindness": 18 / 5,
        "self_judgment": 18 / 5,
        "common_humanity": 14 / 4,
        "isolation": 9 / 4,
        "mindfulness": 14 / 4,
        "over_identification": 17 / 4,
    }


def test_scs_total_is_the_mean_of_subscale_means_with_the_negative_ones_reversed(instruments):
    by_hand = (18 / 5 + 12 / 5 + 14 / 4 + 15 / 4 + 14 / 4 + 7 / 4) / 6
    assert score(instruments["scs"], SCS_ANSWERS).total == pytest.approx(by_hand, abs=5e-5) == 3.0833


def test_scs_total_is_neither_the_mean_of_the_shown_subscales_nor_of_the_items(instruments):
    scored = score(instruments["scs"], SCS_ANSWERS)
    of_shown = sum(scored.subscales.values()) / 6
    of_items = (18 + 12 + 14 + 15 + 14 + 7) / 26
    assert of_shown == pytest.approx(3.45)
    assert of_items == pytest.approx(3.0769, abs=1e-4)
    assert scored.total not in (pytest.approx(of_shown, abs=1e-3), pytest.approx(of_items, abs=1e-3))


def test_scs_of_somebody_wholly_kind_is_5_and_of_somebody_wholly_harsh_is_1(instruments):
    harsh = instruments["scs"].reversed
    assert score(instruments["scs"], [1 if n in harsh else 5 for n in range(1, 27)]).total == 5
    assert score(instruments["scs"], [5 if n in harsh else 1 for n in range(1, 27)]).total == 1


def test_scs_sf_is_the_mean_of_twelve_with_six_reversed_and_has_no_subscales(instruments):
    answers = by_item(12, {(2, 3, 5, 6, 7, 10): (3, 5, 3, 4, 4, 2), (1, 4, 8, 9, 11, 12): (4, 2, 1, 5, 3, 4)})
    scored = score(instruments["scs-sf"], answers)
    # As answered 21; reversed 2, 4, 5, 1, 3, 2: 17.
    assert scored.total == round((21 + 17) / 12, 4) == 3.1667
    assert scored.subscales == {}


@pytest.mark.parametrize("name", ["socs-s", "socs-o"])
def test_socs_parts_take_every_fifth_item(instruments, name):
    answers = [1, 2, 3, 4, 5, 2, 3, 4, 5, 1, 3, 3, 3, 3, 3, 5, 4, 3, 2, 1]
    scored = score(instruments[name], answers)
    assert list(scored.subscales.values()) == [
        1 + 2 + 3 + 5,
        2 + 3 + 3 + 4,
        3 + 4 + 3 + 3,
        4 + 5 + 3 + 2,
        5 + 1 + 3 + 1,
    ]
    assert scored.total == 60


def test_fears_are_10_13_and_15_items_one_after_the_other_with_no_total(instruments):
    answers = [1] * 10 + [2] * 13 + [3] * 15
    assert score(instruments["fears"], answers).subscales == {
        "for_others": 10,
        "from_others": 26,
        "for_self": 45,
    }
    assert score(instruments["fears"], answers).total is None
    for item, changed in ((10, "for_others"), (11, "from_others"), (23, "from_others"), (24, "for_self")):
        other = list(answers)
        other[item - 1] = 4
        now, before = (
            score(instruments["fears"], other).subscales,
            score(instruments["fears"], answers).subscales,
        )
        assert [scale for scale in now if now[scale] != before[scale]] == [changed]


def test_fscrs_has_three_sums_and_no_grand_total(instruments):
    answers = by_item(
        22,
        {
            (1, 2, 4, 6, 7, 14, 17, 18, 20): (1, 2, 3, 4, 0, 1, 2, 3, 4),  # inadequate: 20
            (3, 5, 8, 11, 13, 16, 19, 21): (4, 4, 3, 3, 2, 2, 1, 0),  # reassured: 19
            (9, 10, 12, 15, 22): (0, 1, 2, 3, 4),  # hated: 10
        },
    )
    scored = score(instruments["fscrs"], answers)
    assert scored.subscales == {"inadequate_self": 20, "hated_self": 10, "reassured_self": 19}
    assert scored.total is None
    assert scored.not_scored == ()


def test_phq_9_is_a_sum_from_0_to_27(instruments):
    assert score(instruments["phq-9"], [1, 2, 3, 0, 1, 2, 1, 0, 0]).total == 10
    assert score(instruments["phq-9"], [0] * 9).total == 0
    assert score(instruments["phq-9"], [3] * 9).total == 27


def test_phq_2_is_a_sum_from_0_to_6(instruments):
    assert score(instruments["phq-2"], [1, 2]).total == 3
    assert score(instruments["phq-2"], [3, 3]).total == 6


def test_gad_7_is_a_sum_from_0_to_21(instruments):
    assert score(instruments["gad-7"], [1, 1, 1, 2, 2, 0, 0]).total == 7
    assert score(instruments["gad-7"], [3] * 7).total == 21


def test_who_5_is_the_sum_times_four(instruments):
    assert score(instruments["who-5"], [3, 2, 4, 1, 5]).total == 15 * 4
    assert score(instruments["who-5"], [0] * 5).total == 0
    assert score(instruments["who-5"], [5] * 5).total == 100


def test_three_flows_are_means_of_every_third_item_and_have_no_total(instruments):
    scored = score(instruments["three-flows"], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10])
    assert scored.subscales == {
        "to_others": (0 + 3 + 6 + 9) / 4,
        "from_others": (1 + 4 + 7 + 10) / 4,
        "to_self": (2 + 5 + 8 + 10) / 4,
    }
    assert scored.total is None


@pytest.mark.parametrize(
    ("name", "total", "reached"),
    [
        ("phq-9", 4, ()),
        ("phq-9", 5, (5,)),
        ("phq-9", 15, (5, 10, 15)),
        ("phq-2", 2, ()),
        ("phq-2", 3, (3,)),
        ("gad-7", 9, (5,)),
        ("gad-7", 15, (5, 10, 15)),
        ("who-5", 52, ()),
        ("who-5", 50, (50,)),
        ("who-5", 28, (50, 28)),
    ],
)
def test_a_cut_off_is_reached_at_its_own_point(instruments, name, total, reached):
    assert instruments[name].reached("total", total) == reached
