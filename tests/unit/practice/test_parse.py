"""Reading scripts: what a clinician writes becomes sections, lines, sentences and pauses."""

from pathlib import Path

import pytest
from hypothesis import given

from kindward.practice import ScriptError, parse_script, read_script
from kindward.practice.script import BREATH_BETWEEN, PAUSE_AFTER_LINE, Pause, Sentence
from practice_scripts import script, script_text, scripts


def refusal(body, **head):
    with pytest.raises(ScriptError) as caught:
        parse_script(script_text(body, **head), "lamp.md")
    return caught.value


def test_a_line_is_sentences_and_pauses_in_their_order():
    (section,) = script("## Light\n\nHere is a lamp. (4-6-10) It is warm. (2-3-4)").sections
    (line,) = section.rounds[0]
    assert line.parts == (
        Sentence("Here is a lamp."),
        Pause(4000, 6000, 10000),
        Sentence("It is warm."),
        Pause(2000, 3000, 4000),
    )


def test_a_breath_is_taken_between_sentences_and_a_rest_after_a_line():
    (section,) = script("## Light\n\nHere is a lamp. It is warm.").sections
    (line,) = section.rounds[0]
    assert line.parts[1] == Pause(*BREATH_BETWEEN)
    assert line.parts[-1] == Pause(*PAUSE_AFTER_LINE)


def test_a_line_may_run_over_several_rows_of_the_file():
    (section,) = script("## Light\n\nHere is\na lamp. (4-6)").sections
    assert section.rounds[0][0].parts[0] == Sentence("Here is a lamp.")


def test_priorities_belong_to_lines_and_to_steps():
    first, second = script("## Light\n\nA lamp.\n\n+3 It is warm.\n\n## +4 Dark\n\nNight.").sections
    assert [line.priority for line in first.rounds[0]] == [0, 3]
    assert (second.priority, second.title) == (4, "Dark")


def test_rounds_have_texts_of_their_own_and_begin_again_after_the_last():
    (section,) = script(
        "## Light\n\n(rounds 1-6, +3)\n\nFirst.\n\n### Second\n\nSecond.\n\n### Third\n\nThird."
    ).sections
    said = [section.round(number)[0].parts[0].text for number in range(6)]
    assert said == ["First.", "Second.", "Third.", "Second.", "Third.", "Second."]
    assert (section.min_rounds, section.max_rounds, section.round_priority) == (1, 6, 3)


def test_a_question_to_write_to_becomes_a_field():
    (section,) = script("## Light\n\nWhat do you see? (write seen, 20-60-240)").sections
    assert section.rounds[0][0].parts[0] == Sentence("What do you see?", "seen")


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ("Here is a lamp.", "section", "text before the first section"),
        ("## Light\n\n## Dark\n\nNight.", "section", "has no line"),
        ("## Light\n\nA.\n\n## Light\n\nB.", "section", "is there twice"),
        ("# Light\n\nA lamp.", "section", "is not a heading of a script"),
        ("## Light\n\nA lamp.\n\n### More\n\nMore.", "round", "has no (rounds …) line"),
        ("### More\n\nMore.", "round", "stands in a section"),
        ("## Light\n\n(rounds 9)\n\nA lamp.", "rounds", "is not readable"),
        ("## Light\n\nA lamp. (soon)", "pause", "is not a length"),
        ("## Light\n\nA lamp", "line", "does not end"),
        ("## Light\n\nA *lamp*.", "line", "is not spoken"),
        ("## Light\n\n+12 A lamp.", "line", "has no number from 1 to 9"),
        ("## Light\n\nA lamp (4-6.", "line", "is not spoken"),
        ("## Light\n\nFor {who}.", "words", "is not one of this script's words"),
        ("## Light\n\n(write seen, 20-60)", "write", "nothing is asked"),
        ("## Light\n\nA? (write a, 4)\n\nB? (write a, 4)", "write", "is written twice"),
        ("", "sections", "there is none"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_field(body, field, said):
    error = refusal(body)
    assert error.field == field
    assert said in error.message


def test_an_error_names_file_line_and_what_was_expected():
    error = refusal("## Light\n\nHere is a lamp.\n\nIt is\nwarm. (soon)")
    bad = (
        script_text("## Light\n\nHere is a lamp.\n\nIt is\nwarm. (soon)").splitlines().index("warm. (soon)")
        + 1
    )
    assert str(error).startswith(f"lamp.md:{bad}: pause: “soon” is not a length in seconds; expected a pause")


def test_a_missing_file_is_one_clear_line(tmp_path):
    with pytest.raises(ScriptError, match=r"nowhere\.md:1: file: there is no such file; expected a script"):
        read_script(tmp_path / "nowhere.md")


def test_a_file_that_is_not_text_is_one_clear_line(tmp_path):
    path = tmp_path / "lamp.md"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ScriptError, match="not UTF-8 text"):
        read_script(path)


def test_a_folder_is_not_a_script(tmp_path):
    with pytest.raises(ScriptError, match="cannot be read"):
        read_script(Path(tmp_path))


@given(scripts())
def test_every_step_of_a_script_has_something_to_say(read):
    for section in read.sections:
        assert section.title
        for lines in section.rounds:
            for line in lines:
                assert any(isinstance(part, Sentence) for part in line.parts)
                assert isinstance(line.parts[-1], Pause)
