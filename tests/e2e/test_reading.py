"""Reading: in a measure that eyes can follow, with links that lead to their place, and without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

MEASURE = """() => {
  const prose = document.querySelector(".prose"), range = document.createRange();
  const text = [...prose.querySelectorAll("p")].map((p) => p.firstChild).find((node) => node?.length > 200);
  const lines = new Map();
  for (let at = 0; at < text.length; at += 1) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const top = Math.round(range.getBoundingClientRect().top);
    lines.set(top, (lines.get(top) || 0) + 1);
  }
  return [...lines.values()].slice(0, -1);
}"""


def test_a_line_has_55_to_75_letters_on_a_desk(visitor):
    bob = visitor(width=1280, height=800)
    bob.goes_to("/learn/what-compassion-is/")
    lengths = bob.page.evaluate(MEASURE)
    assert len(lengths) >= 2
    assert all(55 <= length <= 75 for length in lengths), lengths


def test_a_citation_leads_to_its_reference_and_a_question_to_its_answer(bob):
    page = bob.goes_to("/learn/three-flows/")
    page.locator(".source a").first.click()
    page.wait_for_url("**#ref-gilbert-2017")
    expect(page.locator("#ref-gilbert-2017")).to_be_visible()
    page = bob.goes_to("/learn/questions/")
    page.get_by_role("navigation", name="Questions on this page").get_by_role(
        "link", name="Is it selfish?"
    ).click()
    page.wait_for_url("**#selfish")
    bob.until("Math.abs(document.querySelector('#selfish').getBoundingClientRect().top) < innerHeight / 2")


def test_an_article_leads_into_a_practice(bob):
    page = bob.goes_to("/learn/three-systems/")
    page.get_by_role("link", name="Begin Three systems check").click()
    bob.waits_for_state("playing")


@pytest.mark.offline
def test_what_was_read_once_can_be_read_without_a_network(bob):
    bob.goes_to("/learn/")
    bob.waits_for_service_worker()
    first = bob.goes_to("/learn/three-flows/").locator("main").inner_text()
    bob.until("caches.match('/learn/three-flows/').then(Boolean)")
    bob.loses_network()
    assert bob.goes_to("/learn/three-flows/").locator("main").inner_text() == first
    assert bob.page.locator("h1").evaluate("(h) => getComputedStyle(h).fontFamily").count("serif")
