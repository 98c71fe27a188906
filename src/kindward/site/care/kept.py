"""What is kept of asking for a therapist."""

from __future__ import annotations

from kindward.site.care.models import (
    Assessment,
    Consent,
    Match,
    Message,
    Notice,
    Offer,
    ProposedTime,
    Quiet,
    SetPractice,
    Share,
)
from kindward.site.people.kept import ROW, Kept

_HERE = "it belongs to the centre where you asked, and to a therapist who works there"
_ASKED = ("a therapist to whom it is offered: what you chose to show them",)
_BOTH = ("your therapist",)

KEPT = (
    Kept(
        Assessment,
        "Asking for a therapist",
        sensitive={"answers": "what you need and what you would like"},
        readable={
            "key": ROW,
            "case": "a random name under which the centre’s log speaks of it",
            "zone": "your time zone",
            "begun_at": "when you began",
            "submitted_at": "when you asked",
            "ended_at": "when it was over",
        },
        inner={
            "due_at": "when somebody is to look again whether you still wait",
            "made_up": "whether it is an example and nobody’s",
        },
        ties=("person",),
        shown_to=_ASKED,
        not_taken_in=_HERE,
    ),
    Kept(
        Offer,
        "Therapists who were asked for you",
        sensitive={"reasons": "what fits and what does not"},
        readable={
            "key": ROW,
            "case": "the random name of your asking",
            "round": "at which asking",
            "made_at": "when they were asked",
            "expires_at": "until when",
            "state": "what came of it",
            "answered_at": "when they answered",
            "fit": "how well the two of you fit, in thousandths",
        },
        inner={"reason": "why they could not, which is theirs to tell"},
        ties=("person", "assessment"),
        outside={"therapist": "whom"},
        shown_to=("the therapist who is asked", "coordinators"),
        not_taken_in=_HERE,
    ),
    Kept(
        Match,
        "Your therapist",
        sensitive={"feedback": "what you said after you met"},
        readable={"key": ROW, "made_at": "since when", "ended_at": "until when"},
        ties=("person", "offer", "assessment"),
        outside={"therapist": "who it is"},
        shown_to=("your therapist", "coordinators: that there is one, and since when"),
        not_taken_in=_HERE,
    ),
    Kept(
        Message,
        "Messages between you and your therapist",
        private={"text": "what was written"},
        readable={"key": ROW, "by": "by whom", "at": "when", "read_at": "when it was read"},
        ties=("match",),
        path="match__person",
        shown_to=_BOTH,
        not_taken_in=_HERE,
    ),
    Kept(
        ProposedTime,
        "Times to meet",
        private={"starts_at": "when", "where": "where, or by which number or link"},
        readable={
            "key": ROW,
            "minutes": "how long",
            "modality": "by video, by phone or in person",
            "chosen_at": "when you chose it",
        },
        ties=("match", "message"),
        path="match__person",
        shown_to=_BOTH,
        not_taken_in=_HERE,
    ),
    Kept(
        Notice,
        "Mails about care that are to go out",
        readable={
            "kind": "what it says",
            "facts": "hours, and the address to open",
            "made_at": "when it was written",
            "sent_at": "when it was sent",
        },
        inner={
            "key": "a name by which it is sent once",
            "tries": "how often sending was tried",
            "not_before": "when it is tried next",
        },
        ties=("account",),
        path="account__person",
        not_taken_in=_HERE,
    ),
    Kept(
        Share,
        "Summaries you made for a therapist",
        private={"lines": "what it says, line by line"},
        readable={
            "key": ROW,
            "prepared_at": "when you made it",
            "given_at": "since when it can be read",
            "until": "until when",
            "revoked_at": "when you took it back, and its key was destroyed",
        },
        ties=("person", "match"),
        shown_to=_BOTH,
        not_taken="once you take one back nothing opens it, not even for you; what you agreed to is taken along",
    ),
    Kept(
        Consent,
        "What you agreed to share",
        sensitive={"told": "with whom, what, why and until when"},
        readable={
            "key": ROW,
            "share": "the random name of the summary",
            "given_at": "when you agreed",
            "withdrawn_at": "when you took it back",
        },
        ties=("person",),
        not_taken_in=_HERE,
    ),
    Kept(
        SetPractice,
        "Practices your therapist set",
        sensitive={"told": "which practice, how long, how often, and their note"},
        readable={
            "key": ROW,
            "set_at": "when",
            "declined_at": "when you declined it",
            "ended_at": "when it ended",
            "tells_back": "whether your therapist sees on how many days you practised it",
        },
        ties=("match",),
        path="match__person",
        shown_to=_BOTH,
        not_taken_in=_HERE,
    ),
    Kept(
        Quiet,
        "Quiet about other help",
        readable={"until": "until when nothing is suggested"},
        ties=("person",),
        not_taken_in="it is over soon",
    ),
)
ABOUT_NOBODY = {
    "care.event": "the log of a case under a random name, which nothing ties to you once you delete it",
    "care.therapist": "therapists of this centre, as they tell of themselves",
    "care.licence": "licences of therapists",
    "care.away": "days on which a therapist is away",
    "care.invitation": "invitations to a desk, with a hash of their secret",
    "care.dutysheet": "what the centre has written about its duties",
    "care.work": "which work of the helper is done",
    "care.madeup": "that made-up examples were put in",
}
