"""``kindward score``."""

import csv
import io
import json

import pytest

ANSWERS = "id,item1,item2\nalice,1,2\nbob,,3\ncharlie,0,0\n"


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS)
    return path


def test_a_response_is_an_object_in_the_order_of_the_file(kindward, answers):
    done = kindward("score", "phq-2", "--in", answers)
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [
        {"id": "alice", "total": 3, "subscales": {}, "flags": [], "not_scored": []},
        {
            "id": "bob",
            "total": None,
            "subscales": {},
            "flags": [],
            "not_scored": ["total: 1 of 2 items missing; at most a fifth may be"],
        },
        {"id": "charlie", "total": 0, "subscales": {}, "flags": [], "not_scored": []},
    ]


def test_subscales_and_flags(kindward):
    head = "id," + ",".join(f"item{n}" for n in range(1, 23))
    lines = ["a," + ",".join(["1"] * 22), "b," + ",".join(["1"] * 8 + [""] + ["1"] * 13)]
    done = kindward("score", "fscrs", "--in", "-", input="\n".join([head, *lines]))
    first, second = json.loads(done.stdout)
    assert first["subscales"] == {"inadequate_self": 9, "hated_self": 5, "reassured_self": 8}
    assert (first["total"], first["flags"]) == (None, ["safety"])
    assert second["flags"] == ["risk-unknown"]


def test_it_can_be_csv(kindward, answers):
    rows = list(
        csv.DictReader(io.StringIO(kindward("score", "phq-2", "--in", answers, "--format", "csv").stdout))
    )
    assert rows[0] == {"id": "alice", "total": "3", "flags": "", "not_scored": ""}
    assert rows[1]["total"] == ""


def test_the_files_name_chooses_the_format(kindward, answers, tmp_path):
    kindward("score", "phq-2", "--in", answers, "-o", tmp_path / "scores.csv")
    assert (tmp_path / "scores.csv").read_text().startswith("id,total,flags,not_scored\nalice,3,,\n")


def test_nobody_answered(kindward):
    assert json.loads(kindward("score", "phq-2", "--in", "-", input="id,item1,item2\n").stdout) == []


def test_letters_in_ids_stay_as_they_are(kindward):
    done = kindward("score", "phq-2", "--in", "-", input='id,item1,item2\n"Zoë ""Z"" \\",1,1\n')
    assert json.loads(done.stdout)[0]["id"] == 'Zoë "Z" \\'
    assert "Zoë" in done.stdout


def test_a_bad_line_is_told_and_the_rest_still_score(kindward, tmp_path):
    path, out = tmp_path / "answers.csv", tmp_path / "scores.json"
    path.write_text(ANSWERS.replace("bob,,3", "bob,7,3"))
    done = kindward("score", "phq-2", "--in", path, "-o", out)
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        f"{path}:3: column 2 (item1): “7” is not an answer; expected 0 to 3, or nothing",
        f"{path}: 2 scored, 1 could not be read",
    ]
    assert [row["id"] for row in json.loads(out.read_text())] == ["alice", "charlie"]


def test_of_very_many_bad_lines_only_the_number_is_told(kindward):
    done = kindward("score", "phq-2", "--in", "-", input="id,item1,item2\n" + "x,9,9\n" * 1500)
    lines = done.stderr.splitlines()
    assert len(lines) == 1001
    assert lines[-1] == "-: 0 scored, 1,500 could not be read, 500 of them not listed"
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("name", ["s.xlsx", "s.foo"])
def test_an_ending_that_is_not_known_is_said(kindward, answers, tmp_path, name):
    done = kindward("score", "phq-2", "--in", answers, "-o", tmp_path / name)
    (line,) = done.stderr.splitlines()
    assert (done.exit_code, "so it will be JSON; --format csv" in line) == (0, True)
    assert len(json.loads((tmp_path / name).read_text())) == 3


@pytest.mark.parametrize("words", [["s.json"], ["s.CSV"], ["s"], ["s.txt", "--format", "csv"]])
def test_nothing_is_said_of_an_ending_that_is_clear(kindward, answers, tmp_path, words):
    done = kindward("score", "phq-2", "--in", answers, "-o", tmp_path / words[0], *words[1:])
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_file_as_excel_saves_it_in_europe_has_the_same_scores(kindward, answers, tmp_path):
    path = tmp_path / "excel.csv"
    path.write_text("\ufeff" + ANSWERS.replace(",", ";").replace("\n", "\r\n"), newline="")
    assert (
        kindward("score", "phq-2", "--in", path).stdout == kindward("score", "phq-2", "--in", answers).stdout
    )
    path.write_text(ANSWERS.replace(",", "\t"), encoding="utf-16")
    assert (
        kindward("score", "phq-2", "--in", path).stdout == kindward("score", "phq-2", "--in", answers).stdout
    )


def test_a_head_that_does_not_fit_leaves_what_was_there(kindward, tmp_path):
    path, out = tmp_path / "answers.csv", tmp_path / "scores.json"
    path.write_text("id,item1\na,1\n")
    out.write_text("precious")
    done = kindward("score", "phq-2", "--in", path, "-o", out)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{path}:1: head: item2 is not there")
    assert out.read_text() == "precious"


def test_a_questionnaire_nobody_knows_is_refused(refused, answers):
    assert (
        refused("score", "phq9", "--in", answers)
        == "instrument: there is none named “phq9”; did you mean phq-9?"
    )


def test_a_file_that_is_not_there_is_refused(refused, tmp_path):
    assert refused("score", "phq-2", "--in", tmp_path / "none.csv").startswith(
        f"{tmp_path / 'none.csv'}:1: file: "
    )


def test_answers_have_to_be_named(refused):
    assert refused("score", "phq-2").startswith("--in: is missing")
