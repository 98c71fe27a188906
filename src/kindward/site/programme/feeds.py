"""The calendar of who follows the eight weeks (RFC 5545): neutral titles, no name, nothing of what is
practised."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar as Ics
from icalendar import Event

from kindward.programme.schedule import days_left, moment
from kindward.site.programme.models import Calendar
from kindward.site.programme.selectors import Following

#: Calendars ask again after this long, where they heed it.
ASK_AGAIN = timedelta(hours=6)


def to_ics(calendar: Calendar, now_following: Following | None, now: datetime) -> bytes:
    """The feed: one event a day from today to the end of the eight weeks; none while they are paused or
    over."""
    ics = Ics()
    ics.add("prodid", "-//Kindward//Minutes a day//EN")
    ics.add("version", "2.0")
    ics.add("calscale", "GREGORIAN")
    ics.add("method", "PUBLISH")
    ics.add("x-wr-calname", "Minutes")
    ics.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    ics.add("x-published-ttl", "PT6H")
    left = days_left(now_following.place, now_following.course.order) if now_following else 0
    if now_following is not None and left:
        ics.add_component(_event(calendar, now_following, left, now))
        ics.add_missing_timezones()
    return bytes(ics.to_ical())


def _event(calendar: Calendar, now_following: Following, left: int, now: datetime) -> Event:
    zone, minutes = ZoneInfo(calendar.zone), now_following.course.minutes
    # By the clock of the calendar's zone, which may show another date than where the person is.
    today = now.astimezone(zone).date()
    start = datetime.combine(today, calendar.at, zone)
    last = moment(today + timedelta(days=left - 1), calendar.at, zone)
    event = Event()
    # The same name however often it is fetched, so that it replaces itself and never doubles.
    event.add("uid", f"{calendar.feed_id}@kindward")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", start)
    event.add("duration", timedelta(minutes=minutes))
    event.add("summary", f"{minutes} minutes")
    event.add("rrule", {"freq": "daily", "until": last})
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event
