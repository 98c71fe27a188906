"""What a person takes along of the programme: plain values."""

from __future__ import annotations

from typing import Any

from kindward.site.people.exports import Exporter
from kindward.site.people.models import Person
from kindward.site.programme.models import Calendar, Course, Prompt, PushAddress, Reminders, Step, WeekTaps


def programme_of(person: Person) -> dict[str, Any]:
    """Everything that the programme keeps about the person, times in ISO 8601, dates their own."""
    course = Course.objects.filter(person=person).first()
    calendar = Calendar.objects.filter(person=person).first()
    reminders = Reminders.objects.of(person).first()
    return {
        "course": _fields(course, "minutes", "order", "zone", "began_at"),
        "steps": [
            _fields(step, "kind", "week", "on", "at")
            for step in Step.objects.filter(person=person).order_by("at", "pk")
        ],
        "weeks": [
            _fields(taps, "week", "began", "likely", "effort", "went", "was_hard")
            for taps in WeekTaps.objects.of(person).order_by("began", "week")
        ],
        "calendar": _fields(calendar, "at", "zone", "made_at"),
        "reminders": _fields(reminders, "by", "at", "zone", "shows_cue", "began", "ended", "cue"),
        "push_addresses": [
            _fields(address, "endpoint", "made_at")
            for address in PushAddress.objects.filter(person=person).order_by("pk")
        ],
        "prompts": [
            _fields(prompt, "day", "kind", "probability", "due_at", "state", "practised", "opened")
            for prompt in Prompt.objects.filter(person=person).order_by("day")
        ],
    }


def _fields(row: Any, *names: str) -> dict[str, Any] | None:
    if row is None:
        return None
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


EXPORTER = Exporter(
    (Calendar, Course, Prompt, PushAddress, Reminders, Step, WeekTaps),
    lambda person: {"programme": programme_of(person)},
    {"programme": None},
)
