"""Who may sit at a desk of care: an account with the role and a second factor. To everybody else it is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kindward.site.care.models import Therapist
from kindward.site.care.roles import COORDINATOR, THERAPIST
from kindward.site.people.models import Account

View = Callable[..., HttpResponse]
#: Recovery codes alone are no second factor; they stand in for one.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The roles in care of who asks; none for somebody who is not signed in."""
    if not request.user.is_authenticated:
        return frozenset()
    named = request.user.groups.filter(name__in=(THERAPIST, COORDINATOR)).values_list("name", flat=True)
    return frozenset(named)


def account_of(request: HttpRequest) -> Account:
    """The account that asks, behind a guard that let only accounts through."""
    assert isinstance(request.user, Account)  # noqa: S101
    return request.user


def has_second_factor(account: Account) -> bool:
    """Whether signing in takes more than a password."""
    return bool(Authenticator.objects.filter(user=account, type__in=FACTORS).exists())


def for_coordinators(view: View) -> View:
    """A view for coordinators alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _only(COORDINATOR, request) or view(request, *args, **kwargs)

    return guarded


def for_therapists(view: View) -> View:
    """A view for therapists alone; it gets the therapist after the request."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if turned := _only(THERAPIST, request):
            return turned
        therapist = Therapist.objects.filter(account=account_of(request)).first()
        if therapist is None:
            raise Http404
        return view(request, therapist, *args, **kwargs)

    return guarded


def _only(role: str, request: HttpRequest) -> HttpResponse | None:
    """None where the desk is open; the way to a second factor where that alone is missing. Raises ``Http404``."""
    if role not in roles_of(request):
        raise Http404
    if not has_second_factor(account_of(request)):
        return redirect("desk-second-factor")
    return None
