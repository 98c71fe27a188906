"""The eight weeks in a real browser: begin, tap, write, pause, come back; and reminders end where they began."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser_fixtures import Visitor

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
PUSH = """() => {
  const key = new Uint8Array(65);
  const made = { endpoint: "https://updates.push.services.mozilla.com/wpush/v2/bob", options: {},
    toJSON: () => ({ endpoint: made.endpoint, keys: { p256dh: "B".repeat(87), auth: "a".repeat(22) } }) };
  Notification.requestPermission = async () => "granted";
  PushManager.prototype.getSubscription = async () => null;
  PushManager.prototype.subscribe = async () => made;
}"""
REFUSES = "() => { Notification.requestPermission = async () => 'denied'; }"


def begins(person: Visitor, minutes: str = "5 minutes") -> None:
    page = person.goes_to("/programme/")
    page.get_by_role("link", name="Begin", exact=True).click()
    page.get_by_label(minutes).check()
    page.get_by_role("button", name="Begin the first week").click()
    page.wait_for_url("**/programme/now/")


def test_the_weeks_are_begun_paused_and_gone_on_with(bob: Visitor) -> None:
    begins(bob)
    page = bob.page
    expect(page.get_by_role("heading", name="Loving-kindness for one")).to_be_visible()
    page.get_by_role("button", name="Pause the weeks").click()
    page.get_by_role("heading", name="Paused").wait_for()
    page.get_by_role("button", name="Go on where I was").click()
    page.get_by_role("heading", name="For today, perhaps").wait_for()
    bob.goes_to("/programme/week/1/").get_by_role("button", name="On to the next week").click()
    page.get_by_role("heading", name="Soothing rhythm breathing").wait_for()


def test_a_practice_begins_with_one_tap_in_the_length_that_fits(bob: Visitor) -> None:
    begins(bob)
    bob.page.get_by_role("link", name="Begin, 3 minutes").click()
    bob.waits_for_state("playing")
    assert bob.player("timeline.practice") == "loving-kindness-for-one"
    assert abs(bob.player("timeline.seconds") - 180) <= 0.5


def test_taps_are_kept_and_words_stay_on_the_device(bob: Visitor) -> None:
    begins(bob)
    page = bob.goes_to("/programme/week/1/")
    page.get_by_role("button", name="Perhaps").click()
    expect(page.get_by_role("button", name="Perhaps")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("What do you expect they will say?").fill("That I am odd.")
    page.get_by_text("Kept on this device.").wait_for()
    page.reload()
    assert page.get_by_label("What do you expect they will say?").input_value() == "That I am odd."
    bob.goes_to("/write/").get_by_text("That I am odd.").wait_for()
    assert not any("odd" in body for _, body in bob.sent)
    kept = bob.context.request.get(f"{bob.site.url}/programme/kept.json").json()
    assert kept["weeks"][0]["likely"] == "perhaps"


def test_emptied_words_are_kept_no_longer(bob: Visitor) -> None:
    begins(bob)
    page = bob.goes_to("/programme/week/1/")
    box = page.get_by_label("What happened in their face")
    box.fill("A smile.")
    box.fill("")
    page.get_by_text("Nothing is kept.").wait_for()
    expect(bob.goes_to("/write/").get_by_text("A smile.")).to_have_count(0)


def test_the_device_says_which_zone_it_is_in(visitor: Callable[..., Visitor]) -> None:
    alice = visitor(timezone_id="Pacific/Auckland")
    begins(alice)
    assert alice.goes_to("/programme/calendar/").get_by_label("Time zone").input_value() == "Pacific/Auckland"
    alice.page.get_by_role("button", name="Make the address").click()
    address = alice.page.get_by_label("Private address").input_value()
    feed = alice.context.request.get(address).text()
    assert "TZID=Pacific/Auckland" in feed
    assert "SUMMARY:5 minutes" in feed


@pytest.mark.offline
def test_a_notification_is_allowed_and_ended_again(bob: Visitor) -> None:
    begins(bob)
    page = bob.goes_to("/programme/reminders/")
    bob.waits_for_service_worker()
    page.evaluate(PUSH)
    page.get_by_label("After what, in your own words").fill("after the first coffee")
    page.get_by_role("button", name="Switch them on").click()
    page.get_by_text("as a notification of this browser").wait_for()
    page = bob.goes_to("/programme/now/")
    page.get_by_role("button", name="No more reminders").click()
    page.get_by_role("heading", name="No reminders will come").wait_for()
    kept = bob.context.request.get(f"{bob.site.url}/programme/kept.json").json()
    assert (kept["reminders"]["ended"], kept["push_addresses"]) == ("person", [])


@pytest.mark.offline
def test_a_browser_that_refuses_leaves_them_off(bob: Visitor) -> None:
    begins(bob)
    page = bob.goes_to("/programme/reminders/")
    bob.waits_for_service_worker()
    page.evaluate(REFUSES)
    page.get_by_role("button", name="Switch them on").click()
    page.get_by_text("The browser does not allow notifications here.").wait_for()
    expect(bob.goes_to("/programme/reminders/").get_by_text("They are off")).to_be_visible()


def test_without_script_all_but_the_notes_works(visitor: Callable[..., Visitor]) -> None:
    alice = visitor(java_script_enabled=False)
    begins(alice, "20 minutes")
    page = alice.goes_to("/programme/week/1/")
    page.get_by_role("button", name="It hurt").click()
    expect(page.get_by_text("Thank you for trying")).to_be_visible()
    page.get_by_role("button", name="On to the next week").click()
    page.wait_for_url("**/programme/now/")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_every_page_of_the_weeks_is_for_everyone_and_fits(
    visitor: Callable[..., Visitor], width: int, scheme: str
) -> None:
    alice = visitor(width=width, color_scheme=scheme)
    alice.goes_to("/programme/")
    paths = ["/programme/", "/programme/week/7/", "/programme/start/"]
    looks_at(alice, paths)
    begins(alice)
    page = alice.goes_to("/programme/week/1/")
    with page.expect_navigation():
        page.get_by_role("button", name="Likely", exact=True).click()
    looks_at(alice, ["/programme/", "/programme/now/", "/programme/week/1/", "/programme/reminders/",
                     "/programme/reminders/off/", "/programme/calendar/"])  # fmt: skip
    with page.expect_navigation():
        page.get_by_role("button", name="Make the address").click()
    is_for_everyone(alice)


def looks_at(person: Visitor, paths: list[str]) -> None:
    for path in paths:
        person.goes_to(path)
        for folded in person.page.locator("main summary").all():
            if folded.locator("xpath=..").get_attribute("open") is None:
                folded.click()
        is_for_everyone(person)


def is_for_everyone(person: Visitor) -> None:
    page = person.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert Axe().run(page, options=RULES).response["violations"] == [], page.url
