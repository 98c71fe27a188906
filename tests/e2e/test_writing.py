"""What somebody writes in a practice is theirs: kept on the device, sent nowhere, never hurried."""

from __future__ import annotations

import contextlib

import pytest
from playwright.sync_api import Error, expect

SECRET = "You always spoil the soup, Bob"
KIND = "You were tired, and you cooked for everyone"
TO_THE_END_OF_THE_SILENCE = """(() => {
  const { clock, spoken } = document.querySelector("kw-player");
  clock.seek(spoken[spoken.findIndex((cue) => cue.field === "said") + 1].at - 0.3);
})()"""


def comes_to_the_question(person, number=0):
    person.moves_to(f"player.spoken.filter((cue) => cue.field)[{number}].at + 0.1")
    person.page.locator("#own-words").wait_for()


def begins_to_write(person):
    person.goes_to("/practise/friend-reframe/?seconds=120")
    person.waits_for_state("playing")
    comes_to_the_question(person)


@pytest.fixture
def writer(bob):
    """Bob, at the first question, who has answered it."""
    begins_to_write(bob)
    bob.page.locator("#own-words").press_sequentially(SECRET)
    return bob


def test_each_question_is_asked_in_the_words_that_label_its_box(bob):
    begins_to_write(bob)
    box = bob.page.locator("#own-words")
    assert box.get_attribute("aria-label") == bob.page.locator(".line").inner_text()
    expect(bob.page.get_by_text("Stays on this device.")).to_be_visible()


def test_the_session_waits_while_somebody_writes_and_goes_on_when_they_say_so(writer):
    held = writer.player("spoken.find((cue) => cue.field === 'said')")
    # To the end of the time that this length leaves for the answer.
    writer.page.evaluate(TO_THE_END_OF_THE_SILENCE)
    writer.until("!document.querySelector('kw-player').clock.running")
    place = writer.player("position")
    writer.page.locator("#own-words").press_sequentially(", again")
    writer.page.wait_for_timeout(600)
    assert writer.player("position") == place > held["at"]
    assert writer.player("sound?.playing.size ?? 0") == 0
    assert writer.page.locator(".line").inner_text() == held["text"]

    writer.page.get_by_role("button", name="Go on").last.click()
    writer.until("document.querySelector('kw-player').clock.running")
    assert writer.player("position") > place
    after = writer.player(
        "spoken[document.querySelector('kw-player').spoken.findIndex((c) => c.field === 'said') + 1]"
    )
    assert writer.page.locator(".line").inner_text() == after["text"]
    left = writer.page.locator("#own-words").evaluate_all(
        "(boxes) => boxes.map((box) => [box.ariaLabel, box.value])"
    )
    assert left == ([[after["text"], ""]] if after.get("field") else [])
    assert writer.page.evaluate("document.activeElement.matches('.play')"), "the focus is not thrown away"


def test_a_question_that_is_left_empty_holds_nobody_up(bob):
    begins_to_write(bob)
    # Read first: once the end of the silence has come, the next question stands there, or none.
    asked = bob.page.locator("#own-words").get_attribute("aria-label")
    bob.page.evaluate(TO_THE_END_OF_THE_SILENCE)
    bob.until(f"document.querySelector('#own-words')?.ariaLabel !== {asked!r}")
    assert bob.player("clock.running")


def test_typing_a_space_or_an_arrow_moves_the_text_and_not_the_session(writer):
    before = writer.player("position")
    writer.page.keyboard.press("Space")
    writer.page.keyboard.press("ArrowLeft")
    writer.page.keyboard.press("ArrowRight")
    assert writer.player("state") == "playing"
    assert abs(writer.player("position") - before) < 5
    assert writer.page.locator("#own-words").input_value() == SECRET + " "


def test_it_is_read_back_at_the_end_and_sent_nowhere(writer):
    comes_to_the_question(writer, 1)
    writer.page.locator("#own-words").press_sequentially(KIND)
    writer.page.get_by_role("button", name="Go on").last.click()
    writer.passes_over(60)
    writer.waits_for_state("ended")
    read_back = writer.page.locator(".own")
    assert SECRET in read_back.inner_text()
    assert KIND in read_back.inner_text()
    writer.page.get_by_role("button", name="Done").click()
    writer.until_kept(sessions=1)

    assert [url for url, body in writer.sent if "/api/v1/sessions" in url] != []
    for part in ("spoil", "soup", "cooked"):
        assert [url for url, body in writer.sent if part in body] == []
        assert [url for url in writer.requests if part in url] == []
    assert writer.site.files_that_hold("spoil the soup") == []


def test_it_survives_a_reload_and_is_found_again_and_can_be_deleted(writer):
    writer.page.reload()
    writer.waits_for_state("playing")
    title = writer.player("practice.title")
    page = writer.goes_to("/write/")
    kept = page.locator("[data-kept-list] > li")
    expect(kept).to_have_count(1)
    expect(kept.get_by_text(SECRET)).to_be_visible()
    expect(kept.get_by_role("heading", name=title)).to_be_visible()

    kept.get_by_role("button", name="Delete from this device").click()
    kept.get_by_role("button", name="Keep").click()
    expect(kept.get_by_text(SECRET)).to_be_visible()
    kept.get_by_role("button", name="Delete from this device").click()
    kept.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    page.reload()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    assert SECRET not in page.evaluate("JSON.stringify(localStorage)")


def test_it_survives_a_page_that_dies(writer):
    writer.until(f"localStorage.getItem('kindward:writing').includes('{SECRET}')")
    with writer.page.expect_event("crash"), contextlib.suppress(Error):
        writer.page.goto("chrome://crash")
    fresh = writer.opens_a_tab("/write/")
    # The list is drawn by a module that may come after the page's load.
    fresh.get_by_text(SECRET).wait_for()


def test_it_can_be_deleted_at_the_end(writer):
    writer.passes_over(60)
    writer.waits_for_state("ended")
    writer.page.get_by_role("button", name="Delete it now").click()
    expect(writer.page.get_by_text("Deleted from this device.")).to_be_visible()
    assert SECRET not in writer.page.evaluate("JSON.stringify(localStorage)")


def test_a_browser_that_keeps_nothing_says_so_while_one_writes(bob):
    bob.page.add_init_script("""
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (name, value) {
        if (name === "kindward:writing") throw new DOMException("full", "QuotaExceededError");
        return set.call(this, name, value);
      };
    """)
    begins_to_write(bob)
    bob.page.locator("#own-words").press_sequentially("so")
    expect(bob.page.get_by_text("Copy it before you leave")).to_be_visible()


def test_in_danger_the_last_two_steps_of_the_plan_are_one_tap_away(visitor):
    page = visitor().goes_to("/you/writing/plan/edit/")
    expect(page.get_by_text("1 of 6")).to_be_visible()
    page.get_by_role("link", name="step 5, professionals and lines").click()
    expect(page.get_by_label("Which professionals and lines")).to_be_focused()
    expect(page.get_by_text("5 of 6")).to_be_visible()
    page.get_by_role("link", name="step 6, what is around you").click()
    expect(page.get_by_label("How can what is around you")).to_be_focused()
