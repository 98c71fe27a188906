"""A device's clock may be wrong. When and by how much is worked out here; nothing is lost over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

#: Differences below this are travel time and everyday drift.
TOLERANCE = timedelta(minutes=5)
#: Nothing was practised here before Kindward existed: an earlier date is a clock that was never set.
EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)
#: From start to end with all pauses; longer means that the clock was changed in between.
LONGEST = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Times:
    """Start and end in UTC as they must have been; ``corrected`` when the device said otherwise."""

    start: datetime
    end: datetime
    corrected: bool


def true_times(
    start: datetime, end: datetime, *, sent_at: datetime | None, now: datetime, practised: timedelta
) -> Times:
    """Put right what a wrong clock reported.

    ``sent_at`` is the device's clock at the moment of sending: its difference from the server's ``now``
    shows how wrong it is, even for a session that waited for days in an offline queue. Without it, only the
    impossible is moved: a session cannot end in the future, nor before Kindward existed.
    """
    reported = (start, end)
    if not start <= end <= start + LONGEST:
        start = end - practised
    off = now - sent_at if sent_at else timedelta(0)
    if abs(off) > TOLERANCE:
        start, end = start + off, end + off
    if end > now + TOLERANCE or start < EARLIEST:
        start, end = now - (end - start), now
    return Times(start, end, corrected=(start, end) != reported)


def local_day(moment: datetime, offset_seconds: int) -> date:
    """The calendar date of ``moment`` where clocks stand ``offset_seconds`` east of UTC."""
    return (moment.astimezone(UTC) + timedelta(seconds=offset_seconds)).date()
