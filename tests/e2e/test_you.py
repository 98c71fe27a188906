"""The person's own page in a real browser: what waits on the device, and a page for every eye and ear."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
WAITING = "[data-waiting]:not([hidden])"


@pytest.mark.offline
def test_what_waits_on_the_device_is_said_then_handed_in_and_shown(visitor):
    bob = visitor()
    page = bob.goes_to("/you/")
    assert page.locator("[data-waiting]").is_hidden()
    bob.may_lose_network = True
    bob.context.route("**/api/v1/sessions", lambda route: route.abort())
    bob.practises()
    page = bob.goes_to("/you/")
    page.locator(WAITING).get_by_text("A session is on this device and not handed in yet.").wait_for()
    bob.context.unroute("**/api/v1/sessions")
    bob.loses_network()
    bob.is_online_again()
    page.get_by_role("link", name="Show it here").click()
    page.get_by_text("1 day with a practice").wait_for()
    assert page.locator("[data-waiting]").is_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_page_with_its_numbers_open_is_for_everyone_and_fits(visitor, width, scheme):
    alice = visitor(width=width, color_scheme=scheme)
    alice.practises()
    alice.until_kept(sessions=1)
    page = alice.goes_to("/you/")
    page.get_by_text("See the numbers").click()
    page.get_by_role("cell", name="Five senses").wait_for()
    expect(page.get_by_role("img", name="as a page of circles")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page, options=RULES).response["violations"] == []
