"""What a command reads is never what it writes over."""

import os

import pytest

RAW = "id,item1,item2\nalice,1,2\n"


@pytest.fixture
def raw(tmp_path):
    """Alice's answers, which nobody has a copy of; and other names for the same file."""
    path = tmp_path / "raw.csv"
    path.write_text(RAW)
    (tmp_path / "link.csv").symlink_to(path)
    os.link(path, tmp_path / "again.csv")
    return path


@pytest.mark.parametrize("name", ["raw.csv", "link.csv", "again.csv", "../{folder}/raw.csv"])
@pytest.mark.parametrize("command", [["score", "phq-2"], ["selftalk"], ["signs"], ["match"]])
def test_what_is_read_is_not_written_over(refused, raw, command, name):
    target = raw.parent / name.format(folder=raw.parent.name)
    line = refused(*command, "--in", raw, "-o", target)
    assert line.startswith(f"{target}: is what is read; expected another file")
    assert raw.read_text() == RAW


def test_the_pairs_of_a_match_do_not_go_over_the_problem(refused, raw):
    assert "is what is read" in refused("match", "--in", raw, "--pairs", raw)
    assert raw.read_text() == RAW


def test_a_script_is_not_written_over_by_its_session(refused, tmp_path):
    script = tmp_path / "mine.md"
    script.write_text("words of my own")
    assert "is what is read" in refused("compose", script, "--seconds", "30", "-o", script)
    assert script.read_text() == "words of my own"


def test_another_file_is_fine(kindward, raw, tmp_path):
    assert kindward("score", "phq-2", "--in", raw, "-o", tmp_path / "scores.csv").exit_code == 0
    assert raw.read_text() == RAW
