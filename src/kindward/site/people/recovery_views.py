"""The recovery code of who asks: made, taken back, used."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kindward.sealing import BadCode, KeysAway, Unreadable
from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.sealing.recovery import forget_code, has_code, make_code, recover

NOT_THIS = "This code does not open what is kept here. Was a newer one made since?"


@require_http_methods(["GET", "HEAD", "POST"])
def recovery(request: HttpRequest) -> HttpResponseBase:
    """GET, POST /you/recovery/: make a code, take it back, or open with it. An account proves itself first."""
    if request.user.is_authenticated:
        answer: HttpResponseBase = _for_an_account(request)
        return answer
    return _recovery(request)


def _recovery(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if person is None or request.method != "POST":
        return _page(request, person)
    if "make" in request.POST:
        # Shown in this very answer, because it is kept nowhere.
        return _page(request, person, code=make_code(person))
    if "forget" in request.POST:
        forget_code(person)
        return redirect("recovery")
    try:
        recover(person, request.POST.get("code", "")[:100])
    except BadCode as problem:
        return _page(request, person, 422, problem=str(problem))
    except KeysAway:
        raise
    except Unreadable:
        return _page(request, person, 422, problem=NOT_THIS)
    return redirect("you")


_for_an_account = reauthentication_required(_recovery)


def _page(request: HttpRequest, person: Person | None, status: int = 200, **more: Any) -> HttpResponse:
    context = {"person": person, "has_code": person is not None and has_code(person)}
    return render(request, "people/recovery.html", context | more, status=status)
