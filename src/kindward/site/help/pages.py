"""The help pages as bytes: made from the book for one day, without a request, a session or a database."""

from __future__ import annotations

import gzip
import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from kindward.safety import Emergency, Helpline, HelplineBook, country_help
from kindward.site.help import wording

HERE = Path(__file__).parent
#: Shown first in the chooser, because we have helplines for them.
FIRST = ("US", "CA", "GB", "IE", "AU", "NZ", "DE", "FR", "ES", "IN")


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: its bytes as they are and compressed, and a tag that changes when they do."""

    body: bytes
    packed: bytes
    tag: str
    kind: str

    @classmethod
    def of(cls, body: bytes, kind: str) -> Page:
        """A page made of ``body``."""
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        return cls(body, gzip.compress(body, 9, mtime=0), tag, kind)


def make_pages(book: HelplineBook, today: date, home: str = "") -> dict[str, Page]:
    """Every address under ``/help/`` with its page. ``home``: the country that ``/help/`` shows, or none.

    Addresses: ``/help/``, ``/help/choose/``, ``/help/none/`` (for one that does not exist), ``/help/xx/`` for
    each country in the book, ``/help/help.css`` and ``/help/icon.svg``.
    """
    engine = Engine(dirs=[str(HERE / "templates")], autoescape=True)
    country = engine.get_template("help/country.html")
    choose = engine.get_template("help/choose.html")
    pages = {f"/help/{code.lower()}/": _page(country, _country(book, code, today)) for code in book.emergency}
    chooser = _chooser(book)
    pages["/help/choose/"] = _page(choose, chooser)
    pages["/help/none/"] = _page(choose, {**chooser, "none": True})
    pages["/help/"] = pages["/help/choose/"]
    if home in book.emergency:
        pages["/help/"] = _page(country, {**_country(book, home, today), "home": True})
    pages["/help/help.css"] = Page.of((HERE / "static/help/help.css").read_bytes(), "text/css; charset=utf-8")
    pages["/help/icon.svg"] = Page.of((HERE / "static/help/icon.svg").read_bytes(), "image/svg+xml")
    return pages


def _page(template: Any, shown: dict[str, Any]) -> Page:
    text = str(template.render(Context(shown)))
    # Line breaks between tags carry nothing, and each byte counts on a bad connection.
    tight = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    return Page.of(tight.encode(), "text/html; charset=utf-8")


def _country(book: HelplineBook, code: str, today: date) -> dict[str, Any]:
    help_ = country_help(book, code, today)
    emergency = help_.emergency
    return {
        "name": emergency.name,
        "emergency": emergency,
        "emergency_ways": wording.emergency_ways(emergency),
        "one_one_two": not emergency.any,
        "national": [_card(line) for line in help_.national],
        "secondary": [_card(line) for line in help_.secondary],
        "hidden": help_.hidden,
        "unverified": not all(line.verified for line in help_.lines),
        "emergency_read": wording.say_date(emergency.verified_on),
    }


def _card(line: Helpline) -> dict[str, Any]:
    return {
        "line": line,
        "ways": wording.ways(line),
        "facts": wording.facts(line),
        "checked": wording.checked(line),
    }


def _chooser(book: HelplineBook) -> dict[str, Any]:
    named = sorted(book.emergency.values(), key=lambda record: _sorted_as(record.name))
    letters = groupby(named, key=lambda record: _sorted_as(record.name)[0].upper())
    return {
        "first": [book.emergency[code] for code in FIRST if code in book.emergency],
        "letters": [(letter, _entries(records)) for letter, records in letters],
    }


def _entries(records: Iterable[Emergency]) -> list[dict[str, Any]]:
    # With its number beside each name, so that this one page, kept offline, is enough anywhere.
    return [{"emergency": record, "ways": wording.short_ways(record)} for record in records]


def _sorted_as(name: str) -> str:
    """Without accents, so that Åland stands under A."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).lower()
