"""Three people: Bob asks, Theo or Thea says no, the other says yes, first words arrive and the clock stops."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from browser_fixtures import Visitor
from care_site import CareSite, comes_to_the_desk, is_known, opened

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CareSite]:
    running = opened(tmp_path_factory.mktemp("care"))
    yield running
    running.stop(signal.SIGKILL)


@pytest.fixture
def bob(guest: Callable[..., Visitor], centre: CareSite) -> Visitor:
    return guest(centre, width=320, timezone_id="America/Los_Angeles")


def answers(page: Page) -> None:
    """Ten questions, by keyboard and label alone."""
    page.get_by_role("button", name="Begin").click()
    for label in (
        "Washington State",
        "English",
        "An adult, 26 to 64",
        "Shame",
        "By video",
        "Tuesday evening",
    ):
        page.get_by_label(label, exact=True).press("Space")
        page.get_by_role("button", name="Next").press("Enter")
        expect(page.get_by_label(label, exact=True)).to_have_count(0)
    for number in (7, 8, 9, 10):
        expect(page.get_by_text(f"{number} of 10")).to_be_visible()
        page.get_by_role("button", name="Next").press("Enter")
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()


def who_is_asked(centre: CareSite) -> str:
    return centre.does(
        "from kindward.site.care.models import Offer\nprint(Offer.objects.get(state='out').therapist.name)"
    )


def test_one_declines_another_accepts_and_the_clock_stops(guest, centre: CareSite, bob: Visitor) -> None:
    page = bob.goes_to("/care/")
    expect(page.get_by_text("What happens to your answers")).to_be_visible()
    answers(page)
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("That leaves 48 hours")).to_be_visible()
    centre.ticks()
    page.reload()
    expect(page.get_by_text("is being asked at this moment")).to_be_visible()

    first = who_is_asked(centre)
    no = guest(centre)
    comes_to_the_desk(no, first.lower())
    no.page.get_by_text("Read and answer").click()
    no.page.locator("form[action$='/decline/'] input[type=radio]").first.check()
    no.page.get_by_role("button", name="Decline").click()
    expect(no.page.get_by_role("heading", name="Nobody waits for you")).to_be_visible()
    centre.ticks()
    page.reload()
    expect(page.get_by_text("They had no room for now.")).to_be_visible()
    expect(page.get_by_text(first)).to_have_count(0)

    second = who_is_asked(centre)
    assert second != first
    yes = guest(centre)
    comes_to_the_desk(yes, second.lower())
    yes.page.get_by_text("Read and answer").click()
    yes.page.get_by_label("Your first words to them").fill("Good that you asked. Shall we talk on Tuesday?")
    yes.page.get_by_role("button", name="Accept, and send this").click()
    expect(yes.page).to_have_url(re.compile("/desk/clients/"))

    page.reload()
    expect(page.get_by_role("heading", name=f"{second} has time for you")).to_be_visible()
    expect(page.get_by_text("Good that you asked. Shall we talk on Tuesday?")).to_be_visible()
    page.get_by_label("Write back").fill("Yes. Thank you.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Yes. Thank you.")).to_be_visible()
    stopped = centre.does(
        "from kindward.site.care.models import Match\nfrom kindward.site.care.standings import standing_of\n"
        "standing = standing_of(Match.objects.get().assessment.case)\n"
        "print(standing.state, standing.clock.is_running)"
    )
    assert stopped == "contacted False"
    yes.page.reload()
    expect(yes.page.get_by_text("Yes. Thank you.")).to_be_visible()


def test_a_person_cancels_with_one_tap(centre: CareSite, bob: Visitor) -> None:
    is_known(bob, centre.asked_before(2))
    page = bob.goes_to("/care/")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("You cancelled. Nobody is being asked for you any more")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()


def test_where_nobody_is_licensed_it_is_said_before_the_next_question(bob: Visitor) -> None:
    page = bob.goes_to("/care/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Oregon", exact=True).check()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Nobody here is licensed to work where you are.")).to_be_visible()
    expect(page.get_by_text("2 of 10")).to_have_count(0)


def test_after_48_hours_it_is_said_plainly(centre: CareSite, bob: Visitor) -> None:
    is_known(bob, centre.asked_before(49))
    centre.ticks()
    page = bob.goes_to("/care/")
    expect(page.get_by_role("heading", name="We have not kept our word")).to_be_visible()
    expect(page.get_by_text("You asked 49 hours ago")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_who_is_not_safe_comes_to_help_and_nobody_is_asked(centre: CareSite, bob: Visitor) -> None:
    page = bob.goes_to("/care/")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("1 of 10")).to_be_visible()
    bob.goes_to("/care/ask/needs/")
    page.get_by_label("I am not safe right now").check()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="You said it. That took courage.")).to_be_visible()
    page.get_by_role("link", name="Crisis lines for your country").click()
    page.wait_for_url("**/help/**")
