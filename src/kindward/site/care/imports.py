"""Writes: therapists and an existing waiting list from CSV files, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from kindward.matching import Therapist as LibraryTherapist
from kindward.matching.assessment import AGE_GROUPS, APPROACHES, CULTURES, GENDERS, NEEDS, STYLES, lacking
from kindward.matching.problem import MODALITIES, WINDOWS
from kindward.site.audit.actors import OPERATOR
from kindward.site.audit.services import record
from kindward.site.care import services
from kindward.site.care.csv_files import Faults, Row, rows_of
from kindward.site.care.models import Licence, Therapist
from kindward.site.care.roster_selectors import duty_sheet, is_open, roster
from kindward.site.people.models import Account, Person

LICENCE_COLUMNS = (
    "licence_jurisdiction", "licence_number", "licence_expires_on", "licence_evidence", "licence_checked_on",
    "licence_checked_by",
)  # fmt: skip
THERAPIST_COLUMNS = (
    "name", "languages", "age_groups", "specialties", "modalities", "fee", "insurances", "windows", "capacity",
    "gender", "style", "cultures", "approaches", "zone", "about", *LICENCE_COLUMNS,
)  # fmt: skip
WAITING_COLUMNS = (
    "name", "email", "waiting_since", "jurisdiction", "languages", "age_group", "needs", "modalities", "windows",
    "max_fee", "insurance", "gender", "style", "approaches", "culture", "zone",
)  # fmt: skip
#: No therapist sees more clients than this.
MOST_CLIENTS = 500


@dataclass(slots=True)
class Imported:
    """What an import did, or would do."""

    new: int = 0
    changed: int = 0
    licences: int = 0
    #: Notes to whoever imports, one line each.
    notes: list[str] = field(default_factory=list)


class _DryRun(Exception):
    """Ends the transaction of a dry run."""


def import_therapists(path: Path, now: datetime, *, dry_run: bool = False) -> Imported:
    """Therapists, a line each; a further line with the same name and only licence columns adds a licence. Who is here
    already, known by a licence, is brought up to date. Raises :class:`Faults` and changes nothing when a line is
    wrong."""
    faults = Faults(path.name)
    needed = ("name", "languages", "age_groups", "modalities", "windows", "capacity", *LICENCE_COLUMNS[:3])
    read: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for row in rows_of(path, THERAPIST_COLUMNS, needed, faults):
        licence = _licence(row, now.date())
        if read and read[-1][0]["name"] == row.text("name") and not row.text("languages"):
            read[-1][1].append(licence)
        else:
            read.append((_therapist(row), [licence]))
    numbers = [(one["jurisdiction"], one["number"]) for _, licences in read for one in licences]
    for jurisdiction, number in sorted({one for one in numbers if one[1] and numbers.count(one) > 1}):
        faults.add(
            1, "licence_number", f"“{number}” of {jurisdiction} twice in this file", "each licence once"
        )
    if faults.lines:
        raise faults
    done = Imported()
    _whole_or_not(lambda: _keep_therapists(read, done), done, "therapists", dry_run)
    return done


def import_waiting_list(path: Path, now: datetime, *, dry_run: bool = False) -> Imported:
    """People who wait already, a line each, with accounts they open by the mail of a forgotten password. Their 48 hours
    begin now, the longest waiting first. Raises :class:`Faults` and changes nothing when a line is wrong."""
    faults = Faults(path.name)
    needed = ("name", "email", "jurisdiction", "languages", "age_group", "modalities", "windows")
    sheet = duty_sheet()
    read = []
    for row in rows_of(path, WAITING_COLUMNS, needed, faults):
        answers = _answers(row, sheet.jurisdictions if sheet else ())
        since = row.day("waiting_since") or now.date()
        read.append((since, row.number, row.text("name", needed=True), _mail(row), _zone(row), answers))
    _check_accounts(read, faults)
    if not is_open():
        faults.add(1, "file", "matching is not open here", "a complete duty sheet that somebody opened")
    if faults.lines:
        raise faults
    done = Imported()
    _whole_or_not(lambda: _keep_waiting(sorted(read), now, done, path.name), done, "waiting-list", dry_run)
    return done


def _whole_or_not(keep: Callable[[], None], done: Imported, what: str, dry_run: bool) -> None:
    try:
        with transaction.atomic():
            keep()
            if dry_run:
                raise _DryRun
            record(OPERATOR, "imported", data={"what": what, "new": done.new, "changed": done.changed})
    except _DryRun:
        return


def _therapist(row: Row) -> dict[str, Any]:
    return {
        "name": row.text("name", needed=True),
        "languages": row.codes("languages", needed=True),
        "age_groups": row.codes("age_groups", AGE_GROUPS, needed=True),
        "specialties": row.codes("specialties", NEEDS),
        "modalities": row.codes("modalities", MODALITIES, needed=True),
        "fee": row.money("fee") or 0,
        "insurances": row.codes("insurances"),
        "windows": row.codes("windows", WINDOWS, needed=True),
        "capacity": row.whole("capacity", MOST_CLIENTS, needed=True) or 0,
        "gender": row.code("gender", GENDERS),
        "style": row.code("style", STYLES),
        "cultures": row.codes("cultures", CULTURES),
        "approaches": row.codes("approaches", APPROACHES),
        "zone": _zone(row),
        "about": row.text("about", most=4000),
    }


def _licence(row: Row, today: date) -> dict[str, Any]:
    checked_on, checked_by = row.day("licence_checked_on"), row.text("licence_checked_by")
    if bool(checked_on) != bool(checked_by):
        row.fault("licence_checked_by", "only one of day and name", "both, or neither")
    if checked_on and checked_on > today:
        row.fault("licence_checked_on", f"{checked_on} is to come", "a day that was")
    return {
        "jurisdiction": row.text("licence_jurisdiction", needed=True, most=16),
        "number": row.text("licence_number", needed=True, most=64),
        "expires_on": row.day("licence_expires_on", needed=True),
        "evidence": row.text("licence_evidence", most=1000),
        "checked_on": checked_on,
        "checked_by": checked_by,
    }


def _answers(row: Row, places: Collection[str]) -> dict[str, Any]:
    fee = row.money("max_fee")
    return {
        "jurisdiction": row.code("jurisdiction", places, needed=True),
        "languages": row.codes("languages", needed=True),
        "age_group": row.code("age_group", AGE_GROUPS, needed=True),
        "needs": row.codes("needs", NEEDS),
        "modalities": row.codes("modalities", MODALITIES, needed=True),
        "windows": row.codes("windows", WINDOWS, needed=True),
        "max_fee": None if fee is None else float(fee),
        "insurance": row.text("insurance") or None,
        "gender": row.code("gender", GENDERS) or None,
        "style": row.code("style", STYLES) or None,
        "approaches": row.codes("approaches", APPROACHES),
        "culture": row.codes("culture", CULTURES),
    }


def _zone(row: Row) -> str:
    zone = row.text("zone")
    if zone and zone not in available_timezones():
        row.fault("zone", f"“{zone}”", "a time zone such as America/Los_Angeles")
    return zone or "UTC"


def _mail(row: Row) -> str:
    address = row.text("email", needed=True, most=254)
    try:
        validate_email(address)
    except ValidationError:
        if address:
            row.fault("email", f"“{address[:40]}”", "an e-mail address")
    return address


def _check_accounts(read: list[Any], faults: Faults) -> None:
    seen: dict[str, int] = {}
    for _, number, name, mail, *_rest in read:
        for what, value, taken in (
            ("name", name, Account.objects.filter(username__iexact=name).exists()),
            ("email", mail, Account.objects.filter(email__iexact=mail).exists()),
        ):
            if taken and value:
                faults.add(number, what, f"“{value}” has an account here", "one that has none")
            if value and (other := seen.setdefault(f"{what}:{value.lower()}", number)) != number:
                faults.add(number, what, f"“{value}” is in line {other} too", "each person once")


def _keep_therapists(read: list[tuple[dict[str, Any], list[dict[str, Any]]]], done: Imported) -> None:
    for fields, licences in read:
        known = _known(licences)
        if known is None:
            known = Therapist.objects.create(**fields)
            done.new += 1
        else:
            for name, value in fields.items():
                setattr(known, name, value)
            known.save(update_fields=list(fields))
            done.changed += 1
        for licence in licences:
            _bring_licence(known, licence)
            done.licences += 1
            if licence["checked_on"] is None:
                done.notes.append(
                    f"{fields['name']}: licence {licence['number']} counts once a coordinator checks it"
                )


def _bring_licence(therapist: Therapist, told: dict[str, Any]) -> None:
    """A licence as the file has it. One that was renewed keeps the row before until the new one is checked."""
    where = {"jurisdiction": told["jurisdiction"], "number": told["number"]}
    others = Licence.objects.filter(therapist=therapist, **where).exclude(expires_on=told["expires_on"])
    if told["checked_on"] is None:
        # The file may put right a day that was too late; it is no reason to cut anybody off before theirs.
        others = others.filter(expires_on__gt=told["expires_on"])
    others.delete()
    Licence.objects.update_or_create(
        therapist=therapist, **where, expires_on=told["expires_on"], defaults=told
    )


def _known(licences: list[dict[str, Any]]) -> Therapist | None:
    for one in licences:
        rows = Licence.objects.filter(jurisdiction=one["jurisdiction"], number=one["number"])
        if row := rows.select_related("therapist").first():
            return row.therapist
    return None


def _keep_waiting(read: list[Any], now: datetime, done: Imported, file: str) -> None:
    known = [therapist for _, therapist in roster(now).values()]
    for place, (_, number, name, mail, zone, answers) in enumerate(read):
        account = Account.objects.create_user(name, email=mail)
        person = Person.objects.create(account=account)
        # A moment apart, so that whoever waited longer stays before the others.
        at = now + timedelta(microseconds=place)
        assessment = services.begin(person, at, zone)
        services.answer(assessment, answers, at)
        done.new += 1
        what = lacking(answers, [_with_room(one) for one in known], now.date())
        if what:
            done.notes.append(f"{file}:{number}: kept, not in the queue: nobody here for this ({what})")
            continue
        services.take_over(assessment, at)


def _with_room(therapist: LibraryTherapist) -> LibraryTherapist:
    """As if a place were free: who waits already is not sent away for want of one."""
    return replace(therapist, capacity=therapist.load + 1)
