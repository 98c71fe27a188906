"""The API itself: its description, and every error in the one shape."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as FieldsInvalid
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from kindward import __version__
from kindward.practice import UnknownPractice, WordError
from kindward.site.api import personal, practices, records
from kindward.site.errors import Invalid, error_answer
from kindward.site.limits import TooMany
from kindward.site.origin import Refused
from kindward.voice import VoiceError

api = NinjaAPI(
    title="Kindward",
    version=__version__,
    description="Practices as data, and the sessions people finish with them. JSON; errors in one shape.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("/practices", practices.router)
api.add_router("", records.router)
api.add_router("", personal.router)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, problem: ValidationError) -> HttpResponse:
    first: dict[str, Any] = problem.errors[0]
    places = [str(place) for place in first.get("loc", ()) if place not in ("body", "query", "path", "told")]
    return error_answer(
        request, 422, "invalid", str(first.get("msg", "invalid")), places[-1] if places else None
    )


@api.exception_handler(Invalid)
def _unfit(request: HttpRequest, problem: Invalid) -> HttpResponse:
    return error_answer(request, 422, "invalid", str(problem), problem.field)


@api.exception_handler(FieldsInvalid)
def _no_field_holds_it(request: HttpRequest, problem: FieldsInvalid) -> HttpResponse:
    field, messages = next(iter(problem.message_dict.items()))
    return error_answer(request, 422, "invalid", messages[0], field)


@api.exception_handler(WordError)
def _unfit_word(request: HttpRequest, problem: WordError) -> HttpResponse:
    return error_answer(request, 422, "invalid", str(problem), "for")


@api.exception_handler(VoiceError)
def _unfit_voice(request: HttpRequest, problem: VoiceError) -> HttpResponse:
    return error_answer(request, 422, "invalid", str(problem), "voice")


@api.exception_handler(UnknownPractice)
def _no_practice(request: HttpRequest, problem: UnknownPractice) -> HttpResponse:
    return error_answer(request, 404, "not_found", str(problem))


@api.exception_handler(Http404)
def _nothing(request: HttpRequest, problem: Http404) -> HttpResponse:
    return error_answer(request, 404, "not_found", "There is nothing at this address.")


@api.exception_handler(Refused)
def _refused(request: HttpRequest, problem: Refused) -> HttpResponse:
    return error_answer(request, 403, "denied", str(problem))


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, problem: TooMany) -> HttpResponse:
    response = error_answer(request, 429, "too_many", "Too many requests in a short time.")
    response.headers["Retry-After"] = str(problem.wait)
    return response


@api.exception_handler(HttpError)
def _other(request: HttpRequest, problem: HttpError) -> HttpResponse:
    code = "bad_request" if problem.status_code == 400 else "refused"
    return error_answer(request, problem.status_code, code, str(problem))
