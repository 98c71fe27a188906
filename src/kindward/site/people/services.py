"""Writes: a person comes into being, claims what a device did, is deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest

from kindward.site.audit.actors import Actor, the_person
from kindward.site.people import deletion, device
from kindward.site.people.models import Account, Person
from kindward.site.people.receipts import Receipt
from kindward.site.people.selectors import person_of, person_of_device
from kindward.site.sealing.services import destroy_key_after_commit

#: By room: what moves its rows from one person to another. Each room that keeps personal rows adds its own.
MOVERS: dict[str, Callable[[Person, Person], None]] = {}


def person_who_saves(request: HttpRequest) -> Person:
    """The person who asks, made now when this is the first thing they save.

    For an anonymous person the device key's cookie is set, or set anew for another 400 days, with the answer.
    """
    key = device.key_of(request)
    found = person_of_device(request)
    if request.user.is_authenticated:
        # What the device saved while the login had run out belongs to the account as well.
        return claim(request.user, key) if key and found else person_of_account(request.user)
    if key is None:
        key = device.new_key()
    if found is None:
        found, _ = Person.objects.get_or_create(device_hash=device.hashes_of(key)[0])
    request.device_key_to_remember = key  # type: ignore[attr-defined]
    request.person_was_asked_for = True  # type: ignore[attr-defined]
    return found


def person_of_account(account: Account) -> Person:
    """The account's person, made on first use."""
    person, _ = Person.objects.get_or_create(account=account)
    return person


@transaction.atomic
def claim(account: Account, key: str) -> Person:
    """Give the account everything that the device with ``key`` has saved. Doing it twice changes nothing."""
    person = person_of_account(account)
    # Ordered, so that two claims at once take the rows' locks in one order.
    devices = Person.objects.select_for_update().filter(device_hash__in=device.hashes_of(key)).order_by("pk")
    for anonymous in devices:
        for move in MOVERS.values():
            move(anonymous, person)
        # All it sealed is sealed anew by now, or gone with the row.
        destroy_key_after_commit(anonymous.public_id)
        anonymous.delete()
    return person


def delete_everything(request: HttpRequest, now: datetime) -> Receipt:
    """Delete the person who asks: key, account, login, every row that hangs on them, and this device's person.

    Raises :class:`kindward.sealing.KeysAway`, with nothing deleted, while keys cannot be reached.
    """
    account = request.user if request.user.is_authenticated else None
    people = [person for person in (person_of(request), person_of_device(request)) if person is not None]
    people = list(dict.fromkeys(people))
    actor = the_person(people[0]) if people else Actor("person")
    receipt = deletion.delete(people, account, actor, now)
    if account is not None:
        logout(request)
    request.device_key_to_forget = True  # type: ignore[attr-defined]
    return receipt
