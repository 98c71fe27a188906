"""A meeting for a calendar (RFC 5545): a neutral title, no name, nothing of what it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from kindward.site.care.models import ProposedTime


def to_ics(time: ProposedTime, now: datetime) -> bytes:
    """One event, in UTC, so that it is right wherever it is opened."""
    ics = Calendar()
    ics.add("prodid", "-//Kindward//Meeting//EN")
    ics.add("version", "2.0")
    ics.add("calscale", "GREGORIAN")
    ics.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{time.key}@kindward")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", time.starts_at.astimezone(UTC))
    event.add("duration", timedelta(minutes=time.minutes))
    event.add("summary", "Appointment")
    if time.where:
        event.add("location", time.where)
    event.add("class", "PRIVATE")
    ics.add_component(event)
    return bytes(ics.to_ical())
