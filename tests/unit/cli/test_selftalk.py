"""``kindward selftalk``."""

import itertools
import json

import pytest

from kindward.selftalk import rate_lines, shipped_model


def test_each_text_gets_an_answer_in_order(kindward):
    asked = '{"id":"a","text":"You are loved, dear."}\n\n{"id":7,"text":""}\n'
    answer = kindward("selftalk", "--in", "-", input=asked)
    first, second = map(json.loads, answer.stdout.splitlines())
    assert first["id"] == "a" and first["warmth"] > 0 and 0 < first["sure"] <= 1
    assert second == {"id": 7, "warmth": 0.0, "sure": 0.0}


def test_nothing_is_said_of_a_text_that_speaks_of_death(kindward):
    asked = '{"id":1,"text":"I want to end my life tonight, I am so tired of it all."}\n'
    answer = kindward("selftalk", "--in", "-", input=asked)
    assert json.loads(answer.stdout) == {"id": 1, "warmth": 0.0, "sure": 0.0}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "2:line: is not JSON"),
        ("[1]", "2:line: is no object"),
        ('{"text":"a"}', "2:id: is missing"),
        ('{"id":true,"text":"a"}', "2:id: is neither"),
        ('{"id":1}', "2:text: is missing"),
        ('{"id":1,"text":4}', "2:text: is no text"),
    ],
)
def test_a_bad_line_is_named(refused, tmp_path, line, told):
    asked = tmp_path / "texts.jsonl"
    asked.write_text('{"id":1,"text":"fine"}\n' + line + "\n", encoding="utf-8")
    assert f"{asked}:{told}" in refused("selftalk", "--in", asked, "-o", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_is_named(refused, tmp_path):
    assert "cannot be read" in refused("selftalk", "--in", tmp_path / "none.jsonl")


def test_lines_are_answered_one_at_a_time():
    endless = (b'{"id":%d,"text":"be kind"}' % number for number in itertools.count())
    answers = rate_lines(endless, shipped_model())
    assert json.loads(next(itertools.islice(answers, 50, None)))["id"] == 50
