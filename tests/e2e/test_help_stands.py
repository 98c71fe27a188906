"""Crisis help stands when everything else has fallen, is always at the same place, and remembers nobody."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from django.test import RequestFactory
from playwright.sync_api import expect

import pages
from browser_fixtures import WAITING, Site
from kindward.site import errors
from live_site import processes_of

#: Where the link to help is, counted among the links of the top, and where it stands on the screen.
PLACE = """(() => {
  const links = [...document.querySelectorAll("body > header a")], help = links.find((link) => link.rel === "help");
  const box = help.getBoundingClientRect();
  return {
    words: help.textContent.trim(), to: help.pathname, last: links.indexOf(help) === links.length - 1,
    before: links.filter((link) => link !== help).map((link) => link.pathname),
    right: Math.round(innerWidth - box.right), top: Math.round(box.top), shown: box.width > 0,
  };
})()"""

#: The words of a link, by the line in which they stand.
LINES = """(link) => {
  const lines = new Map(), range = document.createRange();
  const walk = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (let at = 0; at < node.length; at += 1) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      lines.set(top, (lines.get(top) || "") + node.data[at]);
    }
  }
  return [...lines.values()].map((line) => line.trim());
}"""


def ask(site, path, data=None, **headers):
    """Status, headers and body, whatever the status."""
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(site.url + path, body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode(errors="replace")


def breaks_the_database(site):
    """Overwritten in place, so that what is open already breaks too."""
    with site.database.open("r+b") as file:
        file.write(b"not a database any more. " * (site.database.stat().st_size // 25 + 1))
    for beside in site.data.glob("kindward.sqlite3-*"):
        beside.unlink()


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A Kindward whose database has become unreadable while it runs, and whose voice's folder is gone."""
    site = Site(tmp_path_factory.mktemp("broken"))
    site.start()
    breaks_the_database(site)
    shutil.rmtree(site.data / "voice")
    (site.data / "voice").touch()
    yield site
    site.stop(signal.SIGKILL)


def test_with_the_database_broken_help_answers_as_ever(broken, site):
    for path in ("/help/", "/help/us/", "/help/ie/", "/help/choose/", "/help/help.css"):
        status, headers, body = ask(broken, path, Cookie="kindward-login=abc; kindward-device=" + "A" * 22)
        assert (status, body) == (200, ask(site, path)[2])
        assert "Set-Cookie" not in headers
    assert ask(broken, "/readyz")[0] == 503, "the database is broken indeed"


def test_with_the_database_broken_a_hard_moment_and_practice_are_there(broken):
    for path in ("/", "/hard-moment/", "/practices/", "/practise/five-senses/?seconds=60", "/sw.js"):
        assert ask(broken, path)[0] == 200, path


def test_somebody_whose_device_is_known_gets_the_first_page_too(broken):
    status, _, body = ask(broken, "/", Cookie="kindward-device=" + "A" * 22)
    assert status == 200
    assert "Begin" in body


def test_with_the_database_broken_a_session_is_kept_on_the_device(guest, broken):
    bob = guest(broken)
    bob.expects_status = {503}
    bob.practises("/practise/five-senses/?seconds=60")
    bob.until(f"{WAITING}.then((all) => all.length === 1)")
    page = bob.opens_a_tab("/hard-moment/")
    waiting = """new Promise((done) => {
      const request = indexedDB.open("kindward", 1);
      request.onsuccess = () => {
        const all = request.result.transaction("outbox").objectStore("outbox").getAll();
        all.onsuccess = () => done(all.result.map(({ url, refused }) => [url, Boolean(refused)]));
      };
    })"""
    assert page.evaluate(waiting) == [["/api/v1/sessions", False]]


def test_a_page_that_needs_the_database_says_so_and_leads_to_help(guest, broken):
    bob = guest(broken)
    bob.expects_status = {503}
    bob.context.add_cookies([{"name": "kindward-device", "value": "A" * 22, "url": broken.url}])
    page = bob.goes_to("/you/")
    expect(page.get_by_role("heading", name="Back in a moment")).to_be_visible()
    assert "is lost" in page.locator("main").inner_text()
    page.get_by_role("link", name="Need help now?").click()
    page.wait_for_url("**/help/")
    expect(page.get_by_role("heading", name="Where are you?")).to_be_visible()


