"""Pages about being somebody here. Signing in and up are allauth's, in our own words."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kindward.site.people import services
from kindward.site.people.deletion import how_many
from kindward.site.people.receipts import hand_over, receipt_of
from kindward.site.people.selectors import person_of


@require_safe
@login_required
def welcome(request: HttpRequest) -> HttpResponse:
    """GET /you/welcome/: right after signing up; offers a passkey."""
    return render(request, "people/welcome.html")


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponseBase:
    """GET, POST /you/delete/: delete all that is kept about who asks. An account proves itself first."""
    if request.user.is_authenticated:
        answer: HttpResponseBase = _delete_account(request)
        return answer
    return _delete(request)


def _delete(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    if request.method == "POST":
        receipt = services.delete_everything(request, timezone.now())
        answer = redirect("deleted")
        hand_over(answer, receipt, secure=settings.SESSION_COOKIE_SECURE)
        return answer
    counts = how_many([person]) if person else {}
    return render(
        request,
        "people/delete.html",
        {"person": person, "signed_in": request.user.is_authenticated, "counts": counts},
    )


_delete_account = reauthentication_required(_delete)


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """GET /you/deleted/: says that it is done, and shows the receipt to the browser that has it."""
    return render(request, "people/deleted.html", {"receipt": receipt_of(request)})


@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """GET /you/deleted/receipt.txt: the receipt, as a file."""
    mine = receipt_of(request)
    if mine is None:
        raise Http404
    return HttpResponse(
        mine.text(),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="kindward-receipt.txt"'},
    )
