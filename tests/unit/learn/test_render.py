"""An article as HTML: what is meant is there, and nothing else can get in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_files import article_text
from kindward.learn import parse_article, render
from kindward.practice.references import Reference

KNOWN = {
    "kirby-2017": Reference("kirby-2017", "Kirby JN, Tellegen CL, Day J", 2017, "A", "B", "C", "10.1/a", None, 1),
    "neff-germer-2013": Reference("neff-germer-2013", "Neff KD, Germer CK", 2013, "A", "B", "trial", "10.1/b", None, 2),
}  # fmt: skip


def html(body: str) -> str:
    return render(parse_article(article_text(body), "a.md"), KNOWN).html


def test_paragraphs_lists_and_strong_words():
    assert html("One **two**.\n\n- a\n- b") == (
        "<p>One <strong>two</strong>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
    )


def test_citations_lead_to_the_list_of_references():
    assert html("Found [@kirby-2017].") == (
        '<p>Found <cite class="source">(<a href="#ref-kirby-2017">Kirby et al. 2017</a>)</cite>.</p>\n'
    )


def test_citations_side_by_side_share_a_bracket():
    said = html("Found [@kirby-2017] [@neff-germer-2013].")
    assert "Kirby et al. 2017</a>; <a" in said
    assert "Neff &amp; Germer 2013</a>)</cite>" in said


def test_the_references_are_those_cited_by_name_of_author():
    article = parse_article(
        article_text("Found [@neff-germer-2013] [@kirby-2017].", references="[kirby-2017]"), "a.md"
    )
    assert [one.name for one in render(article, KNOWN).references] == ["kirby-2017", "neff-germer-2013"]


def test_a_citation_of_nothing_is_an_error():
    with pytest.raises(KeyError):
        html("Found [@nobody-1900].")


def test_headings_have_their_anchors_and_only_their_title():
    assert html("A.\n\n## Is it selfish? {#selfish}\n\nB.") == (
        '<p>A.</p>\n<h2 id="selfish">Is it selfish?</h2>\n<p>B.</p>\n'
    )


def test_quotes_are_curled():
    assert html('"It\'s me," she said.') == "<p>“It’s me,” she said.</p>\n"


def test_links_within_the_site_stay_and_others_lose_their_address():
    assert '<a href="/help/">help</a>' in html("[help](/help/)")
    assert "href" not in html("[x](javascript:alert(1))")
    assert "href" not in html("[x](http://example.org)")


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<p style="color:red" onclick="x()">a</p>',
        "![p](/x.png)",
        '[x](/help/ "t\\" onmouseover=x")',
        "<iframe src=/></iframe>",
    ],
)
def test_nothing_but_what_is_meant_gets_in(bad):
    said = html(bad)
    assert not any(tag in said for tag in ("<script", "<img", "<iframe", "<p style"))
    assert "<a onmouseover" not in said and " onerror=alert(1)>" not in said


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>[]()#*-{}@!\"'/ab \n", max_size=80))
def test_any_text_is_rendered_with_known_tags_alone(body):
    import re

    said = html(f"Words.\n\n{body}" if "[@" not in body else "Words.")
    tags = set(re.findall(r"<\s*/?\s*([a-z0-9]+)", said))
    assert tags <= {"p", "a", "ul", "ol", "li", "h2", "strong", "em", "blockquote", "br", "cite", "table", "thead",
                    "tbody", "tr", "th", "td"}  # fmt: skip
