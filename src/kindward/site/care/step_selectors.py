"""Reads: the step that may help a person now, from what they answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from kindward.safety.stepped_care import COMPASSION_FOCUSED, FEWEST_SESSIONS, Facts, Suggestion, suggest
from kindward.site.care.models import Assessment, Quiet
from kindward.site.people.models import Person
from kindward.site.practice.models import CheckIn, Hurt
from kindward.site.progress import selectors
from kindward.site.progress.exports import score_of
from kindward.site.progress.instruments import instruments
from kindward.site.progress.models import PracticeTotal, Response

FLOW_WORDS = {
    "to_others": "warmth to others",
    "from_others": "warmth from others",
    "to_self": "warmth to yourself",
}


def step_for(person: Person | None, now: datetime) -> Suggestion | None:
    """The suggestion of the day; none while the person wants quiet, or has asked for a therapist already.

    Four queries, and one alone for who has hardly begun, however much was practised.
    """
    if person is None:
        return None
    totals = dict(PracticeTotal.objects.filter(person=person).values_list("practice", "sessions"))
    if sum(totals.values()) < FEWEST_SESSIONS or _wants_none(person, now):
        return None
    return suggest(facts_of(person, totals, now))


def facts_of(person: Person, totals: Mapping[str, int], now: datetime) -> Facts:
    """What is known of the person that a step may follow from. ``totals``: sessions by practice."""
    today = now.date()
    lately = CheckIn.objects.of(person).filter(day__gte=today - timedelta(days=15))
    hurts = [(row.day, row.answers.get("hurt")) for row in lately]
    answered = selectors.all_responses_of(person)
    some = (Hurt.PASSED, Hurt.STILL_HERE)
    return Facts(
        sessions=sum(totals.values()),
        hurts_in_a_week=sum(day >= today - timedelta(days=7) and hurt in some for day, hurt in hurts),
        lasting_in_two_weeks=sum(hurt == Hurt.STILL_HERE for _, hurt in hurts),
        hated_self=_share(answered, "fscrs", "hated_self"),
        fears_for_self=_share(answered, "fears", "for_self"),
        worse=[
            FLOW_WORDS[flow]
            for flow, picture in selectors.pictures_from(answered).items()
            if picture.verdict.kind == "worse"
        ],
        slower_sessions=sum(totals.get(slug, 0) for slug in COMPASSION_FOCUSED),
    )


def _wants_none(person: Person, now: datetime) -> bool:
    """Whether the person wants quiet, or has a therapist in sight already."""
    quiet = Quiet.objects.filter(person=person, until__gt=now).values("pk")
    asking = Assessment.objects.filter(person=person, ended_at=None).order_by().values("pk")
    return quiet.union(asking, all=True).exists()


def _share(answered: Sequence[Response], name: str, part: str) -> float | None:
    """The latest score of a subscale as a share of its scale; None where it was never answered or cannot be scored."""
    instrument = instruments().get(name)
    rows = [row for row in answered if row.instrument == name]
    made = score_of(rows[-1]) if rows else None
    if instrument is None or made is None:
        return None
    scale = next((one for one in instrument.subscales if one.name == part), None)
    value = made.subscales.get(scale.name) if scale else None
    if scale is None or value is None:
        return None
    most = len(scale.items) if scale.how == "sum" else 1
    return (value / most - instrument.low) / (instrument.high - instrument.low)
