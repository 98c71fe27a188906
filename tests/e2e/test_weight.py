"""How much a first visit carries, compressed, in a real browser with nothing kept.

Counted is every body that the page itself asks for until it is at rest: document, styles, modules, icons,
manifest. Not counted are the voice's clips, which are fetched as they are spoken, and what the service worker
fetches for days without a network once the page is there.
"""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.offline

KB = 1024


def weigh(person, path):
    """The bytes of each body as they travelled, by address."""
    weights = {}

    def finished(request):
        if request.service_worker is None and "/voice/" not in request.url:
            address = request.url.removeprefix(person.site.url)
            weights[address] = None
            weights[address] = request.sizes()["responseBodySize"]

    person.context.on("requestfinished", finished)
    page = person.goes_to(path)
    is_all_there(page, weights)
    # Icons and manifest are fetched by the browser itself, out of a page's sight.
    for link in page.locator("link[rel=icon], link[rel=manifest]").all():
        address = link.get_attribute("href")
        if address not in weights:
            answer = person.context.request.get(
                person.site.url + address, headers={"Accept-Encoding": "gzip"}
            )
            weights[address] = int(answer.headers["content-length"])
    return weights


def is_all_there(page, weights):
    page.wait_for_load_state("networkidle")
    # Each body is weighed by asking the browser once more, which may still be under way.
    give_up = time.monotonic() + 20
    while None in weights.values() and time.monotonic() < give_up:
        page.wait_for_timeout(30)


def test_crisis_help_is_at_most_13_kb_and_has_no_script(bob):
    for path in ("/help/", "/help/us/", "/help/choose/"):
        weights = weigh(bob, path)
        assert path in weights and "/help/help.css" in weights
        assert sum(weights.values()) <= 13 * KB, weights
        assert [address for address in weights if ".js" in address] == []
        expect(bob.page.locator("script")).to_have_count(0)
        assert bob.page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_the_first_screen_is_at_most_35_kb(bob):
    weights = weigh(bob, "/")
    assert any("app." in address for address in weights)
    assert sum(weights.values()) <= 35 * KB, weights


@pytest.mark.parametrize(
    "path", ["/practise/self-compassion-break/?seconds=60", "/practise/loving-kindness/?seconds=2700"]
)
def test_the_player_is_at_most_60_kb_without_its_clips(bob, path):
    weights = weigh(bob, path)
    assert any("player." in address for address in weights)
    assert sum(weights.values()) <= 60 * KB, weights


def test_from_the_first_screen_to_the_first_words_at_most_60_kb_in_all(bob):
    weights = weigh(bob, "/")
    bob.page.get_by_role("button", name="Begin").click()
    bob.waits_for_state("playing")
    is_all_there(bob.page, weights)
    assert any("player." in address for address in weights)
    assert sum(weights.values()) <= 60 * KB, weights


def test_what_carries_weight_is_compressed(bob):
    bob.goes_to("/practise/self-compassion-break/?seconds=60")
    for address in {url for url in bob.requests if re.search(r"\.(js|css)$|/practise/", url)}:
        answer = bob.context.request.get(address, headers={"Accept-Encoding": "gzip"})
        if len(answer.body()) > KB:
            assert answer.headers.get("content-encoding") == "gzip", address
