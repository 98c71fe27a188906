"""``kindward help``: where help is, now, for a country that the person names."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from .refusal import Refusal

if TYPE_CHECKING:
    from ..safety import Helpline, HelplineBook


@click.command(name="help")
@click.argument("country", required=False)
def help_now(country: str | None) -> None:
    """Show crisis help for COUNTRY (two letters, such as GB). Works offline; nothing is stored or sent."""
    from ..practice.catalogue import content_folder
    from ..safety import HelplineError, load_helplines

    try:
        book = load_helplines(content_folder() / "helplines")
    except HelplineError as error:
        raise Refusal(str(error)) from None
    lines = _chooser(book) if country is None else _country(book, country, datetime.now().astimezone().date())
    click.echo("\n".join(lines))


def _chooser(book: HelplineBook) -> list[str]:
    out = [
        "If you or someone near you is in danger now, call your country's emergency number.",
        "",
        "To see the numbers for your country: kindward help, and its two letters. For instance:",
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

    code = {"UK": "GB"}.get(country.upper(), country.upper())
    if code not in book.emergency:
        raise Refusal(f"country: there is none named “{country}”; expected two letters such as US, GB or IN")
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
