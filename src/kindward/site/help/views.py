"""The same answers as views, so that the addresses have names, and help is there whatever the middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kindward.site.help import answers


@csrf_exempt
def show_help(request: HttpRequest, place: str = "") -> HttpResponse:
    """The chooser, or the page of one country."""
    return answers.answer(request)
