"""Help under the text: it opens by itself, takes nothing, sends nothing, and can be switched off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser_fixtures import Visitor
from kindward.safety.signs import find_tier
from kindward.safety.signs.corpus import FRESH_HANDS, HELD_ASIDE, LEARNED, read_hand

pytestmark = pytest.mark.browser

#: A box as the journal has it, watched by the shipped modules.
BOX = """async () => {
  document.querySelector("main").innerHTML = '<textarea id="box" data-signs></textarea><div data-signs-place></div>';
  (await import("/static/safety/signs.js")).watchAll();
}"""


def _writing(who: Visitor) -> None:
    who.page.goto(f"{who.site.url}/about/")
    who.page.evaluate(BOX)


def test_the_page_and_python_give_the_same_answer_on_every_line(visitor: Callable[[], Visitor]) -> None:
    texts = [line.text for hand in (*LEARNED, *HELD_ASIDE, *FRESH_HANDS) for line in read_hand(hand)]
    earnest = Path(__file__).parents[1] / "unit" / "safety" / "signs" / "earnest.tsv"
    texts += [row.split("\t")[1] for row in earnest.read_text(encoding="utf-8").splitlines()]
    texts += [" ".join(texts[:300]), "I’m goiiing to d!e", "s*icide 😂", "x" * 100_000, "i can`t. " * 3000]
    bob = visitor()
    bob.page.goto(f"{bob.site.url}/about/")
    said = bob.page.evaluate(
        "async (texts) => texts.map((await import('/static/safety/find.js')).tierOf)", texts
    )
    assert said == [find_tier(text) for text in texts]


def test_the_panel_opens_without_moving_focus_and_nothing_is_sent_or_kept(
    visitor: Callable[[], Visitor],
) -> None:
    bob = visitor()
    _writing(bob)
    page = bob.page
    before = page.evaluate("JSON.stringify(localStorage)")
    page.locator("#box").focus()
    # What signs look like is fetched once, before anything is written.
    page.evaluate("import('/static/safety/find.js')")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.type("I am going to kill myself tonight")
    panel = page.locator(".signs-panel")
    expect(panel).to_be_visible()
    expect(page.locator("#box")).to_be_focused()
    expect(page.locator("#box")).to_have_value("I am going to kill myself tonight")
    assert "kill" not in panel.inner_text()
    assert asked == []
    assert bob.sent == []
    assert page.evaluate("JSON.stringify(localStorage)") == before
    expect(panel.get_by_role("link", name="Talk to somebody now")).to_have_attribute("href", "/help/")


def test_a_wish_shows_one_line_and_harshness_nothing(visitor: Callable[[], Visitor]) -> None:
    bob = visitor()
    _writing(bob)
    box = bob.page.locator("#box")
    box.fill("I wish I could disappear")
    expect(bob.page.locator(".signs-line")).to_be_visible()
    box.fill("I hate how I sang today")
    expect(bob.page.locator(".signs-line")).to_have_count(0)
    expect(bob.page.locator(".signs-panel")).to_have_count(0)


def test_switched_off_it_stays_off(visitor: Callable[[], Visitor]) -> None:
    bob = visitor()
    _writing(bob)
    bob.page.locator("#box").fill("I want to die")
    bob.page.get_by_role("button", name="Do not show this again on this device").click()
    expect(bob.page.locator(".signs-panel")).to_have_count(0)
    bob.page.goto(f"{bob.site.url}/settings/")
    expect(bob.page.locator("[name=signs]")).not_to_be_checked()


def test_with_a_keyboard_over_half_the_phone_the_way_to_somebody_is_still_in_sight(
    visitor: Callable[..., Visitor],
) -> None:
    bob = visitor()
    page = bob.page
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto(f"{bob.site.url}/write/note/")
    page.locator("textarea[data-signs]").click()
    page.keyboard.type("I am going to kill myself tonight")
    pointer = page.locator(".signs-near")
    expect(pointer.get_by_text("Talk to somebody now")).to_be_in_viewport(ratio=1)
    expect(page.locator("textarea[data-signs]")).to_be_focused()
    assert pointer.bounding_box()["height"] <= 58, "one row"
    # What is being written stands above it, at the beginning and many lines later.
    box = "document.querySelector('textarea[data-signs]')"
    written = f"import('/static/safety/caret.js').then(({{ lineEnd }}) => lineEnd({box}))"
    for _ in range(3):
        expect(pointer).to_be_visible()
        assert page.evaluate(written) <= pointer.bounding_box()["y"]
        page.keyboard.type("\n\nand one more line\n")
        page.wait_for_timeout(50)
    page.locator(".signs-panel a").first.evaluate("(link) => link.scrollIntoView({ block: 'center' })")
    expect(pointer).to_be_hidden()
    page.locator("textarea[data-signs]").evaluate("(box) => box.scrollIntoView({ block: 'start' })")
    pointer.get_by_text("Close").click()
    expect(pointer).to_have_count(0)
    expect(page.locator(".signs-panel")).to_have_count(0)


def test_where_it_is_read_back_help_stands_before_the_buttons_and_is_sent_nowhere(
    visitor: Callable[[], Visitor],
) -> None:
    bob = visitor()
    page = bob.goes_to("/write/note/")
    page.locator("textarea[data-signs]").press_sequentially("I am going to kill myself tonight")
    expect(page.locator(".signs-panel")).to_be_visible()
    page.get_by_role("button", name="Done", exact=True).click()
    page.wait_for_url("**/you/writing/*/")
    sent = len(bob.sent)
    panel = page.locator(".signs-panel")
    expect(panel.get_by_role("link", name="Talk to somebody now")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    marked = page.get_by_role("button", name="I was kind to myself here")
    assert panel.bounding_box()["y"] < marked.bounding_box()["y"]
    assert len(bob.sent) == sent
    assert [url for url in bob.requests if "kill" in url] == []

    page.get_by_role("button", name="Do not show this again on this device").click()
    expect(panel).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Need somebody now?")).to_be_visible()
    page.evaluate("import('/static/journal/read-back.js')")
    page.wait_for_timeout(900)
    expect(panel).to_have_count(0)


def test_what_stays_on_the_device_has_help_beside_it_where_it_is_read_back(
    visitor: Callable[[], Visitor],
) -> None:
    bob = visitor()
    page = bob.goes_to("/write/note/")
    page.get_by_label("Only on this device").check()
    page.locator("textarea[data-signs]").press_sequentially("I am going to kill myself tonight")
    expect(page.locator(".signs-panel")).to_be_visible()
    page.get_by_role("button", name="Done", exact=True).click()
    page.wait_for_url("**/write/")
    expect(page.locator("[data-shelf] .signs-panel")).to_be_visible()
    assert bob.sent == []
