"""``kindward signs``: one tier a line, and one clear line where a line cannot be read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kindward.cli.main import main


def test_one_tier_a_line_in_the_order_they_came(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"id":"a","text":"I want to die"}\n\n{"id":7,"text":"Soup again."}\n')
    answer = CliRunner().invoke(main, ["signs", "--in", str(texts)])
    assert [json.loads(line) for line in answer.stdout.splitlines()] == [
        {"id": "a", "tier": "explicit"},
        {"id": 7, "tier": "none"},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "2: line: is not JSON"),
        ('{"id":1}', "2: text: is missing"),
        ('{"text":"x"}', "2: id: is missing"),
        ("[]", "2: line: is not an object"),
    ],
)
def test_a_bad_line_ends_with_its_number_and_field(tmp_path: Path, line: str, said: str) -> None:
    texts, out = tmp_path / "texts.jsonl", tmp_path / "out.jsonl"
    texts.write_text('{"id":"a","text":"fine"}\n' + line + "\n")
    out.write_text("as it was")
    answer = CliRunner().invoke(main, ["signs", "--in", str(texts), "-o", str(out)])
    assert answer.exit_code == 2
    assert f"{texts}:{said}" in answer.stderr
    assert out.read_text() == "as it was"
