"""What is one's own: today's plan, answers to instruments, and all of it to take along."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Query, Router, Status
from pydantic import ValidationError

from kindward.measure.fhir import FhirError, questionnaire_url, response_from_fhir
from kindward.measure.instruments import Instrument
from kindward.measure.score import SAFETY, AnswerError
from kindward.site.api.records import IdempotencyKey, guard, keep, key_of
from kindward.site.api.schemas import ErrorOut, Json, PlanOut, ResponseIn, ResponseOut, ResponsesOut
from kindward.site.errors import Invalid
from kindward.site.origin import Refused
from kindward.site.people.exports import everything_of
from kindward.site.people.selectors import person_of
from kindward.site.people.stepping_up import has_to_show
from kindward.site.practice.selectors import person_if_known
from kindward.site.progress.exports import response_fields
from kindward.site.progress.instruments import instruments
from kindward.site.progress.selectors import all_responses_of
from kindward.site.progress.services import record_response
from kindward.site.trainer.today import Offer, today_for

router = Router(tags=["one's own"])
_ERRORS = {403: ErrorOut, 413: ErrorOut, 422: ErrorOut, 429: ErrorOut}
#: Either our own shape, or a FHIR R4 QuestionnaireResponse.
Told = Annotated[
    Json,
    Body(
        description="answers as ResponseIn describes them, or a FHIR R4 QuestionnaireResponse",
        examples=[{"key": "my-first-answers", "instrument": "three-flows", "answers": [7] * 12}],
    ),
]


@router.get("/plan", response=PlanOut, summary="Today's practice, and why")
def plan(request: HttpRequest) -> dict[str, Any]:
    """The same all day, until something new is known. A stranger gets what suits somebody who begins."""
    today = today_for(person_if_known(request), (), timezone.now())
    return {
        "plan": _offer(today.first)
        | {
            "facts": list(today.facts),
            "alternatives": [_offer(other) for other in today.others],
            "propensity": today.propensity,
            "eased": today.eased,
            "step_up": today.step_up,
            "policy": today.policy,
        }
    }


@router.get(
    "/responses", response={200: ResponsesOut, 422: ErrorOut}, summary="One's own answers, older first"
)
def get_responses(
    request: HttpRequest, instrument: Annotated[str, Query(max_length=32)] = ""
) -> dict[str, Any]:
    """With ``instrument``, to that one alone."""
    if instrument:
        _instrument(instrument)
    rows = all_responses_of(person_of(request))
    told = [row for row in rows if instrument in ("", row.instrument)]
    return {"responses": [response_fields(row) for row in told]}


@router.post(
    "/responses",
    auth=guard,
    response={200: ResponseOut, 201: ResponseOut, **_ERRORS},
    summary="Record answers to an instrument",
)
def post_response(
    request: HttpRequest, told: Told, idempotency_key: IdempotencyKey = None
) -> Status[dict[str, Any]]:
    """201 when it is new, 200 when this key is known.

    With FHIR the key may be the resource's identifier. When an answer calls for help, ``help`` says where.
    """
    instrument, answers, key, at = (
        _from_fhir(told) if told.get("resourceType") is not None else _from_json(told)
    )
    key = key_of(idempotency_key, key)
    if all(answer is None for answer in answers):
        raise Invalid("answers", "are all empty; expected one at least")
    try:
        made, created = keep(
            request,
            lambda person: record_response(person, instrument, answers, key, timezone.now(), at),
        )
    except AnswerError as problem:
        raise Invalid("answers", f"item {problem.item}: {problem}") from None
    fields = response_fields(made)
    flags = fields["score"]["flags"] if fields["score"] else []
    return Status(
        201 if created else 200,
        {"help": "/help/" if SAFETY in flags else None, "response": fields, "created": created},
    )


@router.get("/export", response={200: Json, 403: ErrorOut}, summary="All that is kept about who asks")
def export(request: HttpRequest) -> dict[str, Any]:
    """Sessions, check-ins, answers with scores, wishes, decisions and the eight weeks.

    An account shows once more who it is before, at ``/account/reauthenticate/``.
    """
    if has_to_show(request):
        raise Refused("show once more who you are: /account/reauthenticate/?next=/api/v1/export")
    return everything_of(person_of(request), timezone.now())


def _from_json(told: Json) -> tuple[Instrument, list[int | None], str | None, datetime | None]:
    try:
        given = ResponseIn.model_validate(told)
    except ValidationError as problem:
        first = problem.errors()[0]
        raise Invalid(str(first["loc"][0]) if first["loc"] else "answers", str(first["msg"])) from None
    return _instrument(given.instrument), given.answers, given.key, given.at


def _from_fhir(told: Json) -> tuple[Instrument, list[int | None], str | None, datetime | None]:
    named = str(told.get("questionnaire") or "").partition("|")[0]
    known = {questionnaire_url(one): one for one in instruments().values()}
    if named not in known:
        raise Invalid("questionnaire", f"“{named}” is not known here; expected such as {next(iter(known))}")
    try:
        answers = response_from_fhir(known[named], told)
    except FhirError as problem:
        raise Invalid("item", str(problem)) from None
    identifier = told.get("identifier")
    key = identifier.get("value") if isinstance(identifier, dict) else None
    return known[named], answers, key, _authored(told.get("authored"))


def _authored(text: Any) -> datetime | None:
    try:
        at = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return at if at.tzinfo else None


def _instrument(name: str) -> Instrument:
    found = instruments().get(name)
    if found is None:
        raise Invalid(
            "instrument", f"“{name}” is not known; expected one of {', '.join(sorted(instruments()))}"
        )
    return found


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "practice": offer.script.slug,
        "title": offer.script.title,
        "seconds": offer.seconds,
        "why": offer.why,
    }
