"""Errors in one shape: JSON for programs, a calm page with crisis help for people."""

from __future__ import annotations

import logging

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template import loader

from kindward.sealing import Unreadable
from kindward.site.headers import Answerer

log = logging.getLogger(__name__)

#: Beside the numbers of HTTP: what is sealed cannot be opened right now.
SEALED = 1503
_PAGES = {
    400: ("That did not come through", "Something in the address or the form was not as expected."),
    403: ("This page is not open to you", "You may need to sign in, or it belongs to somebody else."),
    404: ("Nothing here", "The address may have changed, or have a slip in it."),
    405: ("That did not come through", "This address is for something else."),
    413: ("That is too much at once", "What was sent is larger than fits in one go."),
    429: (
        "A short pause",
        "There were many requests from your network in a short time. Try again in a minute.",
    ),
    500: ("Something broke on our side", "It is not your doing. What was saved before is still there."),
    503: (
        "Back in a moment",
        "Kindward cannot reach its records right now. Practices you opened before still work.",
    ),
    SEALED: (
        "What you wrote stays sealed for now",
        "What you wrote and answered here is kept locked, and the key that opens it cannot be reached right now. "
        "Nobody can read it meanwhile. Please come back in a while; if it stays like this, ask the people who run "
        "this site.",
    ),
}


class Invalid(ValueError):
    """A value in a request that cannot be used: which field, and what would do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def error_shape(code: str, message: str, field: str | None = None) -> dict[str, dict[str, str]]:
    """The one shape of every error: ``{"error": {"code", "message", "field"?}}``."""
    error = {"code": code, "message": message}
    if field:
        error["field"] = field
    return {"error": error}


def wants_json(request: HttpRequest) -> bool:
    """Whether a program is asking: the API, or a page's own script."""
    if request.path.startswith("/api/") or request.content_type == "application/json":
        return True
    return request.headers.get("Accept", "").startswith("application/json")


def error_answer(
    request: HttpRequest, status: int, code: str, message: str, field: str | None = None
) -> HttpResponse:
    """Answer with an error, as JSON or as a page."""
    if wants_json(request):
        return JsonResponse(error_shape(code, message, field), status=status)
    return error_page(request, status, SEALED if code == "sealed" else status)


def error_page(request: HttpRequest, status: int, page: int | None = None) -> HttpResponse:
    """A page that says what happened, that nothing is lost, and where help is. Needs no database."""
    title, said = _PAGES.get(page or status, _PAGES[400 if status < 500 else 500])
    try:
        body = loader.get_template("error.html").render(
            {"title": title, "said": said, "status": status, "sealed": page == SEALED}
        )
    except Exception:  # The error page itself must never fail.
        body = _PLAIN.format(title=title, said=said)
    return HttpResponse(body, status=status)


_PLAIN = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{title}</title><h1>{title}</h1><p>{said}</p>"
    '<p><a href="/help/">Help in a crisis</a></p><p><a href="/">First page</a></p></html>'
)


def calm_errors(get_response: Answerer) -> Answerer:
    """Middleware: a database that is away, a flood, or a body too large is answered in the one shape."""
    from kindward.site.limits import TooMany

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code >= 400 and request.path.startswith("/api/"):
            return _in_shape(request, response)
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, TooMany):
            response = error_answer(request, 429, "too_many", "Too many requests in a short time.")
            response.headers["Retry-After"] = str(exception.wait)
            return response
        if isinstance(exception, RequestDataTooBig):
            return error_answer(request, 413, "too_large", "That is more than fits in one go.")
        if isinstance(exception, Unreadable):
            log.error("sealed values cannot be opened: %s", exception)
            response = error_answer(request, 503, "sealed", "What is sealed cannot be opened right now.")
            response.headers["Retry-After"] = "60"
            return response
        if isinstance(exception, DatabaseError | InterfaceError):
            response = error_answer(request, 503, "unavailable", "The records cannot be reached right now.")
            response.headers["Retry-After"] = "5"
            return response
        return None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def _in_shape(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """An error of the API that something else made, such as a method that is not allowed."""
    if response.get("Content-Type", "").startswith("application/json"):
        return response
    code = {404: "not_found", 405: "not_allowed"}.get(response.status_code, "refused")
    made = error_answer(request, response.status_code, code, response.reason_phrase)
    if "Allow" in response.headers:
        made.headers["Allow"] = response.headers["Allow"]
    return made


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_answer(request, 400, "bad_request", "The request was not as expected.")


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_answer(request, 403, "denied", "This is not open to you.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_answer(request, 404, "not_found", "There is nothing at this address.")


def broken(request: HttpRequest) -> HttpResponse:
    return error_answer(request, 500, "broken", "Something broke on our side.")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or old."""
    return error_answer(
        request, 403, "form_expired", "The form was open for too long. Load it again and send it."
    )
