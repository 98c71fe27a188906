"""The player and what comes after, in each state somebody can meet them in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


@pytest.fixture
def bob(visitor):
    return visitor()


def begins(person, path="/practise/self-compassion-break/?seconds=60"):
    person.goes_to(path)
    person.waits_for_state("playing")


def begins_by_a_tap(person):
    """From the first page, so that the voice may speak."""
    person.goes_to("/")
    person.page.get_by_role("button", name="Begin").click()
    person.waits_for_state("playing")


def test_playing_and_paused_with_the_voice(bob, look):
    begins_by_a_tap(bob)
    look(bob, "playing")
    bob.page.keyboard.press("Space")
    assert bob.player("state") == "paused"
    look(bob, "paused")


def test_waiting_for_a_tap_before_it_may_sound(bob, look):
    begins(bob)
    bob.page.get_by_role("button", name="Tap for the voice").wait_for()
    look(bob, "waiting for a tap")


def test_with_a_line_that_has_been_said_and_one_to_come(bob, look):
    begins(bob)
    bob.page.evaluate("""() => {
      const player = document.querySelector("kw-player"), { spoken } = player;
      const rests = spoken.slice(1).map((cue, i) => cue.at - spoken[i].at - spoken[i].for);
      player.clock.seek(spoken[rests.indexOf(Math.max(...rests)) + 1].at - 2);
    }""")
    bob.until("document.querySelector('.next').textContent !== ''")
    bob.page.keyboard.press("Space")
    look(bob, "between two lines")


def test_breathing_with_the_figure(bob, look):
    begins(bob, "/practise/soothing-rhythm-breathing/?seconds=180")
    bob.moves_to("player.breaths[0].at + 0.2")
    bob.until("document.querySelector('.breath-word').textContent !== ''")
    bob.page.keyboard.press("Space")
    look(bob, "breathing")


def test_with_a_length_that_was_not_understood(bob, look):
    begins(bob, "/practise/self-compassion-break/?seconds=banana")
    look(bob, "with a notice")


def test_without_the_ring(bob, look):
    bob.page.add_init_script("""
      localStorage.setItem("kindward:prefs", JSON.stringify({ ring: false, voice: "text" }));
    """)
    begins(bob)
    look(bob, "without a ring, without a voice")


def test_without_javascript(browser, guest, site, look):
    charlie = guest(site, java_script_enabled=False)
    page = charlie.goes_to("/practise/self-compassion-break/?seconds=120")
    # Axe is a script itself: it looks at the same document where scripts may run and none of the page's do.
    paper = guest(site)
    paper.context.route("**/*.js", lambda route: route.abort())
    paper.may_lose_network = True
    paper.goes_to("/practise/self-compassion-break/?seconds=120")
    assert paper.page.locator("main").inner_text() == page.locator("main").inner_text()
    look(paper, "as text")


def test_writing_and_what_was_written(bob, look):
    begins(bob, "/practise/friend-reframe/?seconds=120")
    bob.moves_to("player.spoken.find((cue) => cue.field).at + 0.1")
    bob.page.locator("#own-words").fill("You always spoil the soup")
    look(bob, "writing")
    bob.passes_over(60)
    bob.waits_for_state("ended")
    look(bob, "read back")
    bob.goes_to("/write/")
    bob.page.get_by_role("button", name="Delete from this device").click()
    look(bob, "asked whether to delete")


def test_the_end_with_every_question_and_leaving(bob, look):
    bob.practises()
    look(bob, "ended")
    bob.page.get_by_label("Some").check()
    bob.page.get_by_label("Yes, and it is still here").check()
    bob.page.get_by_label("Yes, please").check()
    look(bob, "something hurt")
    bob.page.get_by_role("button", name="Done").click()
    look(bob, "leaving")


def test_stopped(bob, look):
    begins(bob)
    bob.page.keyboard.press("Escape")
    look(bob, "stopped")


@pytest.mark.offline
def test_without_a_network_and_with_practices_on_the_device(bob, look):
    bob.goes_to("/")
    bob.waits_for_service_worker()
    bob.loses_network()
    bob.goes_to("/practices/safe-place/")
    bob.page.locator("[data-offline-list] a").first.wait_for()
    look(bob, "no network")


def test_what_a_screen_reader_hears_of_the_player(bob):
    """Names and roles that axe cannot judge."""
    begins_by_a_tap(bob)
    page = bob.page
    session = page.get_by_role("group", name="This session")
    names = [
        button.get_attribute("aria-label") or button.inner_text()
        for button in session.get_by_role("button").all()
    ]
    assert names == ["Ease off", "Pause", "Stop"]
    assert page.get_by_role("heading", level=1).inner_text().strip() != ""
    line = page.locator(".line")
    assert line.get_attribute("aria-live") == "off", (
        "the voice speaks; a screen reader does not speak over it"
    )
    assert page.get_by_role("timer").get_attribute("aria-live") == "off"
    session.get_by_role("button", name="Pause").click()
    assert page.locator(".stage [role=status]").inner_text() == "Paused"
    expect(session.get_by_role("button", name="Go on")).to_be_visible()


def test_who_wants_each_line_announced_has_it_announced(bob):
    bob.page.add_init_script("""localStorage.setItem("kindward:prefs", JSON.stringify({ announce: true }))""")
    begins_by_a_tap(bob)
    assert bob.page.locator(".line").get_attribute("aria-live") == "polite"
