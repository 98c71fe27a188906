"""What each field of a helpline record must look like.

Each function returns the value, or raises :class:`Wrong`.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from zoneinfo import available_timezones

from .countries import COUNTRIES

KINDS = ("national", "secondary")
#: Ways of checking by which somebody has made sure that the number answers.
CONFIRMING = ("rung", "confirmed by the organisation")
#: Every way of checking a record. All but :data:`CONFIRMING` are reading, and leave it unverified.
METHODS = (
    *CONFIRMING,
    "read on a stored copy of a public page, not rung",
    "compared in public lists, not rung",
    "public sources, not rung",
)
ALWAYS, SEE_SOURCE, LOCAL = "always", "see source", "local"

_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d"
_WINDOW = re.compile(rf"(?:every day|{_DAY}(?:-{_DAY})?) {_TIME}-(?:{_TIME}|24:00)")
_PHONE = re.compile(r"\+?\d[\d ()-]*\d")
_SMS = re.compile(r"(?:(?P<word>[A-Z]{2,12}) to )?(?P<number>\+?\d[\d ()-]*\d)")


class Wrong(ValueError):
    """What is wrong with a field, and what was expected."""


def digits(number: str) -> str:
    """The number as it is dialled: digits, and a leading ``+`` if it has one."""
    return re.sub(r"[^\d+]", "", number)


def text(value: str) -> str:
    """Any words, but some."""
    if not value:
        raise Wrong("is empty; expected some words")
    return value


def optional(value: str) -> str:
    """Any words, or none."""
    return value


def country(value: str) -> str:
    """Two letters of ISO 3166."""
    if value not in COUNTRIES:
        raise Wrong(f"“{value}” is not a country; expected two capital letters of ISO 3166, such as GB")
    return value


def call(value: str) -> str:
    """A telephone number of 7 to 15 digits (ITU-T E.164 allows 15), or nothing."""
    if value and not (_PHONE.fullmatch(value) and 7 <= len(digits(value).lstrip("+")) <= 15):
        raise Wrong(
            f"“{value}” is not a telephone number of 7 to 15 digits; "
            "expected one such as 0800 068 4141 (a short number goes in short_code, never with +)"
        )
    return value


def short_code(value: str) -> str:
    """A number of 2 to 6 digits that works inside the country only, and so never has a country prefix."""
    if value and not (re.fullmatch(r"\d[\d ]*\d", value) and 2 <= len(digits(value)) <= 6):
        raise Wrong(f"“{value}” is not a short number; expected 2 to 6 digits without +, such as 988")
    return value


def sms(value: str) -> str:
    """A number to text, with the word to send before it if there is one: ``HOME to 741741``."""
    if not value:
        return value
    match = _SMS.fullmatch(value)
    number = digits(match["number"]) if match else ""
    short = 3 <= len(number) <= 6 and not number.startswith("+")
    if not short and not 7 <= len(number.lstrip("+")) <= 15:
        raise Wrong(f"“{value}” cannot be texted; expected such as 988, or HOME to 741741 (never +1988)")
    return value


def split_sms(value: str) -> tuple[str, str]:
    """The word to send (or nothing) and the number as it is dialled, of a valid ``sms`` field."""
    match = _SMS.fullmatch(value)
    return (match["word"] or "", digits(match["number"])) if match else ("", "")


def press(value: str) -> str:
    """The key to press after the call is answered, or nothing."""
    if value and not re.fullmatch(r"[0-9*#]", value):
        raise Wrong(f"“{value}” is not one key; expected a single digit, such as 1")
    return value


def address(value: str) -> str:
    """An https address, or nothing."""
    if value and not re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s\"<>]*)?", value):
        raise Wrong(f"“{value}” is not a web address; expected one that begins with https://")
    return value


def needed_address(value: str) -> str:
    """An https address."""
    if not value:
        raise Wrong("is empty; expected the https:// address of the page that says so")
    return address(value)


def hours(value: str) -> str:
    """``always``, ``see source``, or windows such as ``Mon-Fri 09:00-17:00; Sat 10:00-14:00``."""
    windows = [window.strip() for window in value.split(";")]
    if value not in (ALWAYS, SEE_SOURCE) and not all(_WINDOW.fullmatch(window) for window in windows):
        raise Wrong(
            f"“{value}” are not hours; expected always, see source, or such as every day 10:00-22:00, "
            "or Mon-Fri 09:00-17:00; Sat 10:00-14:00"
        )
    return value


@cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def time_zone(value: str) -> str:
    """A time zone name such as ``Europe/London``; ``local`` for the caller's own; or nothing."""
    if value and value != LOCAL and value not in _time_zones():
        raise Wrong(f"“{value}” is not a time zone; expected one such as Europe/London, or local")
    return value


def kind(value: str) -> str:
    """``national`` or ``secondary``."""
    if value not in KINDS:
        raise Wrong(f"“{value}” is not a kind; expected national or secondary")
    return value


def day(value: str) -> date:
    """A date as year-month-day."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        said = f"“{value}” is not a date" if value else "there is no date"
        raise Wrong(f"{said}; expected the day it was checked, such as 2026-11-23") from None


def method(value: str) -> str:
    """One of :data:`METHODS`."""
    if value not in METHODS:
        raise Wrong(f"“{value}” is not a way of checking; expected {'; or '.join(METHODS)}")
    return value


def emergency_numbers(value: str) -> str:
    """Nothing, or numbers of 2 to 6 digits with `` / `` between them."""
    if value and not all(re.fullmatch(r"\d{2,6}", number) for number in value.split(" / ")):
        raise Wrong(f"“{value}” are not emergency numbers; expected such as 112, or 999 / 112")
    return value
