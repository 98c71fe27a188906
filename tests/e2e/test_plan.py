"""Today's practice, the plan and the questions in a real browser: what changes, that it says why, and by keyboard."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = [(390, "dark"), (1280, "light")]
numbers = itertools.count()

WORDS = """\
licence: Made up for this test.
intro: In the last two weeks, how often was there
items: [one, two, three, four, five, six, seven, eight, "nine, the hard one"]
options: [never, seldom, often, always]
low: never
high: always
"""


def practised(person, practice, hours_ago, **said):
    """A minute of practice and what was tapped after it, told as the page's own script tells it."""
    number = next(numbers)
    start = datetime.now(UTC) - timedelta(hours=hours_ago)
    end = start + timedelta(minutes=1)
    session = {
        "key": f"session-{number:04}", "practice": practice, "version": 1, "start_time": start.isoformat(),
        "start_zone_offset": 0, "end_time": end.isoformat(), "end_zone_offset": 0, "asked_seconds": 60,
        "seconds_practised": 60, "ended": "finished",
    }  # fmt: skip
    tell(person, "sessions", session)
    if said:
        about = {
            "key": f"check-in-{number:04}",
            "session": session["key"],
            "moment": "after",
            "at": end.isoformat(),
        }
        tell(person, "check-ins", about | said)


def tell(person, what, body):
    headers = {"Origin": person.site.url, "Sec-Fetch-Site": "same-origin"}
    answer = person.context.request.post(f"{person.site.url}/api/v1/{what}", data=body, headers=headers)
    assert answer.status == 201, answer.text()


def title(person):
    return person.goes_to("/").locator("h1").inner_text()


def test_after_two_hurts_the_first_page_changes_and_says_why(bob):
    practised(bob, "loving-kindness", 30)
    before = title(bob)
    assert "hurt" not in bob.page.locator(".why").inner_text()
    practised(bob, before_slug(bob), 20, hurt="passed")
    practised(bob, "loving-kindness", 2, hurt="still_here")
    after = title(bob)
    assert after not in (before, "Loving-kindness")
    why = bob.page.locator(".why").inner_text()
    assert why.startswith("Because practice has hurt lately: short today, turned outward")
    bob.page.reload()
    assert bob.page.locator("h1").inner_text() == after


def before_slug(person):
    return person.page.locator("form[data-begin]").get_attribute("action").split("/")[2]


def test_something_else_shows_two_offers_and_either_begins(bob):
    practised(bob, "five-senses", 3, soothing=3)
    page = bob.goes_to("/")
    page.get_by_role("link", name="Something else").click()
    offers = page.locator("#else .door")
    offers.first.wait_for()
    expect(offers).to_have_count(2)
    assert {page.locator("h1").inner_text()}.isdisjoint(offers.locator("b").all_inner_texts())
    offers.nth(1).click()
    bob.waits_for_state("playing")


def test_the_plan_is_made_by_keyboard_and_followed(bob):
    practised(bob, "five-senses", 3)
    page = bob.goes_to("/you/plan/")
    page.get_by_label("It varies").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.get_by_label("3 min", exact=True).is_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.get_by_label("To others").is_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Soles")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(bob.site.url + "/")
    assert page.locator("h1").inner_text() == "Soles of the feet"
    assert "Because you asked for this one." in page.locator(".why").inner_text()
    page = bob.goes_to("/you/plan/")
    assert page.get_by_label("3 min", exact=True).is_checked()
    assert page.get_by_label("To others").is_checked()


def test_questions_one_at_a_time_by_keyboard_and_on_from_there_after_a_reload(bob):
    page = bob.goes_to("/you/measure/three-flows/")
    shown = page.locator("[data-item]:visible")
    expect(shown).to_have_count(1)
    shown.get_by_label("0", exact=True).focus()
    for number in range(1, 5):
        assert f"{number} of 12" in shown.inner_text()
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    page.get_by_text("Kept.", exact=True).wait_for()
    page.reload()
    assert "5 of 12" in shown.inner_text()
    shown.get_by_label("0", exact=True).focus()
    for _ in range(5, 12):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    assert "12 of 12" in shown.inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/you/measure/three-flows/*/")
    page.get_by_role("heading", name="Your three directions").wait_for()
    page.get_by_text("See the numbers", exact=True).click()
    answers = bob.context.request.get(f"{bob.site.url}/api/v1/responses").json()["responses"]
    assert [one["answers"] for one in answers] == [[6, 6, 6, 6, *[1] * 8]]


def test_help_comes_before_any_score_when_an_answer_calls_for_it(own_site, guest):
    folder = own_site.data / "instruments"
    folder.mkdir()
    (folder / "phq-9.yml").write_text(WORDS)
    bob = guest(own_site.start())
    page = bob.goes_to("/you/measure/phq-9/")
    page.get_by_role("button", name="All on one page").click()
    for group in page.locator("[data-item]").all():
        group.get_by_label("seldom").check()
    with page.expect_navigation() as sent:
        page.get_by_role("button", name="Done").click()
    assert (sent.value.request.method, sent.value.status) == ("POST", 200)
    assert page.locator("h1").inner_text() == "You are not alone with this"
    text = page.locator("main").inner_text()
    assert text.index("Somebody to talk to now") < text.index("Thank you for answering")
    expect(page.get_by_role("cell").first).to_be_hidden()
    assert Axe().run(page, options=RULES).response["violations"] == []
    page.get_by_role("link", name="Somebody to talk to now").click()
    page.wait_for_url("**/help/**")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_what_is_chosen_planned_and_asked_is_for_everyone_and_fits(visitor, width, scheme):
    alice = visitor(width=width, color_scheme=scheme)
    for hours in (2, 30, 60):
        practised(alice, "five-senses", hours, soothing=3, hurt="no")
    for number, at in enumerate((20, 1)):
        given = datetime.now(UTC) - timedelta(days=at)
        body = {"key": f"answers-{number}", "instrument": "three-flows", "answers": [7, 5, 2 + number] * 4}
        tell(alice, "responses", body | {"at": given.isoformat()})
    for path in ("/", "/?else=1", "/you/", "/you/plan/", "/you/measure/", "/you/measure/three-flows/"):
        page = alice.goes_to(path)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        page.evaluate("for (const change of document.getAnimations()) change.finish()")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert Axe().run(page, options=RULES).response["violations"] == [], path
    page.goto(f"{alice.site.url}/you/")
    expect(page.get_by_role("img", name="To yourself, over time")).to_be_visible()
    expect(page.get_by_role("img", name="Five senses, how soothing")).to_be_visible()


@pytest.mark.parametrize("width", [1280])
def test_on_a_wide_page_a_scale_is_one_row_with_its_words_under_the_first_and_the_last(visitor, width):
    page = visitor(width=width).goes_to("/you/measure/three-flows/")
    item = page.locator("[data-item].now")
    cells = [cell.bounding_box() for cell in item.locator(".choices label").all()]
    assert len(cells) == 11
    assert len({round(cell["y"]) for cell in cells}) == 1
    assert min(cell["width"] for cell in cells) >= 24
    assert min(cell["height"] for cell in cells) >= 44
    low, high = (words.bounding_box() for words in item.locator(".ends span").all())
    assert abs(low["x"] - cells[0]["x"]) < 4
    assert abs(high["x"] + high["width"] - cells[-1]["x"] - cells[-1]["width"]) < 4
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
