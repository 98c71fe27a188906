"""``check``: what a machine can tell an author, and what it leaves alone."""

from datetime import date

import pytest

from kindward.practice import PracticeError
from kindward.practice.check import check_path, check_text
from kindward.practice.paces import checked_paces
from practice_scripts import CONTENT, Metronome, script_text

TODAY = date(2026, 11, 23)
GOOD = "## Light\n\nHere is a lamp. (4-10-70)\n\n+3 It is warm. (4-10-30)"
REFERENCE = "authors: Nobody A\nyear: 2020\ntitle: A\nin: B 1(1), 1-2\ndoi: 10.1000/182\nkind: essay\n"


@pytest.fixture
def content(tmp_path):
    """A content folder whose one practice is as it should be."""
    for folder in ("practices", "references", "words"):
        (tmp_path / folder).mkdir()
    (tmp_path / "references" / "nobody-2020.yml").write_text(REFERENCE)
    for slug in ("five-senses", "soles-of-the-feet"):
        write(tmp_path, GOOD.replace("a lamp", f"a {slug[0]}"), slug=slug)
    write(tmp_path, GOOD)
    return tmp_path


def write(content, body, slug="lamp", longest="1 minute", **changes):
    text = script_text(body, longest=longest).replace("slug: lamp", f"slug: {slug}")
    if slug == "five-senses":
        text = text.replace("gentler: five-senses", "gentler: lamp")
    if slug == "soles-of-the-feet":
        text = text.replace("ease_off: soles-of-the-feet", "ease_off: five-senses")
    for old, new in changes.items():
        text = text.replace(*new) if isinstance(new, tuple) else text.replace(old, new)
    path = content / "practices" / f"{slug}.md"
    path.write_text(text)
    return path


def findings(path):
    return check_path(path, TODAY, [Metronome()])


def only(path):
    (finding,) = findings(path)
    return finding


def test_a_good_folder_has_no_finding(content):
    assert findings(content) == []


def test_a_finding_is_one_line_with_file_line_and_field(content):
    path = write(content, GOOD.replace("warm. (4", "warm. (soon"))
    finding = only(path)
    assert str(finding).startswith(
        f"{path}:{finding.line}: pause: “soon-10-30” is not a length in seconds; expected"
    )
    assert "soon" in path.read_text().splitlines()[finding.line - 1]


def test_a_slug_that_leads_nowhere_is_found_on_its_line(content):
    path = write(content, GOOD, change=("gentler: five-senses", "gentler: nowhere"))
    finding = only(path)
    assert finding.message.startswith("there is no practice “nowhere”")
    assert path.read_text().splitlines()[finding.line - 1] == "gentler: nowhere"


def test_a_practice_does_not_lead_to_itself(content):
    assert (
        "leads to the practice itself"
        in only(write(content, GOOD, c=("gentler: five-senses", "gentler: lamp"))).message
    )


def test_a_reference_without_its_file_is_found(content):
    path = write(content, GOOD, change=("nobody-2020", "somebody-2021"))
    assert only(path).message.startswith("there is no references/somebody-2021.yml")


def test_a_reference_that_is_not_whole_is_found_where_it_is_wrong(content):
    (content / "references" / "nobody-2020.yml").write_text(REFERENCE.replace("doi: 10.1000/182\n", ""))
    assert only(content / "practices" / "lamp.md").path.endswith("nobody-2020.yml")
    assert only(content).path.endswith("nobody-2020.yml")


def test_too_many_words_for_the_shortest_length_are_found(content):
    path = write(content, GOOD.replace("Here is a lamp.", "Here is a lamp. " * 9))
    assert "shortest" in [finding.field for finding in findings(path)]


def test_a_longest_length_that_cannot_be_filled_is_found(content):
    finding = only(write(content, GOOD, longest="5 minutes"))
    assert finding.field == "longest"
    assert "fills 101.8 s of 300 s" in finding.message


