"""Writes: a made-up centre, for trying everything, and taking it away again. Nobody in it is real."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from kindward.site.audit.actors import OPERATOR
from kindward.site.audit.services import record
from kindward.site.care import context, offers, services
from kindward.site.care.models import Assessment, DutySheet, Licence, MadeUp, Match, Offer, Therapist
from kindward.site.care.roles import COORDINATOR, THERAPIST
from kindward.site.people.adapter import RESERVED
from kindward.site.people.models import Account, Person

#: Begins the keys of devices that are made up, and signs what the made-up centre writes.
MARK = "made-up"
WEEK = ("mon-am", "mon-pm", "tue-pm", "tue-ev", "wed-am", "thu-ev", "fri-pm", "sat-am")
#: Name, jurisdictions, specialties, style, approaches, gender, languages, fee, places.
_THERAPISTS: tuple[tuple[Any, ...], ...] = (
    ("Robin Vale", "US-WA US-OR", "shame self-criticism trauma", "warm", "compassion-focused emdr", "woman",
     "en", 110, 3),
    ("Jonas Brook", "US-WA US-CA", "grief low-mood loneliness", "exploring", "psychodynamic", "man", "en es", 95, 2),
    ("Ines Marlow", "US-CA US-NY", "anxiety perfectionism burnout sleep", "structured", "cbt act", "woman",
     "en es", 120, 3),
    ("Tomasz Hale", "US-NY IE", "anger relationships parenting", "direct", "schema dbt", "man", "en pl", 100, 2),
    ("Sunniva Reed", "IE GB", "shame eating body-image", "warm", "compassion-focused mindfulness", "non-binary",
     "en", 80, 2),
    ("Amal Winter", "US-WA US-CA US-NY", "trauma identity caregiving", "warm", "emotion-focused narrative", "woman",
     "en ar", 130, 1),
)  # fmt: skip
#: Hours waited, jurisdiction, needs, languages; a therapist who says yes, where there is one.
_WAITING: tuple[tuple[Any, ...], ...] = (
    (2, "US-WA", "shame self-criticism", "en", ""),
    (13, "US-CA", "anxiety sleep", "en", ""),
    (26, "US-NY", "grief", "en", ""),
    (45, "IE", "burnout", "en", ""),
    (51, "US-OR", "anger", "en", ""),
    (30, "US-WA", "trauma", "en", "Robin Vale"),
)
#: Every account that is made, and no other: somebody real may be called “made-up-mind”.
NAMES = ("coordinator", *(row[0].split()[0].lower() for row in _THERAPISTS))
_ABOUT = (
    "I have sat with people for many years, most of them hard on themselves.\n\nIn the first hour we talk about what "
    "brings you and what you would like to be different. You need not prepare anything, and you may stop at "
    "any time.\n\n"
    "(This person is made up.)"
)
_SHEET = {
    "jurisdictions": ["US-WA", "US-OR", "US-CA", "US-NY", "IE", "GB"],
    "night_cover": "nobody, for this centre is made up",
    "threat_procedure": "Made up. A real centre writes here what is done, by whom and in what order.",
    "emergency_contact": "nobody, for this centre is made up; real help is under “Need help now?”",
    "licence_evidence": "Made up: every licence number here begins with MADE-UP.",
    "retention": "Until the made-up centre is taken away.",
    "complaints": "to nobody, for this centre is made up",
}


class NotAlone(Exception):
    """There is a real centre here, which a made-up one must not be mixed with."""


class NameTaken(Exception):
    """Somebody real has a name that an account of the centre would have; the message is that name."""


@dataclass(slots=True)
class Demo:
    """What was made: names and passwords to sign in with, shown this once."""

    therapists: int = 0
    waiting: int = 0
    logins: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def make(now: datetime) -> Demo:
    """Make the centre. Raises :class:`NotAlone` where there are real therapists or a real duty sheet, and
    :class:`NameTaken` where somebody has a name that it needs."""
    if (
        Therapist.objects.filter(made_up=False).exists()
        or DutySheet.objects.exclude(written_by__in=_writers()).exists()
    ):
        raise NotAlone
    if MadeUp.objects.exists():
        take_away(now)
    if taken := Account.objects.filter(username__in=_usernames()).order_by("username").first():
        raise NameTaken(taken.username)
    made = Demo()
    MadeUp.objects.create(made_at=now)
    DutySheet.objects.create(**_SHEET, written_by=MARK, written_at=now, opened_at=now, opened_by=MARK)
    _login(NAMES[0], COORDINATOR, made)
    for row in _THERAPISTS:
        _therapist(row, now, made)
    for number, row in enumerate(_WAITING):
        _waiting(number, row, now)
        made.waiting += 1
    record(OPERATOR, "made", data={"what": "made-up-centre"})
    transaction.on_commit(lambda: context.mark().write_text("made up\n"))
    return made


@transaction.atomic
def take_away(now: datetime) -> None:
    """Take the made-up centre away, with everything that was asked of it. Its log stays, marked as made up."""
    for assessment in Assessment.objects.filter(made_up=True):
        assessment.delete()
    for person in Person.objects.filter(device_hash__startswith=MARK):
        person.delete()
    theirs = Therapist.objects.filter(made_up=True)
    for row in (*Match.objects.filter(therapist__in=theirs), *Offer.objects.filter(therapist__in=theirs)):
        row.delete()
    for therapist in theirs:
        therapist.delete()
    for account in _accounts():
        account.delete()
    DutySheet.objects.filter(written_by__in=_writers()).delete()
    MadeUp.objects.all().delete()
    record(OPERATOR, "deleted", data={"what": "made-up-centre"})
    transaction.on_commit(lambda: context.mark().unlink(missing_ok=True))


def _usernames() -> list[str]:
    return [f"{RESERVED}{name}" for name in NAMES]


def _writers() -> list[str]:
    """Who writes the centre's duty sheet: the command, and whoever tries out its desks."""
    return [MARK, *_usernames()]


