"""What holds on every page: it fits a small phone and large letters, can be hit with a thumb, and asks nobody else.

Errors in the console, violations of the policy and requests to another host fail a visitor as they leave.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

import pages
from browser_fixtures import Visitor

OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"
WIDER_THAN_SCREEN = """(() => {
  const wide = document.documentElement.scrollWidth;
  if (wide <= innerWidth) return [];
  const over = [...document.body.querySelectorAll("*")]
    .filter((node) => node.getBoundingClientRect().right > innerWidth + 1);
  return [`${wide} px`, ...over.slice(-3).map((node) => node.outerHTML.slice(0, 90))];
})()"""
CUT_OFF = """[...document.body.querySelectorAll("*")].filter((node) => {
  const style = getComputedStyle(node), box = node.getBoundingClientRect();
  if (node.matches(".skip, svg, svg *, input, textarea, select, option") || node.closest(".unseen")) return false;
  if (!box.width) return false;
  const out = box.right > innerWidth + 1 || box.left < -1;
  const hidden = style.overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1;
  const within = node.matches(".choices label, button, .btn, .way") && node.scrollWidth > node.clientWidth + 1;
  return out || hidden || within;
}).map((node) => node.outerHTML.slice(0, 90))"""
#: A link in the middle of a sentence is as high as the sentence (WCAG 2.5.8 excepts it). A card whose heading is its
#: link is hit anywhere on it; a label belongs to its box; the link past the top is for keys.
TOO_SMALL = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter((node) => {
  const style = getComputedStyle(node);
  if (!node.checkVisibility({ visibilityProperty: true }) || node.matches(".skip")) return false;
  const sentence = style.display === "inline" && node.parentElement.textContent.trim() !== node.textContent.trim();
  if (sentence && !node.closest("nav, body > header, body > footer")) return false;
  const box = node.matches("[type=radio], [type=checkbox]");
  const whole = node.matches(".practices :is(h2, h3) a") ? "li" : box ? "label" : null;
  const { width, height } = (whole && node.closest(whole) || node).getBoundingClientRect();
  return Math.min(width, height) < 43.5;
}).map((node) => `${Math.round(node.getBoundingClientRect().height)} px: ${node.outerHTML.slice(0, 90)}`)"""
LARGE_LETTERS = "document.documentElement.style.fontSize = '200%'"
USUAL_LETTERS = "document.documentElement.style.fontSize = ''"


def look(person: Visitor, found: dict[str, dict[str, list[str]]], name: str) -> None:
    """Look at the present page at three sizes, and note what does not hold."""
    page = person.page
    page.evaluate(OPEN_ALL)
    found["targets"][name] = page.evaluate(TOO_SMALL)
    page.set_viewport_size({"width": 320, "height": 640})
    found["small"][name] = page.evaluate(WIDER_THAN_SCREEN)
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate(LARGE_LETTERS)
    found["large"][name] = page.evaluate(WIDER_THAN_SCREEN) + page.evaluate(CUT_OFF)
    page.evaluate(USUAL_LETTERS)


@pytest.fixture(scope="module")
def walked(browser, site):
    """What somebody found who walked through all pages as a newcomer, practised, and walked on signed in."""
    found: dict[str, dict[str, list[str]]] = {"targets": {}, "small": {}, "large": {}}
    context = browser.new_context(viewport={"width": 390, "height": 844})
    alice = Visitor(context, site)
    alice.expects_status = {404}
    for path in pages.for_everybody():
        alice.goes_to(path)
        look(alice, found, path)
    alice.goes_to("/practise/friend-reframe/?seconds=120")
    alice.waits_for_state("playing")
    look(alice, found, "playing")
    alice.moves_to("player.spoken.find((cue) => cue.field).at + 0.1")
    alice.page.locator("#own-words").fill("Donaudampfschifffahrtsgesellschaftskapitän " * 3)
    look(alice, found, "writing")
    alice.passes_over(60)
    alice.waits_for_state("ended")
    alice.page.get_by_label("Yes, and it is still here").check()
    look(alice, found, "ended")
    alice.page.get_by_role("button", name="Done").click()
    look(alice, found, "leaving")
    alice.goes_to("/write/")
    alice.page.get_by_text("Donaudampfschifffahrtsgesellschaft").first.wait_for()
    look(alice, found, "written")
    alice.goes_to("/practise/five-senses/?seconds=20")
    alice.waits_for_state("playing")
    alice.page.keyboard.press("Escape")
    look(alice, found, "stopped")
    alice.signs_up("alice-everywhere")
    for path in pages.of_ones_own():
        alice.goes_to(path)
        look(alice, found, f"{path} signed in")
    alice.leaves()
    return found


def without_the_clean(findings: dict[str, list[str]]) -> dict[str, list[str]]:
    assert len(findings) > 50
    return {name: troubles for name, troubles in findings.items() if troubles}


