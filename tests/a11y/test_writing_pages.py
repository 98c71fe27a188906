"""Writing in each state somebody can meet it in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def bob(visitor):
    return visitor()


def kept(person, words="Kept on this server, sealed."):
    expect(person.page.locator("[data-told], .told").first).to_contain_text(words)


def test_a_question_what_was_written_and_the_list(bob, look):
    bob.goes_to("/write/friend-reframe/")
    bob.page.get_by_label("What happened?").fill("Too much salt.")
    kept(bob)
    look(bob, "a question")
    for label in ("What have you been telling yourself", "A friend you love"):
        bob.page.get_by_role("button", name="Go on", exact=True).click()
        bob.page.get_by_label(label).fill("Some words.")
    bob.page.get_by_role("button", name="Go on", exact=True).click()
    bob.page.get_by_role("button", name="Done", exact=True).click()
    bob.page.wait_for_url("**/you/writing/*/")
    look(bob, "an entry")
    bob.page.get_by_role("link", name="Delete", exact=True).click()
    bob.page.wait_for_url("**/delete/")
    look(bob, "asked whether to delete")
    bob.goes_to("/you/writing/")
    look(bob, "the list")


def test_the_plan(bob, look):
    bob.goes_to("/you/writing/plan/edit/")
    bob.page.get_by_label("How do you notice").fill("I stop answering.")
    kept(bob)
    bob.goes_to("/you/writing/plan/")
    look(bob, "the plan")
    bob.goes_to("/write/my-plan/")
    expect(bob.page.get_by_text("A copy is on this device")).to_be_visible()
    look(bob, "the plan on the device")


def test_a_locked_letter_at_each_step(bob, look):
    bob.goes_to("/write/locked/")
    bob.page.get_by_label("A passphrase").fill("a lamp beside")
    bob.page.get_by_label("Once more").fill("a lamp beside")
    look(bob, "the passphrase")
    bob.page.get_by_role("button", name="Go on", exact=True).click()
    look(bob, "the recovery key")
    key = bob.page.locator(".recovery-key").inner_text()
    bob.page.get_by_label("Type its last four characters").fill(key[-4:])
    bob.page.get_by_role("button", name="I have it").click()
    bob.page.get_by_label("Write your letter").fill("Dear me.")
    kept(bob, "Kept, locked.")
    look(bob, "the letter")
    bob.page.get_by_role("button", name="Done", exact=True).click()
    bob.page.wait_for_url("**/you/writing/*/")
    look(bob, "locked")
