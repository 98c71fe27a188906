"""What is on the device after one visit, and that what is practised without a network counts once."""

from __future__ import annotations

import signal
import time

import pytest
from playwright.sync_api import expect

from browser_fixtures import WAITING

pytestmark = pytest.mark.offline

VOICE = """caches.open("kindward-voice").then((cache) => cache.keys())
  .then((keys) => keys.map((key) => new URL(key.url).pathname))"""
CLIPS = """async () => {
  const source = await (await fetch("/sw.js")).text();
  return JSON.parse(source.match(/= (\\{.*\\});/)[1]).clips;
}"""
CLIPS_HERE = """() => {
  const { timeline, spoken } = document.querySelector("kw-player");
  return spoken.map((cue) => `${timeline.clip_base}${cue.clip}.opus`);
}"""
SPEAKS_WHOLE = """async () => {
  const { sound, spoken } = document.querySelector("kw-player");
  const clips = await Promise.all(spoken.map((cue) => sound.clip(cue.clip)));
  return clips.length > 0 && clips.every((clip) => clip && clip.duration > 0.2);
}"""
PERSONAL = ("/you", "/account", "/api", "/desk")
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });"
ONE_WORKER = """navigator.serviceWorker.getRegistrations().then(([one, ...more]) =>
  !more.length && one.active?.state === "activated" && !one.waiting && !one.installing)"""
KEPT_PAGES = """(async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found[request.url] = await (await cache.match(request)).text();
  }
  return found;
})()"""


def has_been_here_once(person):
    person.goes_to("/")
    person.waits_for_service_worker()


def has_the_clips_of(person, paths, seconds=40):
    wanted = sorted(set(paths))
    person.until(f"{VOICE}.then((kept) => {wanted}.every((path) => kept.includes(path)))", seconds)


def practises_offline(person):
    """Bob finishes a door of the hard moment without a network and says how it was."""
    person.loses_network()
    person.practises("/practise/five-senses/?seconds=60")
    person.page.get_by_label("Very").check()
    person.page.get_by_label("No", exact=True).check()
    person.page.get_by_role("button", name="Done").click()
    person.page.get_by_role("heading", name="Go gently.").wait_for()
    person.until(f"{WAITING}.then((all) => all.length === 2)")


def test_a_page_that_the_worker_passed_over_is_its_own_before_long(bob):
    has_been_here_once(bob)
    # A forced reload goes past the worker, as a page does that is still arriving when the worker wakes.
    with bob.page.expect_navigation():
        bob.context.new_cdp_session(bob.page).send("Page.reload", {"ignoreCache": True})
    bob.until("navigator.serviceWorker.controller !== null")


@pytest.mark.slow
def test_after_one_visit_the_four_doors_of_a_hard_moment_speak_without_a_network(bob):
    has_been_here_once(bob)
    has_the_clips_of(bob, [f"{clip}.opus" for clip in bob.page.evaluate(CLIPS)])
    bob.loses_network()
    bob.goes_to("/hard-moment/")
    expect(bob.page.get_by_text("This is hard right now.")).to_be_visible()
    doors = bob.page.locator(".four a")
    expect(doors).to_have_count(4)
    for number in range(4):
        bob.goes_to("/hard-moment/")
        doors.nth(number).click()
        bob.waits_for_state("playing")
        assert bob.page.locator(".line").inner_text() == bob.player("spoken[0].text")
        assert bob.page.evaluate(SPEAKS_WHOLE)


