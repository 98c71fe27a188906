"""``kindward check``."""

import json

from practice_scripts import CONTENT

BREAK = CONTENT / "practices" / "self-compassion-break.md"


def test_a_clean_script_says_nothing(kindward):
    answer = kindward("check", BREAK)
    assert (answer.exit_code, answer.output) == (0, "")


def test_each_finding_is_a_line_on_standard_output(kindward, tmp_path):
    path = tmp_path / "lamp.md"
    path.write_text("not a script")
    answer = kindward("check", path)
    assert answer.exit_code == 2
    assert (
        answer.stdout == f"{path}:1: head: the file does not begin with ---; expected the head of a script\n"
    )
    assert answer.stderr == ""


def test_findings_are_data_too(kindward, tmp_path):
    path = tmp_path / "lamp.md"
    path.write_text("not a script")
    (finding,) = json.loads(kindward("check", path, "--format", "json").stdout)
    assert finding.keys() == {"path", "line", "field", "message"}


def test_a_script_can_come_from_standard_input(kindward):
    assert kindward("check", "-", input=BREAK.read_text()).exit_code == 0
    assert kindward("check", "-", input="not a script").stdout.startswith("-:1: head: ")


def test_the_day_can_be_said(kindward, tmp_path):
    path = tmp_path / "self-compassion-break.md"
    signed = "reviewer: Dr Alice Example\nreviewed_on: 2026-01-01\ndue_on: 2027-01-01"
    path.write_text(BREAK.read_text().replace("reviewer: none yet", signed))
    assert kindward("check", path, "--today", "2027-01-01").exit_code == 0
    assert "the review was due" in kindward("check", path, "--today", "2027-01-02").stdout


def test_a_day_that_is_none_is_one_clear_line(refused):
    assert refused("check", "--today", "soon").startswith(
        "--today: “soon” is not a day; expected such as 2026-11-30"
    )


def test_a_missing_path_is_one_clear_line(refused):
    assert refused("check", "nowhere.md").startswith("nowhere.md:1: file: there is no such file; expected")


def test_a_questionnaires_key_can_be_checked(kindward, tmp_path):
    folder = tmp_path / "instruments"
    folder.mkdir()
    (folder / "lamp.yml").write_text(
        "title: Lamp\nitems: 2\nrange: [0, 3]\ntotal: all\nsources: [one, two]\n"
    )
    answer = kindward("check", folder / "lamp.yml")
    assert answer.exit_code == 2
    assert answer.stdout.startswith(f"{folder / 'lamp.yml'}:4: total: “all” is not known")
    assert kindward("check", CONTENT / "instruments").output == ""


def test_an_operators_words_are_checked_with_all_content(kindward, tmp_path):
    folder = tmp_path / "data" / "instruments"
    folder.mkdir(parents=True)
    (folder / "phq-2.yml").write_text("items: [one, two]\n")
    assert f"{folder / 'phq-2.yml'}:1: licence: is missing" in kindward("check").stdout
