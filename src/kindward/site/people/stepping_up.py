"""Once more showing who one is, before what opens everything or cannot be undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, HttpResponseBase

View = Callable[..., HttpResponseBase]


def step_up(view: View) -> View:
    """An account shows once more who it is. A device without one has nothing to show it with."""
    asked_first: View = reauthentication_required(view)

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return (asked_first if request.user.is_authenticated else view)(request, *args, **kwargs)

    return answer


def has_to_show(request: HttpRequest) -> bool:
    """Whether who asks has an account and has not shown who they are for a while: for what no page leads through."""
    return request.user.is_authenticated and not did_recently_reauthenticate(request)
