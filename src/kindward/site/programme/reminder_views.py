"""Pages of reminders: switching them on, changing and ending them, and what a browser tells on its own."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from kindward.site.errors import error_answer
from kindward.site.limits import Rate
from kindward.site.origin import Refused, check_same_origin
from kindward.site.people.models import Person
from kindward.site.people.selectors import person_of
from kindward.site.programme import push, reminder_services, selectors
from kindward.site.programme.forms import WAYS, RemindersForm
from kindward.site.programme.models import Reminders

_KEY = re.compile(r"\A[A-Za-z0-9_-]{16,100}={0,2}\Z")
TOLD = Rate("told-by-browser", times=60, seconds=60)


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """GET, POST /programme/reminders/: everything about them on one page. Off unless somebody says
    otherwise."""
    person = person_of(request)
    if person is None:
        return redirect("programme")
    row, ways = selectors.reminders_of(person), _ways(person)
    form = RemindersForm(request.POST or None, ways=ways, initial=_initial(person, row))
    if request.method == "POST" and form.is_valid():
        reminder_services.switch_on(person, now=timezone.now(), **form.cleaned_data)
        return redirect("reminders")
    context = {
        "form": form, "row": row, "ways": ways, "public_key": push.public_key() if push.is_on() else "",
        "mail_is_missing": bool(settings.KINDWARD_MAIL_FROM) and not _mail_of(person),
    }  # fmt: skip
    return render(request, "programme/reminders.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest) -> HttpResponse:
    """GET, POST /programme/reminders/off/: one button, no question. Also says no to the offer."""
    person = person_of(request)
    if person is None:
        return redirect("programme")
    if request.method == "POST":
        reminder_services.switch_off(person)
        return redirect("reminders-off")
    return render(request, "programme/off.html", {"row": selectors.reminders_of(person)})


@csrf_exempt  # A mail program asks on its own (RFC 8058); the key in the address is the permission.
@require_http_methods(["GET", "HEAD", "POST"])
def off_by_mail(request: HttpRequest, key: str) -> HttpResponse:
    """GET, POST /programme/reminders/off/<key>/: the same from a mail, signed in or not."""
    if request.method == "POST":
        if not reminder_services.switch_off_by_key(key):
            raise Http404
        return render(request, "programme/off.html", {"done": True})
    row = selectors.reminders_by_key(key)
    if row is None:
        raise Http404
    return render(request, "programme/off.html", {"row": row, "by_mail": True})


@csrf_exempt  # Sent by script, and guarded by origin.
@require_POST
def here(request: HttpRequest) -> HttpResponseBase:
    """POST /programme/reminders/here/: this browser's push address, as the browser gave it."""
    told = _told(request)
    if not isinstance(told, dict):
        return told
    keys = told.get("keys")
    endpoint = told.get("endpoint")
    p256dh, auth = (keys.get("p256dh"), keys.get("auth")) if isinstance(keys, dict) else (None, None)
    if not isinstance(endpoint, str) or len(endpoint) > 1000 or not push.may_ask(endpoint):
        return error_answer(
            request, 422, "invalid", "not an address of a push service this server may ask", "endpoint"
        )
    if not all(isinstance(key, str) and _KEY.match(key) for key in (p256dh, auth)) or len(str(auth)) > 40:
        return error_answer(request, 422, "invalid", "expected the browser's two keys", "keys")
    person = person_of(request)
    if person is None:
        return error_answer(request, 403, "denied", "nobody is known here yet")
    reminder_services.keep_push_address(person, endpoint, str(p256dh), str(auth), timezone.now())
    return JsonResponse({"kept": True})


@csrf_exempt  # Sent by the service worker, and guarded by origin.
@require_POST
def opened(request: HttpRequest) -> HttpResponseBase:
    """POST /programme/reminders/opened/: that notification was tapped, and so was not ignored."""
    told = _told(request)
    if not isinstance(told, dict):
        return told
    reminder_services.opened(str(told.get("key", ""))[:43])
    return JsonResponse({"kept": True})


def _told(request: HttpRequest) -> dict[str, Any] | HttpResponse:
    try:
        check_same_origin(request)
        TOLD.count(request)
        told = json.loads(request.body)
    except Refused as refused:
        return error_answer(request, 403, "denied", str(refused))
    except ValueError:
        told = None
    return told if isinstance(told, dict) else error_answer(request, 422, "invalid", "expected a JSON object")


def _ways(person: Person) -> list[tuple[str, str]]:
    can = {
        Reminders.By.PUSH: push.is_on(),
        Reminders.By.MAIL: bool(settings.KINDWARD_MAIL_FROM and _mail_of(person)),
    }
    return [(str(way), words) for way, words in WAYS.items() if can[way]]


def _mail_of(person: Person) -> str:
    return person.account.email if person.account else ""


def _initial(person: Person, row: Reminders | None) -> dict[str, Any]:
    if row is None or not row.zone:
        following = selectors.following(person, timezone.now())
        return {"zone": (following.course.zone if following else "") or "UTC"}
    return {"by": row.by, "at": row.at, "zone": row.zone, "shows_cue": row.shows_cue, "cue": row.cue}
