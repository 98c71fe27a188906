"""How a record reads on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kindward.safety import Emergency, Helpline
from kindward.safety.fields import ALWAYS, LOCAL, SEE_SOURCE

_DAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to press: where it leads, and its words."""

    href: str
    words: str
    outside: bool = False

    @property
    def pieces(self) -> list[str]:
        """The words, parted where an address may go on in the next line, so that no word of it is broken."""
        return self.words.split(".")


def say_date(day: date) -> str:
    """``23 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def ways(line: Helpline) -> list[Way]:
    """Every way to reach a line, and where its hours stand if not here.

    A short code is dialled as it is, never with a country prefix.
    """
    found = [
        Way(f"tel:{dialled}", f"Call {written}{f', then press {line.press}' if line.press else ''}")
        for written, dialled in line.numbers
    ]
    if line.sms:
        word = line.text_word
        # Phones disagree about “?body=” and “&body=”; all of them read this one.
        body = f"?&body={word}" if word else ""
        written = line.sms.rpartition(" to ")[2]
        found.append(Way(f"sms:{line.text_number}{body}", f"Text {f'{word} to ' if word else ''}{written}"))
    if line.chat:
        found.append(Way(line.chat, f"Chat at {_site(line.chat)}", outside=True))
    if line.hours == SEE_SOURCE:
        found.append(Way(line.source, f"Hours at {_site(line.source)}", outside=True))
    return found


def _site(address: str) -> str:
    return address.split("/")[2].removeprefix("www.")


def say_hours(line: Helpline) -> str:
    """When the line answers."""
    if line.hours == ALWAYS:
        return "Day and night"
    if line.hours == SEE_SOURCE:
        return "Not at all hours"
    windows = [_say_window(window.strip()) for window in line.hours.split(";")]
    zone = (
        "your local time"
        if line.time_zone == LOCAL
        else f"{line.time_zone.split('/')[-1].replace('_', ' ')} time"
    )
    said = "; ".join(windows)
    return f"{said[0].upper()}{said[1:]}, {zone}"


def _say_window(window: str) -> str:
    days, _, times = window.rpartition(" ")
    for short, whole in _DAYS.items():
        days = days.replace(short, whole)
    start, end = times.split("-")
    return f"{days.replace('-', ' to ')} {start} to {'midnight' if end == '24:00' else end}"


def facts(line: Helpline) -> str:
    """Region, audience, hours, languages and how it was checked, in one line."""
    parts = [line.region] if line.region else []
    if line.audience != "anyone":
        parts.append(f"for {line.audience}")
    parts += [say_hours(line), f"in {line.languages}"]
    said = " · ".join(parts)
    return said[0].upper() + said[1:]


def checked(record: Helpline) -> str:
    """When the record was last checked, and whether anybody has made sure that the number answers."""
    day = say_date(record.verified_on)
    if record.verified:
        return f"Checked {day}"
    return f"Read in a public source on {day}. Nobody has tried it for us yet."


def emergency_ways(record: Emergency) -> list[Way]:
    """What to call now: the number for everything first, then the ambulance, then the police."""
    return [
        *_calls("Call ", record.any),
        *_calls("Call an ambulance: ", record.ambulance),
        *_calls("Call the police: ", record.police),
    ]


def short_ways(record: Emergency) -> list[Way]:
    """The number for everything; where there is none, the ambulance's and the police's."""
    if record.any:
        return _calls("", record.any)
    return _calls("ambulance ", record.ambulance) + _calls("police ", record.police)


def _calls(words: str, numbers: str) -> list[Way]:
    return [Way(f"tel:{number}", f"{words}{number}") for number in numbers.split(" / ") if number]
