"""What may go into a summary for a therapist, as lines in plain words. Nothing else of a person's is ever read for it.

:data:`FROM` says, field by field, what each topic is made of; :data:`NEVER` names the models that no summary opens. A
model or field that is in neither breaks the build, so that nothing new is shared by accident.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kindward.site.people.models import Person
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import Hurt
from kindward.site.progress import selectors
from kindward.site.progress.exports import score_of
from kindward.site.progress.instruments import instruments

#: How far back a summary looks.
WEEKS = 8
#: Questionnaires told of, the latest of each.
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be shared: its name, what the person reads before they choose it, and its lines."""

    name: str
    title: str
    explained: str
    lines: Callable[[Person, datetime], list[str]]


def practice(person: Person, now: datetime) -> list[str]:
    """How much, and which practices, in the last eight weeks."""
    since = (now - timedelta(weeks=WEEKS)).date()
    sessions = [one for one in selectors.all_sessions_of(person) if one.day >= since]
    if not sessions:
        return []
    minutes = round(sum(one.seconds_practised for one in sessions) / 60)
    days = len({one.day for one in sessions})
    told = [f"In the last {WEEKS} weeks I practised on {days} days, {minutes} minutes in all."]
    by_slug: dict[str, int] = {}
    for one in sessions:
        by_slug[one.practice] = by_slug.get(one.practice, 0) + 1
    for slug, count in sorted(by_slug.items(), key=lambda pair: (-pair[1], pair[0])):
        script = catalogue().get(slug)
        told.append(f"{script.title if script else slug}: {count} {'time' if count == 1 else 'times'}.")
    return told


def check_ins(person: Person, now: datetime) -> list[str]:
    """How soothing practice was, and whether it hurt, in the last eight weeks."""
    since = (now - timedelta(weeks=WEEKS)).date()
    rows = [one for one in selectors.all_check_ins_of(person) if one.day >= since]
    soothing = [one.answers["soothing"] for one in rows if one.answers.get("soothing") is not None]
    hurts = [one.answers["hurt"] for one in rows if one.answers.get("hurt")]
    told = []
    if soothing:
        told.append(
            f"Asked {len(soothing)} times how soothing it was (0 not at all, 4 very), I said "
            f"{sum(soothing) / len(soothing):.1f} on average."
        )
    if hurts:
        passed, stayed = hurts.count(Hurt.PASSED), hurts.count(Hurt.STILL_HERE)
        told.append(
            f"Asked {len(hurts)} times whether anything hurt: {passed} times a little, and it passed; "
            f"{stayed} times yes, and it was still there."
        )
    return told


def answers(person: Person, _now: datetime) -> list[str]:
    """The latest answers to each questionnaire, item by item, with its sums and no verdict."""
    latest = {row.instrument: row for row in selectors.all_responses_of(person)}
    told: list[str] = []
    for name, row in sorted(latest.items()):
        instrument = instruments().get(name)
        if instrument is None:
            continue
        given = ", ".join("–" if value is None else str(value) for value in row.answers)
        told.append(f"{instrument.title}, {row.day:%-d %B %Y}, item by item: {given}.")
        if made := score_of(row):
            parts = {**made.subscales, **({} if made.total is None else {"total": made.total})}
            said = "; ".join(
                f"{part.replace('_', ' ')} {value:g}" for part, value in parts.items() if value is not None
            )
            if said:
                told.append(f"{instrument.title}, sums: {said}.")
    return told


TOPICS = (
    Topic(
        "practice",
        "What I practised",
        f"Days, minutes and which practices, in the last {WEEKS} weeks.",
        practice,
    ),
    Topic(
        "check-ins", "How practice was for me", "How soothing it was, and whether anything hurt.", check_ins
    ),
    Topic(
        "answers",
        "My answers to questions",
        "The latest answers to each set of questions, with their sums.",
        answers,
    ),
)
BY_NAME: Mapping[str, Topic] = {topic.name: topic for topic in TOPICS}
#: Own words are a topic too; they are typed for this and taken from nowhere.
OWN_WORDS = "own-words"

#: By model: the fields that topics read.
FROM: Mapping[str, Mapping[str, str]] = {
    "practice.session": {"practice": "practice", "day": "practice", "seconds_practised": "practice"},
    "practice.checkin": {"answers": "check-ins", "day": "check-ins", "at": "check-ins"},
    "progress.response": {"answers": "answers", "instrument": "answers", "day": "answers", "at": "answers"},
}
#: Fields of those models that no topic tells.
WITHHELD: Mapping[str, frozenset[str]] = {
    "practice.session": frozenset(
        {
            "key", "version", "kind", "start_time", "start_zone_offset", "end_time", "end_zone_offset", "asked_seconds",
            "ended", "voice", "received_at", "reported_start_time", "reported_end_time", "person",
        }
    ),
    "practice.checkin": frozenset({"key", "session_key", "moment", "person", "session"}),
    "progress.response": frozenset({"key", "person"}),
}  # fmt: skip
#: Models of which nothing goes into any summary, with the reason.
NEVER: Mapping[str, str] = {
    "progress.draft": "not finished, so not said",
    "progress.practicetotal": "sums of what is there already",
    "progress.daytotal": "sums of what is there already",
}
#: Rooms that no summary opens at all.
NEVER_ROOMS: Mapping[str, str] = {
    "journal": "what somebody writes is theirs alone",
    "people": "accounts and devices",
    "account": "accounts",
    "mfa": "keys",
    "programme": "how somebody follows the eight weeks",
    "trainer": "what the program has guessed",
    "care": "what the two have with each other is there already",
    "sealing": "keys",
    "audit": "who looked",
    "yours": "export, deletion",
    "safekeeping": "backups",
}
