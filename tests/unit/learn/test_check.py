"""What a machine can tell the author of an article."""

from __future__ import annotations

import json
from datetime import date

import pytest

from article_files import BODY, SCENE, article_folder, article_text
from kindward.learn.check import check_articles

TODAY = date(2026, 11, 23)


def found(tmp_path, body: str = BODY, today: date = TODAY, **head: str) -> list[str]:
    content = article_folder(tmp_path, dropped_cup=article_text(body, **head))
    return [f"{one.line}: {one.field}: {one.message}" for one in check_articles(today, content)]


def test_a_whole_article_has_no_finding(tmp_path):
    assert found(tmp_path) == []


def test_it_can_be_checked_alone_as_a_folder_and_with_all_content(tmp_path):
    content = article_folder(tmp_path, dropped_cup=article_text(BODY.replace("typical", "guaranteed")))
    alone = check_articles(TODAY, content / "articles" / "dropped-cup.md")
    assert [one.field for one in alone] == ["words"]
    assert check_articles(TODAY, content / "articles") == alone == check_articles(TODAY, content)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ({"slug": "cup"}, "2: slug: “cup” must be the file's name; expected dropped-cup"),
        ({"related": "[nothing]"}, "10: related: there is no practice “nothing”"),
        ({"related": "[]"}, "10: related: names no practice"),
        (
            {"references": "[kirby-2017, nobody-1900]"},
            "9: references: there is no references/nobody-1900.yml",
        ),
    ],
)
def test_what_the_head_points_to_must_be_there(tmp_path, head, said):
    assert any(line.startswith(said) for line in found(tmp_path, **head))


def test_references_are_in_the_head_and_cited(tmp_path):
    (line,) = found(tmp_path, references="[]")
    assert line == "17: references: “kirby-2017” is cited; expected it in the head's list too"
    assert found(tmp_path / "more", BODY.replace("[@kirby-2017]", "")) == [
        "9: references: “kirby-2017” is nowhere cited; expected [@kirby-2017] in the text, or no such name"
    ]


def test_a_review_that_is_late_says_so_on_the_day_after(tmp_path):
    signed = {"reviewer": "Dr Alice Example", "reviewed_on": "2026-01-01", "due_on": "2026-11-23"}
    assert found(tmp_path, **signed) == []
    assert found(tmp_path / "more", today=date(2026, 11, 24), **signed) == [
        "12: due_on: the review was due on 2026-11-23; expected a clinician to read it again"
    ]


def test_a_review_is_neither_to_come_nor_for_ever(tmp_path):
    signed = {"reviewer": "Dr Alice Example", "reviewed_on": "2026-11-24", "due_on": "2029-11-24"}
    assert [line.partition(": ")[2][:22] for line in found(tmp_path, **signed)] == [
        "reviewed_on: 2026-11-2", "due_on: 2029-11-24 is ",
    ]  # fmt: skip


def test_two_articles_cannot_have_one_place(tmp_path):
    content = article_folder(tmp_path, dropped_cup=article_text(), other=article_text(slug="other"))
    assert [one.field for one in check_articles(TODAY, content)] == ["order", "order"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/", "not a page of this site"),
        ("/practices/nothing/", "there is no such practice"),
        ("/learn/nothing/", "there is no such article"),
        ("/learn/dropped-cup/#nowhere", "there is no “nowhere” on that page"),
        ("/learn/dropped-cup", "has no slash at its end"),
        ("/account/", "no page an article leads to"),
    ],
)
def test_links_lead_somewhere(tmp_path, address, said):
    (line,) = found(tmp_path, BODY.replace("Take one breath", f"Take [one]({address}) breath", 1))
    assert said in line


@pytest.mark.parametrize(
    "address", ["/help/", "/learn/dropped-cup/#what-helps", "/practices/soothing-touch/"]
)
def test_links_that_lead_somewhere_are_fine(tmp_path, address):
    assert found(tmp_path, BODY.replace("Take one breath", f"Take [one]({address}) breath", 1)) == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (BODY.replace("## What it is", "### What it is"), "heading"),
        (BODY + "\n<b>bold</b>\n", "html"),
        (BODY + "\n![cup](/cup.png)\n", "image"),
        (BODY + "\n```\ncode\n```\n", "code"),
        (BODY.replace(SCENE, ""), "sections"),
        (BODY.replace("## What helps", "## References"), "anchor"),
        (BODY.replace("[Soothing touch](/practices/soothing-touch/)", "it"), "ending"),
        (SCENE + "\n\n## A\n\nShort.\n\n## B\n\nShort.\n\n## C\n\n[T](/practices/soothing-touch/)", "length"),
        (BODY + "\n" + "and then one more thing came along " * 6 + ".\n", "sentence"),
        (
            BODY + "\n" + "Incomprehensible institutional responsibilities notwithstanding. " * 60,
            "reading level",
        ),
        (BODY + "\nIt is clinically proven.\n", "words"),
    ],
)
def test_how_it_is_built_and_how_it_reads(tmp_path, body, field):
    assert field in {line.split(": ")[1] for line in found(tmp_path, body)}


def test_an_item_of_a_list_is_a_sentence_though_it_has_no_full_stop(tmp_path):
    items = "\n".join(f"- one thing and another, number {number}" for number in range(12))
    assert found(tmp_path, BODY.replace("- Call a friend", items)) == []


def test_a_question_has_an_anchor_of_its_own_and_a_question_mark(tmp_path):
    lines = found(tmp_path, group="questions")
    assert sum("has none of its own" in line for line in lines) == 3
    assert sum("expected a question mark" in line for line in lines) == 3


def test_an_article_that_cannot_be_read_is_one_finding(tmp_path):
    content = article_folder(tmp_path, cup="not an article")
    (one,) = check_articles(TODAY, content)
    assert (one.line, one.field) == (1, "head")


def test_the_command_checks_articles_too(tmp_path):
    from click.testing import CliRunner

    from kindward.cli import main

    content = article_folder(
        tmp_path, dropped_cup=article_text(due_on="2026-01-01", reviewer="Dr A", reviewed_on="2025-06-01")
    )
    answer = CliRunner().invoke(
        main, ["check", str(content / "articles"), "--today", "2026-11-23", "--format", "json"]
    )
    assert answer.exit_code == 2
    assert [one["field"] for one in json.loads(answer.stdout)] == ["due_on"]
