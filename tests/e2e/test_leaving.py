"""Leaving a page of writing quickly."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("way", ["tap", "key"])
def test_leaving_quickly_leaves_nothing_to_go_back_to(bob, way):
    bob.goes_to("/about/")
    bob.goes_to("/write/note/")
    # Another host is not asked here: the neutral page is answered in its place.
    bob.page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="<title>Neutral</title>"))
    bob.page.get_by_role("button", name="Done").wait_for()
    if way == "tap":
        bob.page.get_by_role("link", name="Leave this page quickly").click()
    else:
        bob.page.keyboard.press("Escape")
        bob.page.keyboard.press("Escape")
    bob.page.wait_for_url("https://www.wikipedia.org/")
    bob.troubles = [said for said in bob.troubles if "wikipedia.org" not in said]
    bob.page.go_back()
    assert bob.page.url.endswith("/about/")


@pytest.mark.offline
@pytest.mark.parametrize("way", ["tap", "key"])
def test_without_a_network_it_leads_to_a_plain_page_and_leaves_nothing_to_go_back_to(bob, way):
    bob.goes_to("/about/")
    bob.waits_for_service_worker()
    bob.goes_to("/write/note/")
    bob.page.get_by_role("button", name="Done").wait_for()
    bob.loses_network()
    if way == "tap":
        bob.page.get_by_role("link", name="Leave this page quickly").click()
    else:
        bob.page.keyboard.press("Escape")
        bob.page.keyboard.press("Escape")
    bob.page.get_by_role("heading", name="No connection").wait_for()
    assert bob.page.title() == "No connection"
    assert "Kindward" not in bob.page.content()
    bob.page.go_back()
    assert bob.page.url.endswith("/about/")
