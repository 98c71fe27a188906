"""What a browser or another program reports: a session, a check-in. Plain values, already checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionReport:
    """One session as the device saw it. Times aware; offsets in seconds east of UTC; lengths in seconds."""

    key: str
    practice: str
    version: int
    start_time: datetime
    start_zone_offset: int
    end_time: datetime
    end_zone_offset: int
    asked_seconds: int
    seconds_practised: int
    ended: str
    voice: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInReport:
    """One check-in. Every answer may be None: not asked, or not given."""

    key: str
    moment: str
    at: datetime
    session_key: str = ""
    sent_at: datetime | None = None
    warmth: int | None = None
    distress: int | None = None
    ease: int | None = None
    soothing: int | None = None
    hurt: str | None = None
    stopping_me: bool | None = None
    wants_grounding: bool | None = None
