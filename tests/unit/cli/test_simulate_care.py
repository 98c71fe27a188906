"""``kindward simulate care``."""

import json

import pytest

FIELDS = {"ratio", "policy", "in_48h", "fit", "wait_mean_h", "wait_p90_h", "offers"}
SMALL = ("simulate", "care", "--people", 40, "--days", 3, "--ratio", 1.0)


def test_rows_have_the_published_fields_and_repeat_by_seed(kindward):
    words = (*SMALL, "--seed", "1..2", "--format", "json")
    answer = json.loads(kindward(*words).stdout)
    assert (answer["seed"], answer["seeds"], answer["clients"], answer["days"]) == (1, [1, 2], 40, 3)
    assert [row["policy"] for row in answer["rows"]] == [
        "kindward", "next-available", "first-come", "batch-optimum", "hold-24h", "hindsight",
    ]  # fmt: skip
    for row in answer["rows"]:
        assert row.keys() >= FIELDS
        assert 0 < row["in_48h"] <= 1
        assert 0 < row["fit"] <= 1
        assert row["in_48h_low"] <= row["in_48h"] <= row["in_48h_high"]
    assert json.loads(kindward(*words).stdout) == answer


def test_one_seed_has_no_interval_and_as_a_table_each_row_is_a_line(kindward):
    words = (*SMALL, "--seed", 1, "--policy", "first-come", "--policy", "hindsight-all-accept")
    head, *rows = kindward(*words).stdout.splitlines()
    assert head.split()[:2] == ["ratio", "policy"]
    assert [row.split()[:2] for row in rows] == [["1", "first-come"], ["1", "hindsight-all-accept"]]
    assert rows[0].split()[3:5] == ["-", "-"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seed", "one"), "--seed: one is no seed; expected a whole number, or several as 1..5"),
        (("--seed", "5..1"), "--seed: 5..1 is not one to a thousand seeds"),
        (("--policy", "best"), "--policy: best is not known; expected kindward, next-available"),
        (("--ratio", "0"), "--ratio"),
        (("--people", "3"), "--people"),
    ],
)
def test_slips_are_one_line(refused, words, said):
    assert said in refused("simulate", "care", *words)
