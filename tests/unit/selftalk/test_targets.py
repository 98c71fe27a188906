"""What the shipped model is held to, on the hands that it was neither trained nor chosen on."""

import functools

import numpy as np
import pytest
from benchmarks.selftalk.figures import auc, kappa, matched_for_length, sides
from benchmarks.selftalk.lines import ASIDE, CHOOSING, HARD, HELPING, read_lines

from kindward.selftalk import shipped_model


@functools.cache
def rated():
    lines = read_lines(ASIDE)
    return lines, np.array([shipped_model().rate(line.text).warmth for line in lines])


def test_warm_and_harsh_are_told_apart():
    assert auc(*sides(*rated())) >= 0.92


@pytest.mark.parametrize("group", HARD)
def test_each_hard_group_is_told_apart(group):
    assert auc(*sides(*rated(), group)) >= 0.85


def test_length_is_not_what_tells_them_apart():
    assert auc(*matched_for_length(*rated())) >= 0.9


def test_being_sure_means_being_right_more_often():
    lines, _ = rated()
    said = [shipped_model().rate(line.text) for line in lines]
    right = np.array([one.warmth * line.rating > 0 for one, line in zip(said, lines, strict=True)])
    sure = np.array([one.sure for one in said])
    assert abs(right.mean() - sure.mean()) < 0.05
    assert right[sure >= 0.9].mean() > 0.9 > right[sure < 0.7].mean()


def test_the_hands_held_aside_are_in_no_model():
    assert set(shipped_model().head["trained_on"]) == set(CHOOSING + HELPING)


def test_kappa_is_one_for_the_same_and_nothing_for_chance():
    assert kappa([1, -1, 2, 0], [1, -1, 2, 0]) == 1
    assert abs(kappa([1, 1, -1, -1], [1, -1, 1, -1])) < 1e-9


def test_auc_counts_ties_half():
    assert auc(np.array([1.0, 0.0]), np.array([0.0, -1.0])) == 0.875
