"""``kindward help``: where help is, now, for a country that the person names."""

from __future__ import annotations

import difflib
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from .refusal import Refusal

if TYPE_CHECKING:
    from ..safety import Helpline, HelplineBook


#: What people call a country beside the name in the book of helplines.
OTHER_NAMES = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northern ireland": "GB", "usa": "US", "america": "US", "united states of america": "US", "eire": "IE",
    "republic of ireland": "IE", "holland": "NL", "turkey": "TR", "czech republic": "CZ", "ivory coast": "CI",
    "uae": "AE", "burma": "MM", "swaziland": "SZ", "macedonia": "MK", "drc": "CD",
    "cape verde": "CV", "east timor": "TL", "macau": "MO", "vatican": "VA", "deutschland": "DE",
    "osterreich": "AT", "schweiz": "CH", "suisse": "CH", "espana": "ES", "italia": "IT", "brasil": "BR",
}  # fmt: skip


@click.command(name="help")
@click.argument("country", nargs=-1)
def help_now(country: tuple[str, ...]) -> None:
    """Show crisis help for COUNTRY (such as IE or Ireland). Works offline; nothing is stored or sent."""
    from ..practice.catalogue import content_folder
    from ..safety import HelplineError, load_helplines

    try:
        book = load_helplines(content_folder() / "helplines")
    except HelplineError as error:
        raise Refusal(str(error)) from None
    asked = " ".join(country).strip()
    lines = _country(book, asked, datetime.now().astimezone().date()) if asked else _chooser(book)
    click.echo("\n".join(lines))


def _chooser(book: HelplineBook) -> list[str]:
    out = [
        "If you or someone near you is in danger now, call your country's emergency number.",
        "",
        "To see the numbers for your country: kindward help, and its name or two letters. For instance:",
        "",
    ]
    for country, helplines in sorted(book.lines.items(), key=lambda pair: book.emergency[pair[0]].name):
        first = next((line for line in helplines if line.national), helplines[0])
        out.append(
            f"  kindward help {country}   {book.emergency[country].name}: {first.name}, {_ways(first)}"
        )
    return [*out, "", "Every country's emergency number is here too, whether or not it is in this list."]


def _country(book: HelplineBook, country: str, today: date) -> list[str]:
    from ..safety import country_help

    code = _code(book, country)
    emergency = book.emergency[code]
    numbers = [
        f"{said} {number}"
        for said, number in (
            ("", emergency.any),
            ("police", emergency.police),
            ("ambulance", emergency.ambulance),
        )
        if number
    ]
    out = [emergency.name, "", f"In danger now: {', '.join(numbers).strip() or emergency.note}"]
    shown = country_help(book, code, today)
    for line in shown.lines:
        out += ["", f"{line.name}: {_ways(line)}", f"  {line.what} {_hours(line)}", f"  {_checked(line)}"]
    return out


def _code(book: HelplineBook, country: str) -> str:
    """The two letters of a country that somebody named in their own way; never a guess."""
    names = OTHER_NAMES | {_folded(record.name): code for code, record in book.emergency.items()}
    asked = _folded(country)
    code = names.get(asked, asked.upper())
    if code in book.emergency:
        return code
    near = difflib.get_close_matches(asked, names, 1)
    meant = f"did you mean {book.emergency[names[near[0]]].name}? " if near else ""
    raise Refusal(
        f"country: there is none named “{country}”; {meant}expected a name or two letters such as Ireland or IE "
        "(“kindward help” lists them)"
    )


def _folded(name: str) -> str:
    """Without accents, capitals, marks and a leading “the”: what is typed for it in a hurry."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "").replace("'", "").replace(".", ""))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()
    return " ".join(letters.replace("-", " ").replace("&", " and ").split()).removeprefix("the ")


def _ways(line: Helpline) -> str:
    ways = [f"call {written}" for written, _ in line.numbers]
    if line.sms:
        ways.append(f"text {line.sms}")
    if line.chat:
        ways.append(line.chat)
    return ", ".join(ways)


def _hours(line: Helpline) -> str:
    if line.hours == "always":
        return "Open day and night."
    return (
        "Hours: see their page." if line.hours == "see source" else f"Open {line.hours} ({line.time_zone})."
    )


def _checked(line: Helpline) -> str:
    note = "" if line.verified else "; nobody has rung it to make sure"
    return f"Last checked on {line.verified_on:%Y-%m-%d}{note}."
