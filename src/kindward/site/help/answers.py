"""From an address under ``/help/`` to its answer, by method, address and two caching headers alone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from kindward.site.headers import PERMISSIONS
from kindward.site.help import shelf

#: Stricter than the rest of the site: no script, no form, nothing but our own style and pictures.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
#: Short, because numbers change; but a browser that cannot reach us may show its copy for a month.
CACHING = "public, max-age=300, stale-if-error=2592000"


def is_help(path: str) -> bool:
    """Whether this room answers that address."""
    return path == "/help" or path.startswith("/help/")


def answer(request: HttpRequest) -> HttpResponse:
    """The answer to a request for an address under ``/help/``."""
    if request.method not in ("GET", "HEAD"):
        return _with_headers(request, HttpResponseNotAllowed(["GET", "HEAD"]))
    path = request.path_info.lower()
    if "." not in path:
        path = path.rstrip("/") + "/"
    pages = shelf.pages()
    page = pages.get(path)
    status = 200 if page else 404
    page = page or pages["/help/none/"]
    asked_tags = request.META.get("HTTP_IF_NONE_MATCH", "")
    if status == 200 and page.tag in (tag.strip() for tag in asked_tags.split(",")):
        response = HttpResponse(status=304)
    else:
        packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        body = page.packed if packed else page.body
        response = HttpResponse(
            body if request.method == "GET" else b"", content_type=page.kind, status=status
        )
        response.headers["Content-Length"] = str(len(body))
        if packed:
            response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = page.tag
    response.headers["Cache-Control"] = CACHING
    response.headers["Vary"] = "Accept-Encoding"
    return _with_headers(request, response)


def _with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Permissions-Policy"] = PERMISSIONS
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if settings.SECURE_HSTS_SECONDS and request.is_secure():
        response.headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return response
