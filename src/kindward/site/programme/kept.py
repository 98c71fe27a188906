"""What is kept of the eight weeks, the calendar and reminders."""

from __future__ import annotations

from kindward.site.people.kept import Kept
from kindward.site.programme.models import Calendar, Course, Prompt, PushAddress, Reminders, Step, WeekTaps

_ZONE = "your time zone, if you said it"

KEPT = (
    Kept(
        Course,
        "The eight weeks",
        readable={
            "minutes": "how many minutes a day you chose",
            "order": "in which order you take the weeks",
            "zone": _ZONE,
            "began_at": "when you began",
        },
        ties=("person",),
    ),
    Kept(
        Step,
        "Steps in the eight weeks",
        readable={
            "kind": "whether you began, paused, went on or stopped",
            "week": "at which week",
            "on": "on which date of yours",
            "at": "when",
        },
        ties=("person",),
    ),
    Kept(
        WeekTaps,
        "What you tapped about a week",
        sensitive={
            "changed_at": "when you last tapped",
            "taps": "how likely its act was, how much effort it was, how it went, what was hard",
        },
        readable={"week": "which week", "began": "on which date you began it"},
        ties=("person",),
    ),
    Kept(
        Calendar,
        "Your calendar address",
        readable={"at": "at which time of day", "zone": _ZONE, "made_at": "when you asked for it"},
        inner={
            "token_hash": "a hash of the secret in its address",
            "feed_id": "a random name for its entries",
        },
        ties=("person",),
        not_taken_in="its address leads to the Kindward it was made at; make a new one there",
    ),
    Kept(
        Reminders,
        "Reminders",
        private={"cue": "the words you chose for them"},
        readable={
            "by": "whether they come by notification or mail",
            "at": "at which time of day",
            "zone": _ZONE,
            "shows_cue": "whether they may show your words",
            "began": "on which date you turned them on",
            "ended": "why they are off",
        },
        inner={"next_at": "when the next is due", "key": "the secret in the link that switches them off"},
        ties=("person",),
        not_taken_in="nobody is reminded by a Kindward they did not ask; turn them on there",
    ),
    Kept(
        PushAddress,
        "Where your browser takes notifications in",
        readable={
            "endpoint": "an address at the service of your browser’s maker",
            "made_at": "when you allowed it",
        },
        inner={
            "endpoint_hash": "a hash of that address",
            "p256dh": "your browser’s public key",
            "auth": "a secret your browser made for it",
        },
        ties=("person",),
        not_taken_in="your browser gave it to this Kindward alone",
    ),
    Kept(
        Prompt,
        "Days on which a reminder was due",
        readable={
            "day": "which date of yours",
            "kind": "which kind of reminder",
            "probability": "how likely it was to be sent",
            "due_at": "for when it was planned",
            "state": "what became of it",
            "settles_at": "when the day after it is over",
            "practised": "whether you practised then",
            "opened": "whether you opened it",
        },
        inner={
            "key": "the secret in its link",
            "tries": "how often sending was tried",
            "leased_until": "until when one process is sending it",
        },
        ties=("person",),
        not_taken_in="they belong to reminders of this Kindward",
    ),
)
