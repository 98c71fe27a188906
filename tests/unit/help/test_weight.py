"""A help page is light enough for one bar of signal."""

from __future__ import annotations

from kindward.site.help.pages import Page

LIMIT = 13 * 1024


def test_every_help_page_with_its_style_and_picture_is_at_most_13_kb(pages: dict[str, Page]) -> None:
    beside = len(pages["/help/help.css"].packed) + len(pages["/help/icon.svg"].packed)
    heaviest = max(len(page.packed) for path, page in pages.items() if path.endswith("/"))
    assert heaviest + beside <= LIMIT


def test_even_uncompressed_the_page_of_a_country_is_small(pages: dict[str, Page]) -> None:
    assert max(len(page.body) for path, page in pages.items() if len(path) == len("/help/us/")) <= 30 * 1024
