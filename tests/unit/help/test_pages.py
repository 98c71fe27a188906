"""What the help pages say and what they lead to."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from kindward.safety import HelplineBook
from kindward.site.help.pages import FIRST, Page, make_pages

PAGES = ["/help/", "/help/us/", "/help/gb/", "/help/kp/", "/help/none/"]


def html(pages: dict[str, Page], path: str) -> str:
    return pages[path].body.decode()


def links(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', text)]


class Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]|main", tag):
            self.found.append(tag)


@pytest.mark.parametrize("path", PAGES)
def test_the_first_words_are_for_a_life_in_danger(pages: dict[str, Page], path: str) -> None:
    main = html(pages, path).split("<main", 1)[1]
    assert re.search(r"<h1>If a life is in danger", main)
    headings = Headings()
    headings.feed(html(pages, path))
    assert headings.found[:2] == ["main", "h1"]
    assert headings.found.count("h1") == 1


@pytest.mark.parametrize("path", PAGES)
def test_nobody_has_to_be_suicidal_to_call(pages: dict[str, Page], path: str) -> None:
    assert "You do not have to be suicidal to call" in html(pages, path)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_script_an_inline_style_or_a_form(pages: dict[str, Page], path: str) -> None:
    text = html(pages, path)
    assert not re.search(r"<script|<style|<form|<iframe|\sstyle=|\son\w+=", text)


def test_no_page_loads_anything_from_elsewhere(pages: dict[str, Page]) -> None:
    for page in pages.values():
        text = page.body.decode()
        assert not re.search(r'(?:src|srcset|poster)="', text)
        assert set(re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', text)) <= {
            "/help/help.css",
            "/help/icon.svg",
        }
    assert "url(" not in pages["/help/help.css"].body.decode()


def test_without_a_country_there_is_a_choice_and_not_the_us(pages: dict[str, Page]) -> None:
    text = html(pages, "/help/")
    assert "Where are you?" in text
    assert "tel:988" not in text
    assert all(f"/help/{code.lower()}/" in links(text) for code in FIRST)


def test_the_chooser_leads_to_every_country_and_each_link_has_a_page(
    pages: dict[str, Page], book: HelplineBook
) -> None:
    leads = {link for link in links(html(pages, "/help/")) if re.fullmatch(r"/help/../", link)}
    assert leads == {f"/help/{code.lower()}/" for code in book.emergency}
    assert leads <= set(pages)


def test_countries_stand_in_order_whatever_their_accents(pages: dict[str, Page]) -> None:
    text = html(pages, "/help/choose/")
    assert text.index("Afghanistan") < text.index("Åland Islands") < text.index("Albania")


def test_the_chooser_alone_has_every_emergency_number(pages: dict[str, Page]) -> None:
    text = html(pages, "/help/choose/")
    assert '<a href="/help/is/">Iceland</a> <a href="tel:112">112</a>' in text
    assert (
        '<a href="/help/jp/">Japan</a> <a href="tel:119">ambulance 119</a> <a href="tel:110">police 110</a>'
        in text
    )
    assert '<a href="/help/kp/">North Korea</a> not known' in text


def test_988_is_dialled_as_it_is(pages: dict[str, Page]) -> None:
    text = html(pages, "/help/us/")
    assert {"tel:911", "tel:988", "sms:988", "sms:838255", "sms:741741?&body=HOME"} <= set(links(text))
    assert "Call 988, then press 1" in text
    assert "Call 988, then press 2" in text
    assert not any("+1988" in link or "1988" in link for link in links(text))


def test_every_number_on_every_page_can_be_dialled(pages: dict[str, Page]) -> None:
    for path, page in pages.items():
        for link in links(page.body.decode()):
            if link.startswith("tel:"):
                assert re.fullmatch(r"tel:\+?\d{2,15}", link), (path, link)
            elif link.startswith("sms:"):
                assert re.fullmatch(r"sms:\+?\d{3,15}(\?&body=[A-Z]+)?", link), (path, link)


def test_emergency_numbers_come_first_the_ambulance_before_the_police(pages: dict[str, Page]) -> None:
    assert links(html(pages, "/help/cn/").split("<main", 1)[1])[:2] == ["tel:120", "tel:110"]
    assert links(html(pages, "/help/gb/").split("<main", 1)[1])[:2] == ["tel:999", "tel:112"]


def test_a_country_we_know_nothing_of_says_so(pages: dict[str, Page]) -> None:
    text = html(pages, "/help/kp/")
    assert "We do not know an emergency number for North Korea." in text
    assert "no promise that it works where you are" in text
    assert links(text.split("<main", 1)[1])[0] == "tel:112"


def test_each_record_shows_when_it_was_read_and_that_nobody_has_rung_it(
    pages: dict[str, Page], book: HelplineBook
) -> None:
    text = html(pages, "/help/gb/")
    said = "Read in a public source on 23 November 2026. Nobody has tried it for us yet."
    assert text.count(said) == len(book.lines["GB"])
    assert "If one does not answer, try the next." in text
    assert "read 23 November 2026 and, as it must not be rung to try it, not rung" in text


def test_the_page_says_what_is_not_kept(pages: dict[str, Page]) -> None:
    for path in PAGES:
        assert "Kindward does not see that you opened this page." in html(pages, path)


def test_there_is_a_way_back_and_the_same_help_link_as_everywhere(pages: dict[str, Page]) -> None:
    for path in PAGES:
        text = html(pages, path)
        assert 'href="/" aria-label="Kindward, first page"' in text
        assert '<a href="/help/" rel="help" aria-current="page">Need help now?</a>' in text
        assert '<a href="/">Back to Kindward</a>' in text


def test_half_a_year_later_secondary_lines_are_gone_and_said_to_be(book: HelplineBook) -> None:
    pages = make_pages(book, date(2027, 5, 22))
    text = html(pages, "/help/gb/")
    assert "Samaritans" in text
    assert "tel:999" in links(text)
    assert "Childline" not in text
    secondary = sum(not line.national for line in book.lines["GB"])
    assert secondary > 4
    assert f"{secondary} more lines are not shown" in text


def test_a_home_country_is_shown_first_with_the_choice_beside_it(book: HelplineBook) -> None:
    pages = make_pages(book, date(2026, 11, 23), home="IE")
    text = html(pages, "/help/")
    assert "tel:116123" in links(text)
    assert "/help/choose/" in links(text)
    assert "Whoever runs this Kindward chose Ireland." in text
    assert "Where are you?" in html(pages, "/help/choose/")


def test_hours_are_said_in_words(pages: dict[str, Page]) -> None:
    assert "Every day 17:00 to midnight, London time" in html(pages, "/help/gb/")
    assert "Monday to Saturday 14:00 to 20:00, Berlin time" in html(pages, "/help/de/")
    assert "Every day 15:00 to midnight, your local time" in html(pages, "/help/au/")
