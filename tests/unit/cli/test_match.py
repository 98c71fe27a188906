"""``kindward match``: the best assignment as JSON, or one line that says what is wrong."""

import json

import pytest

from kindward.matching.made_up import made_up


@pytest.fixture
def problem(tmp_path):
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(made_up(60, 25, seed=2)))
    return path


def test_the_answer_has_the_fields_that_scripts_depend_on(kindward, problem):
    done = kindward("match", "--in", problem)
    assert (done.exit_code, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert list(answer) == ["assignments", "unmatched", "objective", "seconds"]
    assert list(answer["objective"]) == [
        "matched",
        "urgent_matched",
        "total_fit",
        "load_squares",
        "proof_gap",
    ]
    assert {tuple(row) for row in answer["assignments"]} == {("client", "therapist", "fit", "met", "unmet")}
    assert {tuple(row) for row in answer["unmatched"]} == {("client", "reason", "nearest")}
    assert len(answer["assignments"]) == answer["objective"]["matched"] > 0
    assert answer["objective"]["proof_gap"] == 0
    assert answer["seconds"] > 0


def test_standard_input_and_a_file_give_the_same(kindward, problem, tmp_path):
    out = tmp_path / "answer.json"
    kindward("match", "--in", "-", "-o", out, input=problem.read_text())
    told = json.loads(kindward("match", "--in", problem, "--format", "json").stdout)
    assert json.loads(out.read_text())["assignments"] == told["assignments"]


def test_every_pair_is_written_and_the_chosen_ones_are_among_them(kindward, problem, tmp_path):
    pairs = tmp_path / "pairs.csv"
    answer = json.loads(kindward("match", "--in", problem, "--pairs", pairs).stdout)
    lines = pairs.read_text().splitlines()
    assert lines[0] == "client,therapist,fit"
    for row in answer["assignments"]:
        assert f"{row['client']},{row['therapist']},{row['fit']:.3f}" in lines


def test_a_table_for_people(kindward, problem):
    lines = kindward("match", "--in", problem, "--format", "table").stdout.splitlines()
    assert len(lines) == 61
    assert lines[-1].endswith("nothing better exists (gap 0)")


def test_what_is_wrong_is_said_in_one_line_and_nothing_is_touched(refused, problem, tmp_path):
    values = json.loads(problem.read_text())
    values["clients"][3]["windows"] = ["monday"]
    problem.write_text(json.dumps(values))
    out, pairs = tmp_path / "answer.json", tmp_path / "pairs.csv"
    out.write_text("precious")
    line = refused("match", "--in", problem, "-o", out, "--pairs", pairs)
    assert line == (
        f"{problem}: clients[3] “c000003”: windows: “monday” is not known; expected mon-am to sun-ev"
    )
    assert out.read_text() == "precious"
    assert not pairs.exists()


@pytest.mark.parametrize("text", ["", "[1, 2", "[]", '{"now": 3}'])
def test_what_is_no_problem_is_refused(refused, text):
    assert refused("match", "--in", "-", input=text).startswith("-:")


def test_two_answers_cannot_go_to_one_place(refused, problem):
    assert refused("match", "--in", problem, "--pairs", "-").startswith("--pairs: - is where the answer goes")


def test_a_file_that_is_not_there_is_refused(refused, tmp_path):
    assert refused("match", "--in", tmp_path / "none.json").startswith(
        f"{tmp_path / 'none.json'}: file: cannot be read"
    )
