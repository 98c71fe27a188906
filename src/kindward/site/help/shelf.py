"""Where the ready pages stand. They are made at start, and again when the day or a helpline file changes."""

from __future__ import annotations

import logging
import threading
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from kindward.site.help import selectors
from kindward.site.help.pages import FIRST, Page, make_pages

logger = logging.getLogger(__name__)


class Made(NamedTuple):
    """For which day, files and country the pages were made, and the pages."""

    day: date
    files: tuple[tuple[str, int, int], ...]
    home: str
    pages: dict[str, Page]


_lock = threading.Lock()
_made: Made | None = None


def pages() -> dict[str, Page]:
    """All pages by address.

    Should making them anew fail, the pages made before stay: old help is better than none.
    """
    global _made
    made = _made
    if made is not None and _is_current(made):
        return made.pages
    with _lock:
        if _made is not None and _is_current(_made):
            return _made.pages
        try:
            _made = _make()
        except Exception:
            if _made is None:
                raise
            logger.exception("the help pages could not be made anew; those made before are shown")
            _made = _made._replace(day=_today(), files=selectors.state_of_files())
        return _made.pages


def offline_addresses() -> list[str]:
    """What a device keeps from the first visit on: every emergency number, and the countries with helplines.

    Each other country's page is kept once it has been opened.
    """
    codes = [code.lower() for code in (*FIRST, _home()) if code]
    countries = [f"/help/{code}/" for code in dict.fromkeys(codes) if f"/help/{code}/" in pages()]
    return ["/help/choose/", *countries, "/help/help.css", "/help/icon.svg"]


def _today() -> date:
    return timezone.now().date()


def _home() -> str:
    return str(getattr(settings, "KINDWARD_COUNTRY", "") or "").upper()


def _is_current(made: Made) -> bool:
    try:
        return made.day == _today() and made.home == _home() and made.files == selectors.state_of_files()
    except OSError:
        return True


def _make() -> Made:
    day, files, home = _today(), selectors.state_of_files(), _home()
    book, findings = selectors.read_book()
    for finding in findings:
        logger.error("%s (the shipped record is shown instead)", finding)
    return Made(day, files, home, make_pages(book, day, home))
