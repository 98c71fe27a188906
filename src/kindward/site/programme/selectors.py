"""Reads: where a person is in the eight weeks, and what is due for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest

from kindward.programme import Move, Place, Week, next_week, position, week_before, where
from kindward.programme.today import Due, Profile, due, profile_due
from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.practice.library import catalogue
from kindward.site.practice.models import Session
from kindward.site.practice.selectors import today_of
from kindward.site.programme.library import week
from kindward.site.programme.measures import dates_taken
from kindward.site.programme.models import Calendar, Course, Reminders, Step, WeekTaps

#: From the third day with a session on, reminders are offered, once.
OFFER_FROM_DAYS = 3


@dataclass(frozen=True, slots=True)
class Following:
    """How a person follows the eight weeks, as of ``today``, which is their own date."""

    course: Course
    place: Place
    today: date

    @property
    def week(self) -> Week:
        """The week they are in."""
        return week(self.place.week)

    @property
    def position(self) -> int:
        """Where that week stands in the order they follow, from 1."""
        return position(self.course.order, self.place.week)

    @property
    def next(self) -> Week | None:
        """The week after it in their order."""
        number = next_week(self.course.order, self.place.week)
        return week(number) if number else None

    @property
    def before(self) -> Week | None:
        """The week before it in their order."""
        number = week_before(self.course.order, self.place.week)
        return week(number) if number else None

    @property
    def is_gentle(self) -> bool:
        """Whether kindness brings them fear, as they said."""
        return self.course.order == Course.Order.GENTLE

    def due(self) -> Due:
        """What is due today."""
        return due(
            self.week,
            self.place.day,
            self.course.minutes,
            self.is_gentle,
            catalogue()[self.week.fear.practice],
        )


def somebody(request: HttpRequest) -> Person | None:
    """The person who asks. Without a cookie nobody is looked up, so that the page is the same for all
    newcomers."""
    if not {settings.DEVICE_COOKIE_NAME, settings.SESSION_COOKIE_NAME} & request.COOKIES.keys():
        return None
    return person_of(request)


def following(person: Person | None, now: datetime) -> Following | None:
    """How the person follows the eight weeks; None for who never began."""
    course = Course.objects.filter(person=person).first() if person else None
    if person is None or course is None:
        return None
    today = today_for(person, course, now)
    steps = list(Step.objects.filter(person=person).order_by("at", "pk"))
    days = _days_of_practice(person, steps)
    moves = [Move(step.kind, step.on, step.week) for step in steps]  # type: ignore[arg-type]
    place = where(moves, today, days)
    return Following(course, place, today) if place.state != "none" else None


def today_for(person: Person, course: Course | None, now: datetime) -> date:
    """The person's own date: in the zone they gave, else where they last practised."""
    if course is not None and course.zone:
        return now.astimezone(ZoneInfo(course.zone)).date()
    return today_of(person, now)


def taps_of(person: Person, place: Place, number: int) -> WeekTaps | None:
    """What was tapped in the latest turn of that week."""
    taps = WeekTaps.objects.of(person).filter(week=number)
    if place.week == number and place.began:
        taps = taps.filter(began=place.began)
    return taps.order_by("-began").first()


def profile_offered(person: Person, now_following: Following) -> Profile | None:
    """Which taking of the three-flows profile is offered today, if any."""
    taken = dates_taken(person)
    return profile_due(now_following.place, now_following.course.order, taken, now_following.today)


def week_practices(person: Person, today: date) -> tuple[str, ...] | None:
    """Slugs of the practices of the week the person is in; None when not under way. For the trainer."""
    course = Course.objects.filter(person=person).first()
    if course is None:
        return None
    steps = list(Step.objects.filter(person=person).order_by("at", "pk"))
    place = where([Move(step.kind, step.on, step.week) for step in steps], today)  # type: ignore[arg-type]
    if not place.is_going:
        return None
    now_week = week(place.week)
    if course.order == Course.Order.GENTLE:
        return (now_week.fear.practice, now_week.informal.practice)
    return now_week.practices


def calendar_of(person: Person | None) -> Calendar | None:
    """The person's private calendar address, if they made one."""
    return Calendar.objects.filter(person=person).first() if person else None


def calendar_by_token(token: str) -> Calendar | None:
    """The calendar that this token opens. It has 256 random bits, so a plain hash finds it safely."""
    return Calendar.objects.filter(token_hash=hash_of(token)).select_related("person").first()


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def reminders_by_key(key: str) -> Reminders | None:
    """The reminders that the link in a mail is about."""
    return Reminders.objects.filter(key=key).first()


def reminders_of(person: Person | None) -> Reminders | None:
    """What the person said about reminders; None when they were never asked."""
    return Reminders.objects.of(person).first() if person else None


def may_offer_reminders(person: Person | None) -> bool:
    """Whether reminders are offered: from the third day with a session on, and only until an answer is
    given."""
    if person is None or Reminders.objects.filter(person=person).exists():
        return False
    days = Session.objects.filter(person=person, seconds_practised__gt=0).values("day").distinct()
    return len(days[:OFFER_FROM_DAYS]) >= OFFER_FROM_DAYS


def _days_of_practice(person: Person, steps: list[Step]) -> list[date]:
    """The person's dates with a practice since the turn they are in began."""
    began = next((step.on for step in reversed(steps) if step.kind in (Step.Kind.START, Step.Kind.GO)), None)
    if began is None:
        return []
    sessions = Session.objects.filter(person=person, day__gte=began, seconds_practised__gt=0)
    return list(sessions.order_by("day").values_list("day", flat=True).distinct())
