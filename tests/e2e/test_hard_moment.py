"""A hard moment: what is behind its doors where nothing was made on a calmer day."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.offline
WRITES = "(doors) => doors.map((door) => door.href.includes('friend-reframe'))"


def test_where_no_plan_was_made_what_needs_none_is_named(bob):
    page = bob.goes_to("/hard-moment/")
    bob.waits_for_service_worker()
    page.get_by_role("link", name="My plan for hard moments").click()
    expect(page.get_by_text("now need not be the time for it")).to_be_visible()
    expect(page.get_by_role("link", name="four short things that need no preparing")).to_be_visible()
    bob.loses_network()
    page.reload()
    expect(page.get_by_text("No plan is on this device")).to_be_visible()
    page.get_by_role("link", name="four short things that need no preparing").click()
    page.wait_for_url("**/hard-moment/")
    assert page.locator(".four a").evaluate_all(WRITES) == [False, False, False, True]
