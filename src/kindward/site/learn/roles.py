"""Who may do what at the editing desk. To everybody else it is not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

EDITORS, REVIEWERS = "editors", "reviewers"
ROLES = (EDITORS, REVIEWERS)

View = Callable[..., HttpResponse]


def roles_of(request: HttpRequest) -> frozenset[str]:
    """The roles of who asks; none for somebody who is not signed in."""
    if not request.user.is_authenticated:
        return frozenset()
    return frozenset(request.user.groups.filter(name__in=ROLES).values_list("name", flat=True))


def for_roles(*roles: str) -> Callable[[View], View]:
    """A view for those with one of ``roles`` alone, with ``request.desk_roles`` set; 404 for all others."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            held = roles_of(request)
            if not held & set(roles):
                raise Http404
            request.desk_roles = held  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return guarded

    return wrap
