"""``kindward simulate trainer``."""

import json

FIELDS = {
    "world", "policy", "regret", "regret_low", "regret_high", "hurts", "weakest_gain", "days_practised", "coverage",
}  # fmt: skip
SMALL = ("simulate", "trainer", "--people", 8, "--days", 4)

OWN_WORLD = """
from kindward.trainer.worlds import WORLDS

class Quiet:
    name = "quiet"

    def draw(self, curriculum, people, days, rng):
        return WORLDS["responders"].draw(curriculum, people, days, rng)

class Empty:
    name = "empty"

    def draw(self, curriculum, people, days, rng):
        return None
"""


def test_rows_have_the_published_fields_and_repeat_by_seed(kindward):
    words = (
        *SMALL,
        "--seed",
        5,
        "--policy",
        "kindward",
        "--policy",
        "rules",
        "--world",
        "mixed",
        "--format",
        "json",
    )
    answer = json.loads(kindward(*words).stdout)
    assert (answer["seed"], answer["people"], answer["days"]) == (5, 8, 4)
    assert [(row["world"], row["policy"]) for row in answer["rows"]] == [
        ("mixed", "kindward"),
        ("mixed", "rules"),
    ]
    assert all(row.keys() >= FIELDS for row in answer["rows"])
    assert json.loads(kindward(*words).stdout) == answer


def test_as_a_table_each_row_is_a_line(kindward):
    lines = kindward(*SMALL, "--policy", "random", "--world", "missing").stdout.splitlines()
    assert lines[0].split() == [
        "world",
        "policy",
        "regret",
        "from",
        "to",
        "hurts",
        "gain",
        "days",
        "coverage",
    ]
    assert lines[1].split()[:2] == ["missing", "random"]
    assert lines[1].split()[-1] == "-"


def test_a_world_of_ones_own_is_found_where_one_stands(kindward, tmp_path, monkeypatch):
    (tmp_path / "own_quiet_world.py").write_text(OWN_WORLD)
    monkeypatch.chdir(tmp_path)
    words = (*SMALL, "--policy", "fixed", "--world", "own_quiet_world:Quiet", "--format", "json")
    assert json.loads(kindward(*words).stdout)["rows"][0]["world"] == "quiet"


def test_a_world_that_draws_nobody_is_refused(refused, tmp_path, monkeypatch):
    (tmp_path / "own_empty_world.py").write_text(OWN_WORLD)
    monkeypatch.chdir(tmp_path)
    line = refused(*SMALL, "--policy", "fixed", "--world", "own_empty_world:Empty")
    assert line.startswith("--world: empty cannot be lived in")


def test_slips_are_one_line(refused):
    assert "--world: there is none named “narnia”" in refused(*SMALL, "--world", "narnia")
    assert "--policy: there is none named “best”" in refused(*SMALL, "--policy", "best")
    assert "--people" in refused("simulate", "trainer", "--people", 1)
