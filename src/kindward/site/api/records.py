"""Recording sessions and check-ins. Safe to send again: the same key is the same record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from ninja import Header, Router, Status

from kindward.site.api.schemas import (
    CheckInIn,
    CheckInOut,
    ErrorOut,
    SessionIn,
    SessionOut,
)
from kindward.site.errors import Invalid
from kindward.site.limits import Rate
from kindward.site.origin import check_same_origin
from kindward.site.people.models import Person
from kindward.site.people.services import person_who_saves
from kindward.site.practice.models import ANSWERS, CheckIn, Session
from kindward.site.practice.reports import CheckInReport, SessionReport
from kindward.site.practice.services import record_check_in, record_session

#: Wide enough for a whole centre behind one address.
RECORDS = Rate("records", times=600, seconds=60)

Kept = TypeVar("Kept")
IdempotencyKey = Annotated[str | None, Header(alias="Idempotency-Key")]


def guard(request: HttpRequest) -> bool:
    """Runs before the body is read: only our own pages, or programs without cookies, and not in floods."""
    check_same_origin(request)
    RECORDS.count(request)
    return True


router = Router(tags=["records"], auth=guard)
_ERRORS = {403: ErrorOut, 413: ErrorOut, 422: ErrorOut, 429: ErrorOut}


@router.post("/sessions", response={200: SessionOut, 201: SessionOut, **_ERRORS}, summary="Record a session")
def post_session(
    request: HttpRequest, told: SessionIn, idempotency_key: IdempotencyKey = None
) -> Status[dict[str, Any]]:
    """201 when it is new, 200 when this key is known. A fuller report of the same session replaces it."""
    report = SessionReport(
        key=key_of(idempotency_key, told.key),
        start_zone_offset=_offset(told.start_zone_offset, told.start_time),
        end_zone_offset=_offset(told.end_zone_offset, told.end_time),
        **told.dict(exclude={"key", "start_zone_offset", "end_zone_offset"}),
    )
    session, created = keep(request, lambda person: record_session(person, report, timezone.now()))
    return Status(201 if created else 200, {"session": _session(session), "created": created})


@router.post(
    "/check-ins", response={200: CheckInOut, 201: CheckInOut, **_ERRORS}, summary="Record a check-in"
)
def post_check_in(
    request: HttpRequest, told: CheckInIn, idempotency_key: IdempotencyKey = None
) -> Status[dict[str, Any]]:
    """201 when it is new, 200 when this key is known. May come before its session, and in parts."""
    report = CheckInReport(
        key=key_of(idempotency_key, told.key),
        session_key=told.session or "",
        **told.dict(exclude={"key", "session"}),
    )
    check_in, created = keep(request, lambda person: record_check_in(person, report, timezone.now()))
    return Status(201 if created else 200, {"check_in": _check_in(check_in), "created": created})


def keep(request: HttpRequest, record: Callable[[Person], Kept]) -> Kept:
    """Keep something for who asks, who comes into being with the first thing they keep."""
    try:
        return record(person_who_saves(request))
    except Person.DoesNotExist:
        # Claimed or deleted between the two steps: who asks is somebody else now.
        return record(person_who_saves(request))


def key_of(header: str | None, field: str | None) -> str:
    """The idempotency key, from the header or the body. Raises ``Invalid``."""
    key = header or field
    if key is None:
        raise Invalid("key", "is missing; expected the header Idempotency-Key or the field key")
    if header and field and header != field:
        raise Invalid("key", "differs from the header Idempotency-Key")
    return key


def _offset(given: int | None, time: Any) -> int:
    return int(time.utcoffset().total_seconds()) if given is None else given


def _session(session: Session) -> dict[str, Any]:
    return {
        name: getattr(session, name)
        for name in (
            "key", "practice", "version", "kind", "start_time", "start_zone_offset", "end_time",
            "end_zone_offset", "asked_seconds", "seconds_practised", "ended", "voice",
        )
    } | {"day": session.day.isoformat()}  # fmt: skip


def _check_in(check_in: CheckIn) -> dict[str, Any]:
    return {
        "key": check_in.key,
        "session": check_in.session_key or None,
        "moment": check_in.moment,
        "at": check_in.at,
        **{name: getattr(check_in, name) for name in ANSWERS},
    }