def test_after_one_visit_crisis_help_is_there_without_a_network(bob):
    has_been_here_once(bob)
    bob.loses_network()
    page = bob.goes_to("/hard-moment/")
    page.get_by_role("link", name="Need help now?").click()
    page.wait_for_url("**/help/")
    expect(page.get_by_role("heading", name="Where are you?")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    page.get_by_role("link", name="Ireland", exact=True).first.click()
    page.wait_for_url("**/help/ie/")
    expect(page.locator('a[href="tel:112"], a[href="tel:999"]').first).to_be_visible()
    assert page.locator(".card .way").count() > 1
    page.get_by_role("link", name="Another country").click()
    page.wait_for_url("**/help/choose/")
    page.get_by_text("Every country, A to Z").click()
    assert page.locator("details a[href^='tel:']:visible").count() > 150


def test_after_one_visit_the_first_page_opens_and_begins_without_a_network(bob):
    has_been_here_once(bob)
    bob.loses_network()
    bob.goes_to("/")
    bob.page.get_by_role("button", name="Begin").click()
    bob.waits_for_state("playing")
    assert bob.page.locator(".line").inner_text() == bob.player("spoken[0].text")


def test_a_page_that_is_not_on_the_device_says_so_and_names_what_is(bob):
    has_been_here_once(bob)
    bob.loses_network()
    page = bob.goes_to("/practices/safe-place/")
    expect(page.get_by_role("heading", name="No network, and that is fine")).to_be_visible()
    expect(page.get_by_role("link", name="Crisis help")).to_be_visible()
    names = page.locator("[data-offline-list] a")
    names.first.wait_for()
    assert "Five senses" in names.all_inner_texts()
    page.get_by_role("link", name="Five senses").click()
    bob.waits_for_state("playing")
    assert bob.player("practice.slug") == "five-senses"


def test_a_practice_opened_before_speaks_without_a_network_also_at_another_length(bob):
    has_been_here_once(bob)
    bob.goes_to("/practices/soles-of-the-feet/")
    bob.page.get_by_role("button", name="Begin").click()
    bob.waits_for_state("playing")
    has_the_clips_of(bob, bob.page.evaluate(CLIPS_HERE))
    opened = bob.page.url.removeprefix(bob.site.url)
    length = bob.player("timeline.seconds")
    bob.loses_network()
    for path in (opened, "/practise/soles-of-the-feet/?seconds=77"):
        bob.goes_to(path)
        bob.waits_for_state("playing")
        assert bob.player("timeline.seconds") == length
        bob.page.keyboard.press("Space")  # the first key lets sound begin
        bob.page.get_by_role("button", name="Tap for the voice").click()
        bob.until("Boolean(document.querySelector('kw-player').sound)")
        assert bob.page.evaluate(SPEAKS_WHOLE)


def test_what_was_practised_offline_is_handed_in_once_when_the_network_is_back(bob):
    has_been_here_once(bob)
    practises_offline(bob)
    assert sorted(bob.page.evaluate(WAITING)) == ["/api/v1/check-ins", "/api/v1/sessions"]
    bob.is_online_again()
    kept = bob.until_kept(sessions=1, check_ins=1)
    (session,), (check_in,) = kept["sessions"], kept["check_ins"]
    assert (session["practice"], session["ended"]) == ("five-senses", "finished")
    assert (check_in["session"], check_in["soothing"], check_in["hurt"]) == (session["key"], 4, "no")
    bob.until(f"{WAITING}.then((all) => all.length === 0)")
    bob.loses_network()
    bob.is_online_again()
    bob.goes_to("/practices/")
    bob.page.wait_for_load_state("networkidle")
    assert bob.kept() == kept


@pytest.fixture
def away(bob):
    """Bob before a server that takes nothing until ``away`` is emptied; his browser has a network all the time."""
    bob.expects_status = {503}
    away, asked = [True], []

    def answer(route):
        asked.append(route.request.url)
        if away:
            route.fulfill(status=503)
        else:
            route.continue_()

    for what in ("sessions", "check-ins"):
        bob.context.route(f"**/api/v1/{what}", answer)
    with bob.page.expect_response("**/api/v1/sessions"):
        bob.practises()
    bob.until(f"{WAITING}.then((all) => all.length === 1)")
    return away, asked


def test_what_a_server_would_not_take_is_handed_in_again_without_anybody_doing_anything(bob, away):
    server_is_away, asked = away
    assert asked
    server_is_away.clear()
    bob.until_kept(sessions=1)
    bob.until(f"{WAITING}.then((all) => all.length === 0)")


def test_it_is_asked_a_few_times_and_then_when_the_page_is_looked_at_again(bob, away):
    server_is_away, asked = away
    bob.page.clock.install()
    asked.clear()
    bob.goes_to("/practices/")
    give_up = time.monotonic() + 20
    while len(asked) < 5 and time.monotonic() < give_up:
        bob.page.clock.fast_forward(400_000)
    for _ in range(40):
        bob.page.clock.fast_forward(3_600_000)
    # As the page came, and four times more.
    assert len(asked) == 5
    server_is_away.clear()
    bob.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    bob.until_kept(sessions=1)


def test_two_pages_that_hand_in_at_the_same_moment_make_one_record(visitor):
    bob = visitor()
    # A browser without locks, in which nothing keeps one page from sending what another is sending.
    bob.context.add_init_script(NO_LOCKS)
    has_been_here_once(bob)
    bob.opens_a_tab("/hard-moment/")
    practises_offline(bob)
    held, senders = [], set()

    def hold(route):
        senders.add(route.request.frame.page)
        held.append(route)

    bob.context.route("**/api/v1/sessions", hold)
    bob.is_online_again()
    give_up = time.monotonic() + 20
    while len(senders) < 2 and time.monotonic() < give_up:
        bob.page.wait_for_timeout(30)
    assert len(senders) == 2
    assert len({route.request.headers["idempotency-key"] for route in held}) == 1
    for route in held:
        route.continue_()
    kept = bob.until_kept(sessions=1, check_ins=1)
    assert kept["check_ins"][0]["session"] == kept["sessions"][0]["key"]


def test_a_check_in_that_gets_through_before_its_session_finds_it_later(bob):
    has_been_here_once(bob)
    practises_offline(bob)
    bob.context.route("**/api/v1/sessions", lambda route: route.abort())
    bob.is_online_again()
    early = bob.until_kept(sessions=0, check_ins=1)
    bob.context.unroute("**/api/v1/sessions")
    bob.goes_to("/hard-moment/")
    kept = bob.until_kept(sessions=1, check_ins=1)
    assert kept["check_ins"] == early["check_ins"]
    assert kept["check_ins"][0]["session"] == kept["sessions"][0]["key"]


def test_a_login_that_expired_meanwhile_loses_nothing(visitor):
    alice = visitor()
    alice.signs_up("alice-offline")
    has_been_here_once(alice)
    practises_offline(alice)
    alice.context.clear_cookies(name="kindward-login")
    alice.is_online_again()
    kept = alice.until_kept(sessions=1, check_ins=1)
    assert "kindward-device" in {cookie["name"] for cookie in alice.context.cookies()}
    alice.signs_in("alice-offline")
    alice.context.clear_cookies(name="kindward-device")
    assert alice.kept() == kept
    alice.context.clear_cookies()
    assert alice.kept()["sessions"] == []


def test_nothing_personal_is_in_any_cache(visitor):
    alice = visitor()
    alice.signs_up("alice-of-the-caches")
    has_been_here_once(alice)
    alice.practises()
    alice.until_kept(sessions=1)
    for path in ("/", "/you/", "/you/delete/", "/account/keys/", "/account/password/change/", "/practices/"):
        alice.goes_to(path)
    alice.page.evaluate("fetch('/api/v1/practices').then((answer) => answer.text())")
    alice.page.wait_for_load_state("networkidle")
    pages = alice.page.evaluate(KEPT_PAGES)
    paths = {url.removeprefix(alice.site.url) for url in pages}
    assert {"/hard-moment/", "/help/", "/practices/"} <= paths
    assert [path for path in paths if path.startswith(PERSONAL) or "/own/" in path] == []
    assert [url for url, text in pages.items() if "alice-of-the-caches" in text] == []
    alice.loses_network()
    alice.goes_to("/you/")
    expect(alice.page.get_by_role("heading", name="No network, and that is fine")).to_be_visible()


def test_help_for_a_country_never_looked_at_is_help_all_the_same(bob):
    has_been_here_once(bob)
    bob.loses_network()
    page = bob.goes_to("/help/br/")
    expect(page.get_by_role("heading", name="Where are you?")).to_be_visible()
    assert "Brazil" in page.locator("main").text_content()


def test_the_steady_minute_after_five_senses_is_another_and_is_on_the_device(bob):
    has_been_here_once(bob)
    bob.until("caches.match('/practise/soothing-touch/?seconds=60', { ignoreVary: true }).then(Boolean)")
    bob.loses_network()
    bob.goes_to("/practise/five-senses/?seconds=60")
    bob.waits_for_state("playing")
    bob.page.keyboard.press("Escape")
    bob.page.get_by_role("link", name="Sixty seconds of soothing touch").click()
    bob.page.wait_for_url("**/practise/soothing-touch/?seconds=60")
    bob.waits_for_state("playing")
    bob.until("document.querySelector('kw-player').position > 0.1")


def test_a_session_taken_along_as_a_file_is_not_kept_a_second_time(bob):
    has_been_here_once(bob)
    bob.goes_to("/practices/five-senses/")
    size = bob.page.evaluate("""async () => {
      const answer = await fetch("/practise/five-senses/download.opus?seconds=20");
      return (await answer.arrayBuffer()).byteLength;
    }""")
    assert size > 10_000
    bob.page.wait_for_load_state("networkidle")
    assert [url for url in bob.page.evaluate(KEPT_PAGES) if "download" in url] == []


@pytest.mark.slow
def test_a_newer_kindward_takes_the_place_of_an_older_one(guest, own_site):
    own_site.start()
    charlie = guest(own_site)
    has_been_here_once(charlie)
    practises_offline(charlie)
    expect(charlie.goes_to("/help/").get_by_role("heading", name="Where are you?")).to_be_visible()
    own_site.stop(signal.SIGKILL)
    # The operator has meanwhile said where the centre is, so another help page is the one to keep.
    own_site.start(KINDWARD_COUNTRY="NO")
    charlie.is_online_again()
    charlie.goes_to("/about/")
    charlie.until("caches.match('/help/no/').then(Boolean)")
    charlie.until(ONE_WORKER)
    charlie.until_kept(sessions=1, check_ins=1)
    charlie.loses_network()
    assert "Norway" in charlie.goes_to("/help/").locator("main").inner_text()
    charlie.goes_to("/practise/five-senses/?seconds=60")
    charlie.waits_for_state("playing")
