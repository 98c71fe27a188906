"""Writes by script: only from our own pages. See docs/decisions for why there is no form token here."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from kindward.site.headers import Answerer

#: What a form of another site cannot send without asking first.
JSON_TYPES = ("application/json", "application/fhir+json")


class Refused(Exception):
    """Raised for a write that another site may have caused. ``str()`` says what was expected."""


def check_same_origin(request: HttpRequest) -> None:
    """Let a JSON write through only if a browser says that our own page sent it, or no browser is involved.

    A browser sends ``Origin`` with every POST, and ``Sec-Fetch-Site`` on secure addresses and loopback; pages
    can forge neither. A program that sends neither must not come with cookies. Raises :class:`Refused`.
    """
    if request.content_type not in JSON_TYPES:
        raise Refused("expected Content-Type: application/json")
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        raise Refused("expected a request from this site's own pages")
    if origin is not None and not _ours(request, origin):
        raise Refused("expected a request from this site's own pages")
    if site is None and origin is None and request.COOKIES:
        raise Refused("expected the header Origin beside cookies")


def forms_without_referrer(get_response: Answerer) -> Answerer:
    """Middleware: under ``no-referrer`` a browser sends forms with ``Origin: null``, which Django refuses.

    Where the browser says that the form is our own, the origin is put back. No page can set that header.
    """

    def answer(request: HttpRequest) -> object:
        if (
            request.META.get("HTTP_ORIGIN") == "null"
            and request.headers.get("Sec-Fetch-Site") == "same-origin"
        ):
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        return get_response(request)

    return answer  # type: ignore[return-value]


def _ours(request: HttpRequest, origin: str) -> bool:
    parts = urlsplit(origin)
    if (parts.scheme, parts.netloc) == (request.scheme, request.get_host()):
        return True
    return origin in settings.CSRF_TRUSTED_ORIGINS
