"""What is kept of practising."""

from __future__ import annotations

from kindward.site.people.kept import DAY, ROW, Kept
from kindward.site.practice.models import CheckIn, Session

KEPT = (
    Kept(
        Session,
        "Sessions",
        readable={
            "key": ROW,
            "practice": "which practice it was",
            "version": "in which version of its script",
            "kind": "of which kind it was, such as meditation or breathing",
            "start_time": "when you began",
            "start_zone_offset": "in which time zone you began",
            "end_time": "when you ended",
            "end_zone_offset": "in which time zone you ended",
            "day": "your own date when you began",
            "asked_seconds": "how long you had asked for",
            "seconds_practised": "how long you practised",
            "ended": "how it ended",
            "voice": "which voice spoke",
            "received_at": "when this server got to know of it",
            "reported_start_time": "what your device’s clock said at the beginning, if it was wrong",
            "reported_end_time": "what your device’s clock said at the end, if it was wrong",
        },
        ties=("person",),
        shown=("day", "practice", "seconds_practised", "ended"),
    ),
    Kept(
        CheckIn,
        "Check-ins",
        sensitive={
            "at": "at which time of day you answered",
            "answers": "what you answered: warmth, distress, ease, what soothed, whether anything hurt",
        },
        readable={
            "key": ROW,
            "session_key": "to which session it belongs",
            "moment": "whether it was before or after a session",
            "day": DAY,
        },
        ties=("person", "session"),
        shown=("day", "moment", "answers"),
    ),
)
