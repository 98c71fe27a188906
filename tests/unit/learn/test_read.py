"""Reading an article: what its file says, and each error at its line."""

from __future__ import annotations

from datetime import date

import pytest

from article_files import BODY, article_folder, article_text
from kindward.learn import ArticleError, UnknownArticle, articles_of, parse_article, read_article


def refusal(text: str) -> str:
    with pytest.raises(ArticleError) as refused:
        parse_article(text, "cup.md")
    return str(refused.value)


def test_an_article_says_what_its_file_says():
    article = parse_article(article_text(), "dropped-cup.md")
    assert (article.slug, article.title, article.order, article.group) == (
        "dropped-cup", "A dropped cup", 1, "compassion",
    )  # fmt: skip
    assert article.references == ("kirby-2017",) == article.cited
    assert article.related == ("soothing-touch",)
    assert (article.reviewer, article.reviewed_on, article.due_on) == (None, None, None)
    assert [section.title for section in article.sections] == [
        "What it is", "What helps", "One small thing to try",
    ]  # fmt: skip


def test_its_lines_are_those_of_the_file():
    text = article_text()
    article = parse_article(text, "dropped-cup.md")
    lines = text.splitlines()
    assert lines[article.sections[1].line - 1] == "## What helps"
    ((line, words, address),) = article.links
    assert "Soothing touch" in lines[line - 1]
    assert (words, address) == ("Soothing touch", "/practices/soothing-touch/")


def test_a_review_in_the_file_has_a_name_and_two_days():
    signed = {"reviewer": "Dr Alice Example", "reviewed_on": "2026-01-01", "due_on": "2027-01-01"}
    article = parse_article(article_text(**signed), "dropped-cup.md")
    assert (article.reviewer, article.due_on) == ("Dr Alice Example", date(2027, 1, 1))
    assert "is named without dates" in refusal(article_text(reviewer="Dr Alice Example"))
    assert "no name" in refusal(article_text(reviewed_on="2026-01-01"))


def test_minutes_are_those_of_the_words_and_at_least_one():
    assert parse_article(article_text("Hello there."), "a.md").minutes == 1
    assert parse_article(article_text("word " * 401), "a.md").minutes == 3


def test_what_is_plain_has_no_marks_citations_or_addresses():
    body = "One **strong** word [@kirby-2017].\n\n## Title\n\n- See [this](/help/)\n- and that"
    assert parse_article(article_text(body), "a.md").plain.split() == [
        "One", "strong", "word.", "See", "this", "and", "that",
    ]  # fmt: skip


def test_an_anchor_is_made_of_the_title_or_given_by_the_author():
    body = "Words.\n\n## What’s new?\n\nA.\n\n## Is it selfish? {#selfish}\n\nB."
    sections = parse_article(article_text(body), "a.md").sections
    assert [(one.anchor, one.title, one.chosen) for one in sections] == [
        ("whats-new", "What’s new?", False), ("selfish", "Is it selfish?", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no head", "cup.md:1: head: the file does not begin with ---"),
        ("---\nslug: cup", "cup.md:1: head: the head never ends"),
        ("---\nslug: a: b\n---\nText.", "cup.md:2: head: "),
        (article_text(title=""), "cup.md:1: title: is missing"),
        (article_text(slug="Dropped Cup"), "cup.md:2: slug: “Dropped Cup” is not a slug"),
        (article_text(order="first"), "cup.md:5: order: 'first' is not a place"),
        (article_text(group="misc"), "cup.md:6: group: “misc” is not a group"),
        (article_text(colour="red"), "cup.md:11: colour: is not a field of an article"),
        (article_text(references="kirby-2017"), "cup.md:9: references: is not a list"),
        (article_text(related="[a, a]"), "cup.md:10: related: names one twice"),
        (article_text(due_on="soon"), "cup.md:11: due_on: “soon” is not a date"),
        (article_text(" "), "cup.md:12: text: is missing"),
    ],
)
def test_an_error_names_file_line_and_field(text, said):
    assert refusal(text).startswith(said)


def test_a_file_that_is_not_there_or_not_text_is_one_clear_line(tmp_path):
    with pytest.raises(ArticleError, match="there is no such file"):
        read_article(tmp_path / "none.md")
    (tmp_path / "noise.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ArticleError, match="expected a UTF-8 text file"):
        read_article(tmp_path / "noise.md")


def test_articles_come_by_group_and_then_by_their_order(tmp_path):
    content = article_folder(
        tmp_path,
        last=article_text(slug="last", order="1", group="questions"),
        second=article_text(slug="second", order="9"),
        first=article_text(slug="first", order="2"),
    )
    articles = articles_of(content)
    assert list(articles) == ["first", "second", "last"]
    assert [one.slug for one in articles.about("soothing-touch")] == ["first", "second", "last"]
    assert articles.get("none") is None
    with pytest.raises(UnknownArticle):
        articles["none"]


def test_a_slug_must_be_the_name_of_its_file(tmp_path):
    content = article_folder(tmp_path, other=article_text(BODY))
    with pytest.raises(ArticleError, match="“dropped-cup” must be the file's name; expected other"):
        articles_of(content)
