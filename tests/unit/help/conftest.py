"""The help room alone: no database is allowed in these tests."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kindward.practice import content_folder
from kindward.safety import HelplineBook, load_helplines
from kindward.site.help.pages import Page, make_pages

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def book() -> HelplineBook:
    return load_helplines(content_folder() / "helplines")


@pytest.fixture(scope="session")
def pages(book: HelplineBook) -> dict[str, Page]:
    """All pages as they ship, on the day the records were checked."""
    return make_pages(book, TODAY)


@pytest.fixture
def stranger() -> Client:
    """Somebody nobody knows."""
    return Client()