@pytest.mark.slow
def test_the_link_to_help_is_at_one_place_on_every_page(visitor, guest, broken):
    bob = visitor()
    bob.expects_status = {404, 403}
    places = {}
    for path in pages.for_everybody():
        bob.goes_to(path)
        places[path] = bob.page.evaluate(PLACE)
    bob.goes_to("/practise/five-senses/?seconds=20")
    bob.waits_for_state("playing")
    places["playing"] = bob.page.evaluate(PLACE)
    bob.page.keyboard.press("Escape")
    places["stopped"] = bob.page.evaluate(PLACE)

    unlucky = guest(broken)
    unlucky.expects_status = {503, 500}
    unlucky.context.add_cookies([{"name": "kindward-device", "value": "A" * 22, "url": broken.url}])
    unlucky.goes_to("/you/")
    places["503"] = unlucky.page.evaluate(PLACE)
    # Nothing asked from outside leads to an error that nobody foresaw, so its page is handed to the browser.
    page = errors.broken(RequestFactory().get("/about/")).content
    unlucky.context.route(
        broken.url + "/about/", lambda route: route.fulfill(status=500, body=page, content_type="text/html")
    )
    unlucky.goes_to("/about/")
    expect(unlucky.page.get_by_role("heading", name="Something broke on our side")).to_be_visible()
    places["500"] = unlucky.page.evaluate(PLACE)
    alone = {"words": "Need help now?", "to": "/help/", "last": True, "shown": True}
    for path, place in places.items():
        assert alone.items() <= place.items(), path
        assert place["before"] in (["/", "/hard-moment/"], ["/"]), path
    # The first page's own door to a hard moment stands in its middle, and not at its top.
    assert [path for path, place in places.items() if place["before"] == ["/"]] == ["/"]
    assert len({(place["right"], place["top"]) for place in places.values()}) == 1, places


def rows_and_files(site):
    """How many rows each table has, and how large each file is."""
    database = sqlite3.connect(f"file:{site.database}?mode=ro", uri=True)
    try:
        tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
        rows = {name: database.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}  # noqa: S608
    finally:
        database.close()
    sizes = {
        str(path.relative_to(site.data)): path.stat().st_size
        for path in site.data.rglob("*")
        if path.is_file() and "voice" not in path.relative_to(site.data).parts
    }
    return rows, sizes, site.database.read_bytes()


def helper_of(site):
    """The process beside the web, if it is there."""
    for number in processes_of(site.process.pid):
        with suppress(OSError):
            if Path(f"/proc/{number}/cmdline").read_bytes().endswith(b"\0helper\0"):
                return number
    return None


def goes_on_without_its_helper(site):
    os.kill(helper_of(site), signal.SIGTERM)
    give_up = time.monotonic() + 20
    while helper_of(site):
        assert time.monotonic() < give_up
        time.sleep(0.05)


def test_opening_help_writes_nothing_anywhere(guest, own_site):
    """Not in the database, not in a log, not in a count, not on the device."""
    site = own_site.start()
    # It notes its rounds in the database whenever they are due, whoever looks at what.
    goes_on_without_its_helper(site)
    alice = guest(site)
    alice.signs_up("alice-at-help")
    alice.practises()
    alice.until_kept(sessions=1)
    alice.page.wait_for_load_state("networkidle")
    cookies = alice.context.cookies()
    counted = ask(site, "/metrics")[2]
    before = rows_and_files(site)
    page = alice.goes_to("/help/")
    page.get_by_role("link", name="Ireland", exact=True).first.click()
    page.wait_for_url("**/help/ie/")
    page.get_by_role("link", name="Another country").click()
    page.wait_for_url("**/help/choose/")
    assert rows_and_files(site) == before
    assert alice.context.cookies() == cookies
    asked = [line for line in ask(site, "/metrics")[2].splitlines() if line not in counted.splitlines()]
    assert [line for line in asked if "help" in line] == []
    assert "help" not in (site.data / "server.log").read_text()


@pytest.mark.offline
def test_somebody_who_comes_for_help_alone_leaves_no_trace_on_the_device(bob):
    page = bob.goes_to("/help/us/")
    assert bob.context.cookies() == []
    traces = page.evaluate("""(async () => ({
      local: localStorage.length, session: sessionStorage.length, caches: await caches.keys(),
      databases: (await indexedDB.databases()).length,
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }))()""")
    assert traces == {"local": 0, "session": 0, "caches": [], "databases": 0, "workers": 0}
    assert bob.sent == []


def test_on_a_phone_a_line_to_call_is_in_sight_and_no_address_breaks_within_a_word(visitor):
    bob = visitor(width=390)
    for code in ("us", "gb", "de", "fr", "in"):
        page = bob.goes_to(f"/help/{code}/")
        page.set_viewport_size({"width": 390, "height": 844})
        call = page.locator(".card .way").first
        expect(call).to_have_text(re.compile("^Call "))
        box = call.bounding_box()
        assert box["y"] + box["height"] <= 844, code
    chat = bob.goes_to("/help/de/").get_by_role("link", name="Chat at online.telefonseelsorge.de")
    lines = chat.evaluate(LINES)
    assert lines == ["Chat at online.", "telefonseelsorge.de"]
