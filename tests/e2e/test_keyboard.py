"""Everything by keys alone, with the place where one is always to be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

FOCUS = """(() => {
  const here = document.activeElement;
  const shown = [here, here.closest("label"), here.closest("li")].find((node) => {
    const { outlineStyle, outlineWidth } = node ? getComputedStyle(node) : {};
    return outlineStyle && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  });
  const box = (shown || here).getBoundingClientRect();
  return {
    words: here.getAttribute("aria-label") || here.labels?.[0]?.textContent.trim() || here.textContent.trim(),
    marked: Boolean(shown),
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
  };
})()"""
PLACE = "document.activeElement.tagName + (document.activeElement.id && '#' + document.activeElement.id)"
HEADING = "document.activeElement.matches('h2') && document.activeElement.textContent"
#: Pages with a script, so that the key can be heard. Crisis help has none, and a link instead.
PAGES = [
    "/", "/practices/", "/practices/loving-kindness/", "/practise/five-senses/?seconds=20", "/write/",
    "/settings/", "/about/", "/care/", "/offline/", "/you/", "/account/login/", "/account/signup/",
    "/nowhere/",
]  # fmt: skip


def tabs_to(person, words, most=25):
    """Tab on until the thing with these words has the focus, which must show at each step on the way."""
    for _ in range(most):
        person.page.keyboard.press("Tab")
        focus = person.page.evaluate(FOCUS)
        assert focus["marked"] and focus["inside"], focus
        if focus["words"] == words:
            return
    raise AssertionError(f"Tab does not lead to {words!r}")


def test_the_whole_way_from_the_first_page_to_leaving_by_keys_alone(bob):
    page, keys = bob.goes_to("/"), bob.page.keyboard
    tabs_to(bob, "3 min")
    keys.press("ArrowLeft")
    assert page.evaluate(FOCUS)["words"] == "1 min"
    tabs_to(bob, "Begin")
    keys.press("Enter")
    bob.waits_for_state("playing")
    assert page.url.endswith("seconds=60")
    assert page.evaluate(PLACE) == "MAIN#main"

    keys.press("Space")
    assert bob.player("state") == "paused"
    keys.press("Space")
    assert bob.player("state") == "playing"
    for name in ("Ease off", "Pause", "Stop", "15 seconds back", "15 seconds on", "Sound and display"):
        tabs_to(bob, name, most=1)
    keys.press("Enter")
    tabs_to(bob, "Loudness of the voice", most=1)
    keys.press("ArrowLeft")
    assert bob.player("position") < 15, "the arrow moves the loudness, not the session"
    assert bob.player("sound.voice.gain.value") == pytest.approx(0.85)
    keys.press("Shift+Tab")
    keys.press("Shift+Tab")
    keys.press("ArrowRight")
    assert bob.player("position") > 12
    bob.passes_over(10)
    bob.waits_for_state("ended")

    assert page.evaluate(HEADING) == "You are back."
    tabs_to(bob, "Not", most=1)
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    tabs_to(bob, "No", most=1)
    keys.press("Space")
    tabs_to(bob, "Done", most=1)
    keys.press("Enter")
    assert page.evaluate(HEADING) == "Go gently."
    tabs_to(bob, "First page", most=1)
    keys.press("Enter")
    page.wait_for_url(bob.site.url + "/")
    (check_in,) = bob.until_kept(sessions=1, check_ins=1)["check_ins"]
    assert (check_in["soothing"], check_in["hurt"]) == (2, "no")


def test_escape_stops_from_wherever_one_is_and_leads_to_something_steady(bob):
    for controls in range(0, 9, 2):
        bob.goes_to("/practise/five-senses/?seconds=20")
        bob.waits_for_state("playing")
        for _ in range(controls):
            bob.page.keyboard.press("Tab")
        bob.page.keyboard.press("Escape")
        assert bob.player("state") == "ended"
        assert bob.page.evaluate(HEADING).startswith("You stopped.")
        tabs_to(bob, "Sixty seconds of soothing touch", most=1)
    bob.page.keyboard.press("Enter")
    # The page one leaves has a position as well, and stands until the next one has come.
    bob.page.wait_for_url("**/practise/soothing-touch/?seconds=60")
    bob.waits_for_state("playing")
    bob.until("document.querySelector('kw-player').position > 0.1")
    assert bob.page.evaluate(PLACE) == "MAIN#main"


def test_after_easing_off_the_keys_go_on_working(bob):
    bob.goes_to("/practise/self-compassion-break/?seconds=60")
    bob.waits_for_state("playing")
    tabs_to(bob, "Ease off")
    bob.page.keyboard.press("Enter")
    bob.until("document.querySelector('kw-player').practice.slug === 'five-senses'")
    bob.waits_for_state("playing")
    assert bob.page.evaluate("document.activeElement.closest('main') !== null"), (
        "the focus is not thrown away"
    )
    bob.page.keyboard.press("Space")
    assert bob.player("state") == "paused"


def test_the_skip_link_comes_first_and_leads_past_the_top(bob):
    for path in ("/", "/practices/", "/help/", "/help/ie/", "/account/login/", "/nowhere/"):
        bob.expects_status = {404}
        page = bob.goes_to(path)
        tabs_to(bob, "Go to the page itself", most=1)
        page.keyboard.press("Enter")
        bob.until("document.activeElement.id === 'main'")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null"), path


@pytest.mark.parametrize("path", PAGES)
def test_one_key_leads_to_a_hard_moment_from(bob, path):
    bob.expects_status = {404}
    bob.goes_to(path)
    bob.page.keyboard.press("h")
    bob.page.wait_for_url("**/hard-moment/")
    expect(bob.page.get_by_text("This is hard right now.")).to_be_visible()


def test_that_key_is_a_letter_while_one_types(bob):
    page = bob.goes_to("/account/login/")
    page.get_by_label("Name", exact=True).press("h")
    page.get_by_label("Password", exact=True).press("h")
    page.goto(bob.site.url + "/practices/loving-kindness/")
    page.get_by_text("Another length").click()
    field = page.get_by_label("Who is easy for you to love?")
    expect(field).to_be_visible()
    field.press_sequentially("hannah")
    assert field.input_value() == "hannah"
    page.keyboard.press("Tab")
    page.goto(bob.site.url + "/practices/")
    page.get_by_label("How", exact=True).press("h")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/practices/")


def test_that_key_is_not_taken_from_the_browser(bob):
    bob.goes_to("/about/")
    for modifier in ("Control", "Alt", "Meta"):
        bob.page.keyboard.press(f"{modifier}+h")
    bob.page.wait_for_load_state("networkidle")
    assert bob.page.url.startswith(bob.site.url + "/about/")


def test_that_key_can_be_turned_off(bob):
    page = bob.goes_to("/settings/")
    page.get_by_label("One key for a hard moment").uncheck()
    bob.goes_to("/about/")
    page.keyboard.press("h")
    page.wait_for_load_state("networkidle")
    assert page.url.endswith("/about/")
    bob.goes_to("/settings/")
    assert not page.get_by_label("One key for a hard moment").is_checked()
    page.get_by_label("One key for a hard moment").check()
    page.keyboard.press("h")
    page.wait_for_url("**/hard-moment/")


def test_going_back_from_a_session_brings_the_page_before(bob):
    bob.goes_to("/")
    bob.page.get_by_role("button", name="Begin").click()
    bob.waits_for_state("playing")
    bob.page.go_back()
    bob.page.get_by_role("button", name="Begin").wait_for()
    assert bob.page.url == bob.site.url + "/"
