"""What may be said about who reviewed a text, and when: for articles and practices alike, in this one place.

Two things are known of each text: what its file says, and what was recorded about it (reviews, and an
editor's words). A record is about the text as it stood: it holds the hash of it, so that whoever edits the
text does not inherit the review.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..practice.check_head import LONGEST_REVIEW as LONGEST_REVIEW

APPROVED = "approved"
CHANGE_FIRST = "change_first"
VERDICTS = (APPROVED, CHANGE_FIRST)

# Who reviewed a text, when, and its place in a list are not part of what was reviewed.
_NOT_REVIEWED = re.compile(r"^(?:reviewer|reviewed_on|due_on|order):")


class State(StrEnum):
    """Where a text stands."""

    DRAFTED = "drafted"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    DUE = "due"
    RETIRED = "retired"


#: What an editor can say of a text. The other two states follow from reviews alone.
EDITORS_WORDS = (State.DRAFTED, State.PUBLISHED, State.RETIRED)


@dataclass(frozen=True, slots=True)
class Review:
    """A named clinician's verdict on one version of a text. ``licence`` is empty where a file has none."""

    by: str
    licence: str
    on: date
    due_on: date
    verdict: str
    content_hash: str

    @property
    def who(self) -> str:
        """Name and licence or profession, as shown."""
        return f"{self.by}, {self.licence}" if self.licence else self.by


@dataclass(frozen=True, slots=True)
class Word:
    """An editor's word: one of :data:`EDITORS_WORDS`, and the day (UTC) on which it was said."""

    state: State
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a text stands today, and why.

    ``review``: the approval that holds for this very text. ``earlier``: without one, the last approval of
    another version. ``asks_changes``: the last verdict on this text, where it asks for changes. ``word``: the
    editor's last. ``shown``: whether readers are led to it.
    """

    state: State
    shown: bool
    review: Review | None = None
    earlier: Review | None = None
    asks_changes: Review | None = None
    word: Word | None = None
    overdue: bool = False

    @property
    def says(self) -> str:
        """The state in a plain sentence or two, for whoever reads the text."""
        said = [self._review_says()]
        if self.state is State.RETIRED and self.word:
            said.append(f"Retired on {say_day(self.word.on)}: it is no longer kept up to date.")
        elif self.word and self.word.state is State.DRAFTED:
            said.append(f"An editor set it back to a draft on {say_day(self.word.on)}.")
        return " ".join(said)

    def _review_says(self) -> str:
        if self.asks_changes:
            return (
                f"A clinician read this text on {say_day(self.asks_changes.on)} and asked for changes. "
                "They are not made yet."
            )
        if self.review:
            said = f"Reviewed by {self.review.who}, on {say_day(self.review.on)}"
            if self.overdue:
                return f"{said}. The next review was due on {say_day(self.review.due_on)} and is late."
            return f"{said}; to be read again by {say_day(self.review.due_on)}."
        if self.earlier:
            return (
                f"{self.earlier.who} reviewed an earlier version on {say_day(self.earlier.on)}. "
                "The text has changed since then, and no clinician has reviewed it as it is now."
            )
        return "No clinician has reviewed it yet."

    @property
    def is_sound(self) -> bool:
        """Whether a clinician's approval of this very text holds today."""
        return self.review is not None and not self.overdue


def content_hash(text: str) -> str:
    """SHA-256 (64 hex digits) of what is reviewed in a file: all of it but for the lines about reviews.

    The place in the list, line endings and blanks at the end of lines make no difference.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    kept = [line.rstrip() for n, line in enumerate(lines) if n > end or not _NOT_REVIEWED.match(line)]
    return hashlib.sha256("\n".join(kept).strip().encode()).hexdigest()


def signed_in_file(
    text: str, reviewer: str | None, reviewed_on: date | None, due_on: date | None
) -> Review | None:
    """The review that a file's own head tells of; it counts for the text it stands in. None without one."""
    if not (reviewer and reviewed_on and due_on):
        return None
    return Review(reviewer, "", reviewed_on, due_on, APPROVED, content_hash(text))


def standing_of(
    present: str, today: date, records: Iterable[Review | Word] = (), in_file: Review | None = None
) -> Standing:
    """Where a text stands.

    ``present`` is its :func:`content_hash`; ``records`` come in the order in which they were made. Of several
    verdicts on the text the one of the latest day counts, and among those of one day the last recorded.
    """
    reviews: list[Review] = [in_file] if in_file else []
    word: Word | None = None
    for record in records:
        if isinstance(record, Word):
            word = record
        else:
            reviews.append(record)
    reviews.sort(key=lambda review: review.on)
    here = [review for review in reviews if review.content_hash == present]
    last = here[-1] if here else None
    holds = last if last and last.verdict == APPROVED else None
    others = [one for one in reviews if one.verdict == APPROVED and one.content_hash != present]
    earlier = None if holds or not others else others[-1]
    known = holds or earlier
    overdue = known is not None and known.due_on < today
    said = word.state if word else None
    return Standing(
        state=_state(holds, overdue, said),
        shown=said not in (State.DRAFTED, State.RETIRED),
        review=holds,
        earlier=earlier,
        asks_changes=last if last and last.verdict == CHANGE_FIRST else None,
        word=word,
        overdue=overdue,
    )


def _state(holds: Review | None, overdue: bool, said: State | None) -> State:
    if said is State.RETIRED:
        return State.RETIRED
    # An editor's “published” does not make up for a review that is missing.
    if said is State.DRAFTED or holds is None:
        return State.DRAFTED
    if overdue:
        return State.DUE
    return State.PUBLISHED if said is State.PUBLISHED else State.REVIEWED


def say_day(day: date) -> str:
    """A day as people say it: ``23 November 2026``."""
    return f"{day.day} {day:%B %Y}"
