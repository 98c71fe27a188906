"""Reading a week's file, and the eight that ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kindward.practice import content_folder, load_catalogue
from kindward.programme import GENTLE, USUAL, WeekError, load_weeks
from kindward.programme.read import parse_week

WEEK = (content_folder() / "programme" / "week-3.md").read_text(encoding="utf-8")
HERE = Path("week-3.md")


def test_a_week_says_what_its_file_says() -> None:
    week = parse_week(WEEK, HERE)
    assert (week.number, week.title) == (3, "Kindness to oneself")
    assert week.practices == ("affectionate-breathing", "self-compassion-break")
    assert week.formal.seconds == {5: 240, 10: 480, 20: 900}
    assert week.reviewer is None
    assert WEEK.splitlines()[week.text_line - 1].startswith(week.text[0][:20])


@pytest.mark.parametrize(
    ("old", "new", "field", "expected"),
    [
        ("---\nnumber", "number", "head", "does not begin with ---"),
        ("number: 3", "number: 9", "number", "expected a whole number from 1 to 8"),
        ("number: 3", "number: three", "number", "expected a whole number"),
        ("title: Kindness to oneself\n", "", "title", "is missing"),
        ("title: Kindness", "titel: Kindness", "title", "is missing"),
        ("author:", "colour: blue\nauthor:", "colour", "is not a field of a week"),
        ("5: 4 minutes", "5: soon", "formal lengths", "“soon” is not a length"),
        ("5: 4 minutes", "7: 4 minutes", "formal lengths", "each of 5, 10, 20"),
        ("practice: learning-from-a-mistake", "practice: A mistake", "hard practice", "is not a slug"),
        ("  - key: words-are-false", "  - key: self-pity", "hard", "has a key twice"),
        ("reviewer: none yet", "reviewer: Dr Alice Example", "reviewer", "does not fit its dates"),
        ("reviewer: none yet", "reviewer: none yet\ndue_on: 2027-01-01", "reviewer", "does not fit"),
        ("summary: When", "summary: 'When", "head", "expected “name: value”"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(old: str, new: str, field: str, expected: str) -> None:
    with pytest.raises(WeekError) as raised:
        parse_week(WEEK.replace(old, new, 1), HERE)
    assert str(raised.value).startswith("week-3.md:")
    assert raised.value.field == field
    assert expected in raised.value.message


def test_a_review_with_both_dates_is_read() -> None:
    signed = "reviewer: Dr Alice Example\nreviewed_on: 2026-01-01\ndue_on: 2027-01-01"
    week = parse_week(WEEK.replace("reviewer: none yet", signed), HERE)
    assert (week.reviewer, week.due_on) == ("Dr Alice Example", date(2027, 1, 1))


def test_a_week_without_an_introduction_is_refused() -> None:
    head = WEEK.split("\n---\n")[0] + "\n---\n\n"
    with pytest.raises(WeekError, match="text: is missing"):
        parse_week(head, HERE)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WeekError, match=r"week-1\.md:1: file: there is no such file"):
        load_weeks(tmp_path)


def test_eight_weeks_ship_each_with_an_article_and_practices_of_its_own() -> None:
    weeks = load_weeks()
    assert [week.number for week in weeks] == list(range(1, 9))
    assert len({week.article for week in weeks}) == 8
    assert len({week.formal.practice for week in weeks}) == 8
    assert len({week.act.title for week in weeks}) == 8


def test_all_three_directions_and_the_fierce_side_are_practised() -> None:
    catalogue = load_catalogue()
    scripts = [catalogue[slug] for week in load_weeks() for slug in week.practices]
    assert {flow for script in scripts for flow in script.flows} == {"to_others", "from_others", "to_self"}
    assert "fierce" in {script.tone for script in scripts}


def test_for_whom_kindness_brings_fear_others_and_the_body_come_before_oneself() -> None:
    assert sorted(GENTLE) == list(USUAL)
    own, others, receiving = 3, 5, 6
    assert GENTLE.index(others) < GENTLE.index(receiving) < GENTLE.index(own)


def test_the_steadier_practices_use_no_imagery_but_for_the_last() -> None:
    catalogue = load_catalogue()
    assert {catalogue[week.fear.practice].form for week in load_weeks()} <= {
        "informal", "formal", "paced", "writing",
    }  # fmt: skip