# One test and not three: the walk is long, and two workers would each go it.
@pytest.mark.slow
def test_every_page_fits_a_small_phone_large_letters_and_a_thumb(walked):
    wrong = {size: pages for size, found in walked.items() if (pages := without_the_clean(found))}
    assert wrong == {}


@pytest.mark.slow
def test_the_page_of_every_practice_fits_a_small_phone(visitor):
    bob = visitor(width=320, height=640)
    addresses = (
        bob.goes_to("/practices/")
        .locator(".practices h2 a")
        .evaluate_all("(all) => all.map((a) => a.pathname)")
    )
    assert len(addresses) == 30
    for address in addresses:
        page = bob.goes_to(address)
        page.evaluate(OPEN_ALL)
        assert page.evaluate(WIDER_THAN_SCREEN) == [], address


def colour(page, what, of):
    red, green, blue = page.evaluate(
        "([what, of]) => getComputedStyle(document.querySelector(of))[what].match(/[0-9.]+/g).slice(0, 3).map(Number)",
        [what, of],
    )
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def test_by_night_every_room_is_dark(visitor):
    bob = visitor(color_scheme="dark")
    for path in (
        "/",
        "/practices/",
        "/practise/five-senses/?seconds=20",
        "/help/",
        "/you/",
        "/account/login/",
    ):
        page = bob.goes_to(path)
        assert colour(page, "backgroundColor", "body") < 0.15, path
        assert colour(page, "color", "body") > 0.8, path


def test_day_and_night_can_be_chosen_and_hold_from_page_to_page(bob):
    page = bob.goes_to("/")
    page.get_by_role("button", name="Night").click()
    assert colour(page, "backgroundColor", "body") < 0.15
    bob.goes_to("/practices/")
    assert colour(page, "backgroundColor", "body") < 0.15
    page.get_by_role("button", name="Day").click()
    page.reload()
    assert colour(page, "backgroundColor", "body") > 0.85
    page.emulate_media(color_scheme="dark")
    assert colour(page, "backgroundColor", "body") > 0.85, "what was chosen goes before what the system says"


def test_who_wants_less_motion_sees_words_to_breathe_by_and_nothing_moves(visitor):
    bob = visitor(reduced_motion="reduce")
    bob.goes_to("/practise/soothing-rhythm-breathing/?seconds=180")
    bob.waits_for_state("playing")
    bob.moves_to("player.breaths[0].at + 0.2")
    bob.until("document.querySelector('.breath-word').textContent !== ''")
    word = bob.page.locator(".breath-word")
    assert word.is_visible() and "in" in word.inner_text()
    first = word.inner_text()
    bob.until(f"document.querySelector('.breath-word').textContent !== {first!r}")
    moves = """[...document.querySelectorAll("kw-player *")].filter((node) => {
      const { transform, transitionDuration, animationName } = getComputedStyle(node);
      const turned = transform !== "none" && !node.matches(".ring-left");
      return turned || transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || animationName !== "none";
    }).map((node) => node.outerHTML.slice(0, 80))"""
    assert bob.page.evaluate(moves) == []


def test_a_breath_moves_the_figure_for_those_who_do_not_mind(bob):
    bob.goes_to("/practise/soothing-rhythm-breathing/?seconds=180")
    bob.waits_for_state("playing")
    bob.moves_to("player.breaths[0].at + 0.2")
    bob.until("document.querySelector('.breath').style.transform === 'scale(1.22)'")
    assert bob.player("breaths[0].for") == pytest.approx(
        bob.page.evaluate("parseFloat(document.querySelector('.breath').style.transitionDuration)")
    )


def test_a_session_can_be_printed_in_black_on_white_also_by_night(visitor):
    charlie = visitor(java_script_enabled=False, color_scheme="dark")
    page = charlie.goes_to("/practise/self-compassion-break/?seconds=120")
    page.emulate_media(media="print", color_scheme="light")
    expect(page.get_by_text("This is hard right now.")).to_be_visible()
    assert page.locator(".foot").is_hidden()
    assert page.get_by_role("link", name="Need help now?").is_hidden()


def test_a_page_prints_in_dark_ink_whatever_light_was_chosen(bob):
    page = bob.goes_to("/practices/loving-kindness/")
    page.get_by_role("button", name="Night").click()
    page.emulate_media(media="print")
    for part in ("body", ".soft", ".about h2", ".card p"):
        assert colour(page, "color", part) < 0.4, part
    assert colour(page, "backgroundColor", ".card") > 0.85


def test_the_words_of_a_session_are_there_as_a_text_to_print(bob):
    page = bob.goes_to("/practices/self-compassion-break/")
    address = page.get_by_role("link", name="Text", exact=True).get_attribute("href")
    text = bob.context.request.get(bob.site.url + address)
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    lines = text.text().splitlines()
    assert "Self-compassion break" in lines[0]
    assert max(len(line) for line in lines) <= 100
