"""Writing that is kept on the device alone."""

from __future__ import annotations

from playwright.sync_api import expect


def test_done_without_a_word_goes_on_as_anywhere_else(bob):
    page = bob.goes_to("/write/note/")
    only_here, done = page.get_by_label("Only on this device"), page.get_by_role("button", name="Done")
    only_here.check()
    done.click()
    page.wait_for_url("**/write/")
    bob.goes_to("/write/note/")
    only_here.check()
    page.get_by_label("What is on your mind?").fill("The lamp was on.")
    expect(page.get_by_text("Kept only on this device.")).to_be_visible()
    done.click()
    page.wait_for_url("**/write/")
    # What is opened again and left as it is.
    page.get_by_role("link", name="Go on writing").click()
    expect(page.get_by_label("What is on your mind?")).to_have_value("The lamp was on.")
    done.click()
    page.wait_for_url("**/write/")
