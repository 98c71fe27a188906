"""Articles and the editing desk, with axe."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from browser_fixtures import SRC

SMALL, WIDE = 320, 1280
EVERY_WAY = [(width, light) for width in (SMALL, WIDE) for light in ("light", "dark")]


@pytest.mark.parametrize("path", ["/learn/", "/learn/what-research-shows/", "/learn/questions/"])
def test_what_there_is_to_read(visitor, look, path):
    bob = visitor(width=SMALL)
    bob.goes_to(path)
    look(bob, ways=EVERY_WAY)


def has_role(site, name, role):
    env = {key: value for key, value in os.environ.items() if not key.startswith(("KINDWARD_", "DJANGO_"))}
    subprocess.run(
        [sys.executable, "-m", "kindward.site", "role", name, "--add", role],
        env=env | {"KINDWARD_DATA": str(site.data), "PYTHONPATH": str(SRC)},
        check=True,
        capture_output=True,
    )


def test_the_editing_desk_from_a_wrong_day_to_a_review(visitor, look, site):
    rolf = visitor()
    rolf.signs_up("rolf-of-the-desk")
    for role in ("reviewers", "editors"):
        has_role(site, "rolf-of-the-desk", role)
    page = rolf.goes_to("/desk/editing/")
    look(rolf, ways=EVERY_WAY)
    page.get_by_role("link", name="Questions and answers").click()
    page.wait_for_url("**/desk/editing/*/**")
    look(rolf, ways=EVERY_WAY)
    page.get_by_label("Name, as readers see it").fill("Dr Rolf Example")
    page.get_by_label("Profession and licence").fill("psychologist, Norway")
    page.get_by_label("To be read again by").fill(page.get_by_label("Read on").input_value())
    page.get_by_label("It can be used as it is").check()
    rolf.expects_status = {422}
    page.get_by_role("button", name="Record the review").click()
    page.locator(".errorlist").wait_for()
    look(rolf, ways=EVERY_WAY)
    year = int(page.get_by_label("Read on").input_value()[:4]) + 1
    page.get_by_label("To be read again by").fill(f"{year}-06-01")
    page.get_by_role("button", name="Record the review").click()
    page.get_by_text("Reviewed: it can be used as it is").wait_for()
    look(rolf, ways=EVERY_WAY)
    rolf.goes_to("/learn/questions/")
    expect(page.get_by_role("link", name="Reviewed by Dr Rolf Example")).to_be_visible()
