"""A small centre: two therapists in Washington, an open duty sheet, and somebody who needs one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from kindward.site.care import matching_run, services
from kindward.site.care.models import Assessment, DutySheet, Licence, Offer, Therapist
from kindward.site.care.roles import COORDINATOR, THERAPIST
from kindward.site.people.models import Account, Person

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Sits = Callable[[Account, str], Client]
ANSWERS: dict[str, Any] = {
    "jurisdiction": "US-WA",
    "languages": ["en"],
    "age_group": "adult",
    "needs": ["shame"],
    "modalities": ["video"],
    "windows": ["tue-ev", "thu-ev"],
}


@pytest.fixture
def duty_sheet(db: None) -> DutySheet:
    """Complete, and open."""
    return DutySheet.objects.create(
        jurisdictions=["US-WA"], night_cover="Dana, by telephone", threat_procedure="Ring Dana, then 911",
        emergency_contact="Dana, +1 206 555 0100", licence_evidence="The state's register, each quarter",
        retention="Seven years", complaints="Write to Dana", written_by="dana", opened_at=NOW, opened_by="dana",
    )  # fmt: skip


@pytest.fixture
def therapist(db: None) -> Callable[..., Therapist]:
    """Makes therapists: licensed in Washington, with one free place unless said otherwise."""

    def make(name: str, expires_on: date = date(2027, 1, 1), **fields: Any) -> Therapist:
        account = Account.objects.create_user(name.lower(), email=f"{name.lower()}@example.org")
        made = Therapist.objects.create(
            **{
                "account": account, "name": name, "languages": ["en"], "age_groups": ["adult"],
                "specialties": ["shame"], "modalities": ["video"], "fee": 90, "windows": ["tue-ev"], "capacity": 1,
            }
            | fields
        )  # fmt: skip
        Licence.objects.create(
            therapist=made, jurisdiction="US-WA", number=f"LW-{name}", expires_on=expires_on,
            checked_on=date(2026, 1, 2), checked_by="dana",
        )  # fmt: skip
        return made

    return make


@pytest.fixture
def thea(therapist: Callable[..., Therapist]) -> Therapist:
    return therapist("Thea")


@pytest.fixture
def theo(therapist: Callable[..., Therapist]) -> Therapist:
    return therapist("Theo")


@pytest.fixture
def asked(duty_sheet: DutySheet, thea: Therapist, bob_person: Person) -> Assessment:
    """Bob has asked for a therapist at NOW; Thea is there."""
    begun = services.begin(bob_person, NOW)
    services.answer(begun, ANSWERS, NOW)
    return services.submit(begun, NOW)


@pytest.fixture
def coordinator(db: None) -> Account:
    """Dana coordinates."""
    account = Account.objects.create_user("dana", email="dana@example.org")
    account.groups.add(Group.objects.get_or_create(name=COORDINATOR)[0])
    return account


@pytest.fixture
def sits(db: None) -> Sits:
    """Signs an account in with a role and a second factor."""

    def sit(account: Account, role: str) -> Client:
        account.groups.add(Group.objects.get_or_create(name=role)[0])
        Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {}})
        client = Client()
        client.force_login(account)
        return client

    return sit


@pytest.fixture
def offer(asked: Assessment) -> Offer:
    """Thea is asked for Bob."""
    assert matching_run.run(NOW) == 1
    return Offer.objects.get()


@pytest.fixture
def at_theas(thea: Therapist, sits: Sits) -> Client:
    return sits(thea.account, THERAPIST)


@pytest.fixture
def at_danas(coordinator: Account, sits: Sits) -> Client:
    return sits(coordinator, COORDINATOR)
