"""Time zones as browsers send them."""

from __future__ import annotations

from zoneinfo import available_timezones


def zone_or_utc(name: str) -> str:
    """The name itself, or UTC for what is none: nobody typed it."""
    return name if name in available_timezones() else "UTC"
