"""Asking for a therapist, page by page and in each state, as axe sees it."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator

import pytest

from browser_fixtures import Visitor
from care_site import CareSite, is_known, opened
from kindward.matching.assessment import QUESTIONS

pytestmark = pytest.mark.slow

ACCEPT = """
offer = offers.make(asked, Therapist.objects.get(name='Thea'), then, fit=800,
                    reasons={'met': ['need:shame', 'language:en'], 'unmet': ['style:warm']})
offers.accept(offer, then + timedelta(hours=1), text='Good that you asked.', times=[
    offers.Slot(now + timedelta(days=1), 'video', 50, 'https://room.example.org/1'),
    offers.Slot(now + timedelta(days=2), 'phone')])
"""


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CareSite]:
    running = opened(tmp_path_factory.mktemp("care"))
    yield running
    running.stop(signal.SIGKILL)


@pytest.fixture
def bob(guest: Callable[..., Visitor], centre: CareSite) -> Visitor:
    return guest(centre)


def fits(person: Visitor) -> None:
    """Nothing is wider than a narrow phone."""
    person.page.set_viewport_size({"width": 320, "height": 640})
    assert person.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_question(bob, look):
    bob.goes_to("/care/")
    look(bob, "before asking")
    fits(bob)
    bob.page.get_by_role("button", name="Begin").click()
    bob.page.wait_for_url("**/care/ask/**")
    for question in QUESTIONS:
        bob.goes_to(f"/care/ask/{question.name}/")
        look(bob, question.name, ((390, "light"), (1280, "dark")))
        fits(bob)
    bob.page.get_by_role("button", name="Next").click()
    bob.page.wait_for_url("**/care/look-over/")
    look(bob, "looking over, with something missing")
    fits(bob)


@pytest.mark.parametrize(
    ("hours", "then", "name"),
    [
        (2, "", "waiting"),
        (50, "", "missed"),
        (2, "services.pause(asked, then)", "paused"),
        (30, ACCEPT, "with a therapist"),
        (2, "services.cancel(asked, now)", "cancelled"),
    ],
)
def test_every_state(bob, centre, look, hours, then, name):
    is_known(bob, centre.asked_before(hours, then))
    bob.goes_to("/care/")
    look(bob, name)
    fits(bob)


@pytest.mark.parametrize("path", ["/care/right-now/", "/care/other-ways/"])
def test_pages_around_it(bob, look, path):
    bob.goes_to(path)
    look(bob)
    fits(bob)
