"""Reads: what a person has practised in a month, how it was for them, and all of it for taking along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from kindward.measure.instrument import Instrument
from kindward.measure.practised import Practised, last_day
from kindward.measure.profile import Answered, FlowPicture, picture_of
from kindward.site.people.models import Person
from kindward.site.practice.clock import local_day
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import CheckIn, Session
from kindward.site.progress.instruments import instruments
from kindward.site.progress.models import DayTotal, Draft, PracticeTotal, Response
from kindward.site.progress.words import FlowLine, say_flow

#: Sessions of a month that its page lists one by one; the circles and sums hold all of them.
LISTED = 40


@dataclass(frozen=True, slots=True)
class Kept:
    """A month of a person's practice, and what the page says around it.

    ``first`` is the first of the month shown, ``today`` the date where the person last practised, ``totals``
    what each day comes to, ``sessions`` the newest :data:`LISTED` in order of start, ``unlisted`` how many
    there are beside them, ``earliest`` and ``latest`` the dates of the first and last of all sessions.
    """

    first: date
    today: date
    totals: list[DayTotal]
    sessions: list[Session]
    earliest: date | None
    latest: date | None
    #: Whether the newest session is missing from the sums, as after rows were restored by hand.
    is_uncounted: bool = False

    @property
    def is_this_month(self) -> bool:
        """Whether today is in the month shown."""
        return self.first == self.today.replace(day=1)

    @property
    def unlisted(self) -> int:
        """Sessions of the month that are not listed."""
        return max(0, sum(total.sessions for total in self.totals) - len(self.sessions))

    @property
    def practised(self) -> list[Practised]:
        """What the month's days come to, as the library adds it up."""
        return [
            Practised(total.day, total.seconds, script.flows if script else None)
            for total in self.totals
            for script in [catalogue().get(total.practice)]
        ]


def kept_of(person: Person | None, asked: date | None, now: datetime) -> Kept:
    """The month that begins on ``asked``, or the present one; a month still to come is not shown.

    Four queries, however much was practised, and none for who has saved nothing.
    """
    latest = all_sessions_of(person).order_by("-start_time", "-pk").first() if person else None
    today = local_day(now, latest.end_zone_offset if latest else 0)
    first = min(asked or today, today).replace(day=1)
    if latest is None:
        return Kept(first, today, [], [], None, None)
    days = DayTotal.objects.filter(person=person)
    month = (first, last_day(first))
    earliest = days.order_by("day").first()
    newest = Session.objects.filter(person=person, day__range=month).order_by("-day", "-start_time", "-pk")
    totals = list(days.filter(day__range=month).order_by("day", "practice"))
    counted = earliest is not None and (
        not month[0] <= latest.day <= month[1]
        or any((one.day, one.practice) == (latest.day, latest.practice) for one in totals)
    )
    listed = sorted(newest[:LISTED], key=lambda session: (session.start_time, session.pk))
    return Kept(first, today, totals, listed, earliest.day if earliest else None, latest.day, not counted)


def practice_totals_of(person: Person | None) -> list[PracticeTotal]:
    """The practices the person has answered about, the most answered first."""
    if person is None:
        return []
    told = [total for total in PracticeTotal.objects.of(person) if total.answered]
    return sorted(told, key=lambda total: (-total.answered, total.practice))


def all_sessions_of(person: Person | None) -> QuerySet[Session]:
    """Every session of the person, in order of start; none for who has saved nothing."""
    return (
        Session.objects.filter(person=person).order_by("start_time", "pk")
        if person
        else Session.objects.none()
    )


def all_check_ins_of(person: Person | None, *related: str) -> list[CheckIn]:
    """Every check-in of the person, in order of time; none for who has saved nothing."""
    if person is None:
        return []
    theirs = CheckIn.objects.of(person)
    rows = theirs.select_related(*related) if related else theirs
    return sorted(rows, key=lambda row: (row.at, row.pk))


def all_responses_of(person: Person | None) -> list[Response]:
    """Every response of the person, older first; none for who has saved nothing."""
    return responses_of(person) if person else []


def responses_of(person: Person, *instruments: str) -> list[Response]:
    """The person's responses, older first; with names of instruments, to those alone."""
    theirs = Response.objects.of(person)
    asked = theirs.filter(instrument__in=instruments) if instruments else theirs
    return sorted(asked, key=lambda row: (row.at, row.pk))


def dates_of(person: Person, instrument: str) -> list[date]:
    """The person's own dates on which they answered that instrument, older first."""
    days = Response.objects.filter(person=person, instrument=instrument).order_by("day")
    return list(days.values_list("day", flat=True))


def response_of(person: Person, instrument: str, key: str) -> Response | None:
    """One response of the person, or None."""
    return Response.objects.of(person).filter(instrument=instrument, key=key).first()


def drafts_of(person: Person) -> QuerySet[Draft]:
    """What the person has begun to answer."""
    return Draft.objects.of(person)


def pictures_of(person: Person | None) -> dict[str, FlowPicture]:
    """The three flows as far as the person has measured them. One query."""
    if person is None:
        return {}
    with_flows = _with_flows()
    return pictures_from(responses_of(person, *with_flows) if with_flows else [])


def pictures_from(responses: Iterable[Response]) -> dict[str, FlowPicture]:
    """The three flows from responses that were read already, older first."""
    with_flows = _with_flows()
    return picture_of(
        [
            Answered(with_flows[row.instrument], row.day, tuple(row.answers))
            for row in responses
            if row.instrument in with_flows and len(row.answers) == with_flows[row.instrument].items
        ]
    )


def _with_flows() -> dict[str, Instrument]:
    return {name: one for name, one in instruments().items() if one.flows}


def flow_lines(pictures: dict[str, FlowPicture]) -> list[FlowLine]:
    """One line of words for each measured flow, in the order of the flows."""
    return [say_flow(picture) for picture in pictures.values()]


def levels_of(pictures: dict[str, FlowPicture]) -> list[tuple[float, float]]:
    """Level and error of the three flows, in their order; a flow not measured is closed."""
    names = ("to_others", "from_others", "to_self")
    return [(pictures[n].level, pictures[n].error) if n in pictures else (0.0, 0.0) for n in names]
