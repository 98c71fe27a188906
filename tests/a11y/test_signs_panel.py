"""The panel that opens under the text, as axe sees it, and on a narrow phone."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_panel_and_the_line(visitor, look):
    bob = visitor()
    page = bob.goes_to("/write/note/")
    box = page.get_by_label("What is on your mind?")
    box.fill("I want to die tonight")
    expect(page.locator(".signs-panel")).to_be_visible()
    look(bob, "the panel")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Close this").click()
    box.fill("I wish I could disappear")
    expect(page.locator(".signs-line")).to_have_count(0)
    page = bob.goes_to("/write/asking-for-help/")
    page.locator("textarea:visible").fill("I wish I could disappear")
    expect(page.locator(".signs-line")).to_be_visible()
    look(bob, "the line")