def test_a_length_between_that_cannot_be_is_found(content):
    gap = "## Light\n\nHere is a lamp. (4-8-12)\n\n+3 It is warm. (70-80-90)"
    finding = only(write(content, gap))
    assert finding.field == "lengths"
    assert "30 s ends at 13.0 s" in finding.message


def test_a_session_of_five_minutes_that_is_mostly_words_is_found(content):
    words = "\n\n".join(["Here is a lamp for you. (1-1-2)"] * 105)
    path = write(
        content,
        f"## Light\n\n{words}",
        longest="5 minutes",
        c=("shortest: 10 seconds", "shortest: 5 minutes"),
    )
    assert "silence" in [finding.field for finding in findings(path)]


def test_a_sentence_too_long_to_hear_is_found(content):
    finding = only(write(content, GOOD.replace("It is warm.", f"It is {'so ' * 24}warm.")))
    assert finding.message.endswith("has 27 words; expected at most 26")


def test_a_hard_text_is_found_with_its_hardest_sentence(content):
    hard = "Phenomenological contemplation necessitates extraordinary interoceptive sensitivity."
    finding = only(write(content, GOOD.replace("It is warm.", hard)))
    assert finding.field == "reading level"
    assert "hardest: “Phenomenological" in finding.message


def test_a_word_the_product_does_not_say_is_found(content):
    path = write(content, GOOD.replace("It is warm.", "Push through."))
    assert [finding.field for finding in findings(path)] == ["words"]


def test_a_sentence_of_another_practice_is_found_whatever_its_marks(content):
    write(content, GOOD.replace("It is warm.", "The light is here for you."), slug="five-senses")
    finding = only(write(content, GOOD.replace("It is warm.", "The light is here, for you.")))
    assert finding.message.startswith("“The light is here, for you.” is also said in five-senses")


def test_a_shared_sentence_may_be_met_again(content):
    (content / "words" / "shared-sentences.txt").write_text("# A remark.\nThe light is here for you.\n")
    write(content, GOOD.replace("It is warm.", "The light is here for you."), slug="five-senses")
    assert findings(write(content, GOOD.replace("It is warm.", "The light is here, for you."))) == []


def test_four_words_may_be_the_same_anywhere(content):
    write(content, GOOD.replace("It is warm.", "The light is here."), slug="five-senses")
    assert findings(write(content, GOOD.replace("It is warm.", "The light is here."))) == []


@pytest.mark.parametrize(
    ("reviewed", "due", "said"),
    [
        ("2026-01-01", "2026-11-22", "the review was due on 2026-11-22"),
        ("2026-12-01", "2027-11-22", "is in the future"),
        ("2026-01-01", "2029-01-01", "expected a day up to two years later"),
    ],
)
def test_a_review_out_of_date_is_found(content, reviewed, due, said):
    dates = f"reviewer: Dr Alice Example\nreviewed_on: {reviewed}\ndue_on: {due}"
    assert said in only(write(content, GOOD, change=("reviewer: none yet", dates))).message


def test_a_review_on_its_last_day_is_still_good(content):
    dates = "reviewer: Dr Alice Example\nreviewed_on: 2026-01-01\ndue_on: 2026-11-23"
    assert findings(write(content, GOOD, change=("reviewer: none yet", dates))) == []


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PracticeError, match="there is no such file"):
        findings(tmp_path / "nowhere.md")


def test_a_folder_with_nothing_to_check_is_refused(tmp_path):
    with pytest.raises(PracticeError, match="nothing here can be checked"):
        findings(tmp_path)


def test_a_script_on_its_own_is_checked_against_what_ships():
    text = (CONTENT / "practices" / "self-compassion-break.md").read_text()
    assert check_text(text, "-", TODAY, [Metronome()]) == []
    said = [
        finding.message for finding in check_text(text.replace("slug: self", "slug: my-self"), "-", TODAY, [])
    ]
    assert any("also said in self-compassion-break" in message for message in said)


def test_what_ships_is_clean_with_every_pace_of_the_voice():
    assert check_path(None, TODAY, checked_paces()) == []