def _accounts() -> list[Account]:
    """The accounts that the centre made: of its names, and no older than it."""
    centre = MadeUp.objects.first()
    if centre is None:
        return []
    return list(Account.objects.filter(username__in=_usernames(), date_joined__gte=centre.made_at))


def _login(name: str, role: str, made: Demo) -> Account:
    password = secrets.token_urlsafe(15)
    account = Account.objects.create_user(f"{RESERVED}{name}", password=password)
    account.groups.add(Group.objects.get_or_create(name=role)[0])
    made.logins[account.username] = password
    return account


def _therapist(row: tuple[Any, ...], now: datetime, made: Demo) -> None:
    name, places, specialties, style, approaches, gender, languages, fee, capacity = row
    therapist = Therapist.objects.create(
        account=_login(name.split()[0].lower(), THERAPIST, made), name=name, about=_ABOUT, made_up=True, style=style,
        languages=languages.split(), age_groups=["young-adult", "adult", "older-adult"], gender=gender, fee=fee,
        specialties=specialties.split(), modalities=["video", "phone"], windows=list(WEEK), capacity=capacity,
        approaches=approaches.split(), zone="Europe/Dublin" if "IE" in places else "America/Los_Angeles",
    )  # fmt: skip
    for place in places.split():
        Licence.objects.create(
            therapist=therapist, jurisdiction=place, number=f"MADE-UP-{therapist.pk}", evidence="Made up",
            expires_on=(now + timedelta(days=40 if name == "Tomasz Hale" else 400)).date(), checked_on=now.date(),
            checked_by=MARK,
        )  # fmt: skip
    made.therapists += 1


def _waiting(number: int, row: tuple[Any, ...], now: datetime) -> None:
    hours, place, needs, languages, taken_by = row
    asked = now - timedelta(hours=hours)
    person = Person.objects.create(device_hash=f"{MARK}-{number}-{secrets.token_hex(16)}", created_at=asked)
    assessment = services.begin(person, asked, "UTC")
    services.answer(
        assessment,
        {
            "jurisdiction": place, "languages": languages.split(), "age_group": "adult", "needs": needs.split(),
            "modalities": ["video"], "windows": list(WEEK[2:6]),
        },
        asked,
    )  # fmt: skip
    services.take_over(assessment, asked)
    if taken_by:
        therapist = Therapist.objects.get(name=taken_by, made_up=True)
        offer = offers.make(assessment, therapist, asked + timedelta(hours=1), fit=850)
        slot = offers.Slot(now + timedelta(days=2), "video")
        offers.accept(
            offer, asked + timedelta(hours=3), text="Thank you for writing. Shall we talk?", times=[slot]
        )
