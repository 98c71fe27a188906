"""The articles that ship."""

from __future__ import annotations

from datetime import date

import pytest

from kindward.learn import articles_of, render
from kindward.learn.check import check_articles
from kindward.practice import content_folder
from kindward.practice.references import load_references

ARTICLES = articles_of()
REFERENCES = load_references(content_folder())


def test_every_article_is_whole():
    findings = check_articles(date(2026, 11, 23))
    assert [str(one) for one in findings] == []


def test_what_the_room_is_to_hold_is_there():
    assert set(ARTICLES) >= {
        "what-compassion-is", "three-parts-of-self-compassion", "three-flows", "tender-and-fierce", "five-myths",
        "what-research-shows", "three-systems", "backdraft", "compassion-focused-therapy", "caregivers",
        "choosing-a-therapist", "when-practice-hurts", "questions",
    }  # fmt: skip


def test_there_are_twelve_to_sixteen_questions_each_with_its_own_anchor():
    anchors = [section.anchor for section in ARTICLES["questions"].sections]
    assert 12 <= len(anchors) == len(set(anchors)) <= 16


@pytest.mark.parametrize("slug", ARTICLES)
def test_every_citation_leads_to_a_reference_on_the_page(slug):
    text = render(ARTICLES[slug], REFERENCES)
    listed = {f"#ref-{one.name}" for one in text.references}
    for name in ARTICLES[slug].cited:
        assert f"#ref-{name}" in listed
        assert f'href="#ref-{name}"' in text.html
    assert all(one.link.startswith("http") for one in text.references)


def test_the_real_numbers_are_told():
    told = " ".join((ARTICLES["when-practice-hurts"].plain + ARTICLES["what-research-shows"].plain).split())
    for number in ("8.3", "3.7", "33.2", "0.70", "0.55", "0.75", "0.52"):
        assert number in told
    assert "no longer clearly better" in told
    assert "did not clearly differ in anything" in told
