"""The recovery code: before there is one, while it is shown, and when it was not understood."""

from __future__ import annotations

from playwright.sync_api import expect

#: Colours do not depend on the width, nor places on the light.


def test_a_code_is_made_shown_and_asked_for(visitor, look):
    bob = visitor()
    page = bob.goes_to("/you/plan/")
    page.get_by_role("button", name="Keep").first.click()
    page.wait_for_url(bob.site.url + "/")
    page = bob.goes_to("/you/recovery/")
    look(bob, "no code yet")
    page.get_by_role("button", name="Make a recovery code").click()
    expect(page.get_by_role("link", name="I have written it down")).to_be_visible()
    look(bob, "the code")
    bob.goes_to("/you/recovery/")
    bob.expects_status = {422}
    page.get_by_label("Your recovery code").fill("half of it")
    page.get_by_role("button", name="Open what is mine").click()
    expect(page.get_by_role("alert")).to_contain_text("28 signs")
    look(bob, "not understood")
