"""Reads: which person is asking."""

from __future__ import annotations

from django.http import HttpRequest

from kindward.site.people import device
from kindward.site.people.models import Person


def person_of(request: HttpRequest) -> Person | None:
    """The person who asks: of the account when signed in, else of the device; None if nothing was saved."""
    request.person_was_asked_for = True  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        found = Person.objects.filter(account_id=request.user.pk).first()
    else:
        found = person_of_device(request)
    # For parts of the page that only read; who writes asks anew.
    request.person_who_reads = found  # type: ignore[attr-defined]
    return found


def person_of_device(request: HttpRequest) -> Person | None:
    """The anonymous person of this device, signed in or not."""
    key = device.key_of(request)
    if key is None:
        return None
    return Person.objects.filter(device_hash__in=device.hashes_of(key)).first()
