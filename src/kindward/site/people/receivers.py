"""What follows from signing in and out."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY, record_authentication
from allauth.account.signals import user_signed_up
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from kindward.site.people import device
from kindward.site.people.models import Account
from kindward.site.people.services import claim


@receiver(user_logged_in)
def claim_the_device(request: HttpRequest, user: Account, **_: Any) -> None:
    """Signing in, or up, claims what the device did before."""
    if key := device.key_of(request):
        claim(user, key)
    request.account_to_tell = user  # type: ignore[attr-defined]


@receiver(user_logged_in)
def has_shown_it_by_signing_in(request: HttpRequest, **_: Any) -> None:
    """Who signed in a moment ago, by every step asked for, need not do it again to see what is theirs."""
    if records := request.session.get(AUTHENTICATION_METHODS_SESSION_KEY):
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            *records[:-1],
            {**records[-1], "reauthenticated": True},
        ]


@receiver(user_logged_out)
def leave_the_device(request: HttpRequest, **_: Any) -> None:
    """Signing out on purpose leaves nothing behind that ties the device to what comes next."""
    request.device_key_to_forget = True  # type: ignore[attr-defined]


@receiver(user_signed_up)
def has_shown_who_it_is(request: HttpRequest, user: Account, **_: Any) -> None:
    """Who has chosen a password a moment ago need not type it again to add a passkey."""
    record_authentication(request, user, method="password", username=user.username, reauthenticated=True)
