"""Every page, for somebody who has never been here and for somebody who has signed in and practised."""

from __future__ import annotations

import pytest

import pages

EVERY_LOOK = ((390, "light"), (390, "dark"), (1280, "light"), (1280, "dark"))


def test_axe_sees_what_is_wrong(visitor, look):
    bob = visitor()
    bob.goes_to("/about/")
    bob.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    with pytest.raises(AssertionError, match="image-alt"):
        look(bob)


def test_the_pages_one_comes_to_in_need_by_any_light_and_width(visitor, look):
    bob = visitor()
    for path in ("/", "/hard-moment/", "/help/us/"):
        bob.goes_to(path)
        look(bob, ways=EVERY_LOOK)


@pytest.mark.slow
def test_every_page_for_a_newcomer(visitor, look):
    bob = visitor()
    bob.expects_status = {404}
    everybodys = pages.for_everybody()
    assert len(everybodys) > 30
    seen = set()
    for path in everybodys:
        words = bob.goes_to(path).locator("body").inner_text()
        if words not in seen:
            seen.add(words)
            look(bob)
    assert len(seen) > 25


@pytest.mark.slow
def test_every_page_of_ones_own(visitor, look):
    alice = visitor()
    alice.signs_up("alice-of-the-axe")
    alice.practises()
    alice.until_kept(sessions=1)
    seen = set()
    for path in pages.of_ones_own():
        page = alice.goes_to(path)
        if page.url not in seen:
            seen.add(page.url)
            look(alice)
    assert len(seen) > 12


def test_a_form_that_was_not_understood(visitor, look):
    bob = visitor()
    page = bob.goes_to("/account/signup/")
    page.get_by_label("Name", exact=True).fill("bob-of-the-forms")
    page.get_by_label("Password", exact=True).fill("too short")
    page.get_by_role("button", name="Make the account").click()
    page.locator(".errorlist").first.wait_for()
    look(bob)
    page = bob.goes_to("/account/login/")
    page.get_by_label("Name", exact=True).fill("nobody")
    page.get_by_label("Password", exact=True).fill("not the right one at all")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.locator(".errorlist").first.wait_for()
    look(bob)
