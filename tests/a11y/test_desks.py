"""The desks and what is shared, page by page, as axe sees them, and on a narrow phone."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser_fixtures import PASSWORD, Visitor
from care_site import SECRET, CareSite, comes_to_the_desk, is_known, opened

ACCEPT = """
offer = offers.make(asked, Therapist.objects.get(name='Thea'), then, fit=800,
                    reasons={'met': ['need:shame', 'language:en'], 'unmet': ['style:warm']})
offers.accept(offer, then + timedelta(hours=1), text='Good that you asked.', times=[
    offers.Slot(now + timedelta(days=1), 'video', 50, 'https://room.example.org/1')])
"""
OFFER = """
offers.make(asked, Therapist.objects.get(name='Thea'), now, fit=700, reasons={'met': ['need:shame'], 'unmet': []})
"""
DANA = f"""
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from kindward.site.people.models import Account
dana = Account.objects.create_user('dana', password={PASSWORD!r})
dana.groups.add(Group.objects.get_or_create(name='coordinator')[0])
TOTP.activate(dana, {SECRET!r})
"""
WHERE = """
import json
from kindward.site.care.models import Assessment, Match, Offer
print(json.dumps({'offer': str(Offer.objects.get(state='out').key), 'client': str(Match.objects.get().key),
                  'case': str(Assessment.objects.order_by('-pk').first().case)}))
"""


EXPIRES = """
from datetime import timedelta
from kindward.site.care.models import Licence
Licence.objects.filter(therapist__name="Thea").update(expires_on=(now + timedelta(days={days})).date())
"""
FOCUSED = """(() => {
  const it = document.activeElement;
  return it.innerText || it.getAttribute("aria-label") || it.labels?.[0]?.innerText || "";
})()"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CareSite, dict[str, Any]]]:
    running = opened(tmp_path_factory.mktemp("desks"))
    try:
        bob = running.asked_before(30, ACCEPT)
        running.asked_before(2, OFFER)
        yield running, {"bob": bob} | json.loads(running.does(DANA + WHERE))
    finally:
        running.stop(signal.SIGKILL)


def goes_through(person: Visitor, look: Callable[..., None], paths: list[str]) -> None:
    for path in paths:
        page = person.goes_to(path)
        assert page.url.endswith(path), page.url
        look(person)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_every_page_of_a_therapist(
    guest: Callable[..., Visitor], centre: tuple[CareSite, dict[str, Any]], look: Callable[..., None]
) -> None:
    site, where = centre
    thea = guest(site)
    comes_to_the_desk(thea, "thea")
    pages = [
        f"offers/{where['offer']}/",
        f"clients/{where['client']}/",
        "about-you/",
        "about-you/as-clients-see-it/",
    ]
    goes_through(thea, look, ["/desk/", *(f"/desk/{page}" for page in [*pages, "licences/", "away/"])])


def test_every_page_of_a_coordinator(
    guest: Callable[..., Visitor], centre: tuple[CareSite, dict[str, Any]], look: Callable[..., None]
) -> None:
    site, where = centre
    dana = guest(site)
    comes_to_the_desk(dana, "dana")
    pages = ["", f"cases/{where['case']}/", "therapists/", "invitations/", "duty-sheet/", "report/"]
    goes_through(dana, look, [f"/desk/coordination/{page}" for page in pages])


def tabs_to(page: Page, words: str) -> None:
    """Press Tab until what has focus is called so."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"no way by keys to {words!r}")


def test_by_keys_alone_a_therapist_says_yes_and_a_coordinator_closes_and_opens(
    guest: Callable[..., Visitor], centre: tuple[CareSite, dict[str, Any]]
) -> None:
    site, _where = centre
    dana, thea = guest(site), guest(site)
    comes_to_the_desk(thea, "thea")
    page = thea.goes_to("/desk/")
    tabs_to(page, "Read and answer")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/offers/**")
    tabs_to(page, "Your first words to them")
    page.keyboard.type("I have read it. Shall we talk?")
    tabs_to(page, "Accept, and send this")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/clients/**")
    expect(page.get_by_text("I have read it. Shall we talk?")).to_be_visible()

    comes_to_the_desk(dana, "dana")
    page = dana.goes_to("/desk/coordination/duty-sheet/")
    tabs_to(page, "Close matching")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Open matching")).to_be_visible()
    tabs_to(page, "Open matching")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close matching")).to_be_visible()


def test_what_is_shared_line_by_line_is_read_and_taken_back(
    guest: Callable[..., Visitor], centre: tuple[CareSite, dict[str, Any]], look: Callable[..., None]
) -> None:
    site, where = centre
    bob, thea = guest(site), guest(site)
    thea.expects_status = {410}
    is_known(bob, where["bob"])
    page = bob.goes_to("/care/share/")
    look(bob, "what to share")
    page.get_by_label("Anything in your own words").fill("Evenings are hard.\nMornings are good.")
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_label("Mornings are good.").press("Space")
    look(bob, "line by line")
    page.get_by_role("button", name="This is right").click()
    expect(page.get_by_role("heading", name="Give this to Thea?")).to_be_visible()
    look(bob, "giving")
    page.get_by_role("button", name="Give it now").press("Enter")
    expect(page.get_by_role("heading", name="Thea can read it now")).to_be_visible()
    look(bob, "the receipt")

    comes_to_the_desk(thea, "thea")
    desk = thea.goes_to(f"/desk/clients/{where['client']}/")
    desk.get_by_role("link", name="The summary of").click()
    expect(desk.get_by_text("Evenings are hard.")).to_be_visible()
    assert "Mornings are good." not in desk.locator("main").inner_text()
    look(thea, "a summary")

    site.does(EXPIRES.format(days=-1))
    answer = desk.reload()
    assert answer and answer.status == 410 and "Evenings are hard." not in desk.content()
    site.does(EXPIRES.format(days=300))
    desk.reload()
    expect(desk.get_by_text("Evenings are hard.")).to_be_visible()

    bob.goes_to("/care/share/")
    expect(page.get_by_text("Thea read the summary you shared").first).to_be_attached()
    with page.expect_navigation():
        page.get_by_role("button", name="Take it back").click()
    answer = desk.reload()
    assert answer and answer.status == 410
    assert "Evenings are hard." not in desk.content()
