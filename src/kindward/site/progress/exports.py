"""What a person takes along: sessions, check-ins and answers under the names that the API takes them in by."""

from __future__ import annotations

import csv
import io
import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from kindward.measure.fhir import response_to_fhir
from kindward.measure.score import AnswerError, Score, score
from kindward.site.people.exports import Exporter, fields_of, plain
from kindward.site.people.models import Person
from kindward.site.practice.models import ANSWERS, CheckIn, Session
from kindward.site.progress.instruments import instruments
from kindward.site.progress.models import DayTotal, Draft, PracticeTotal, Response
from kindward.site.progress.selectors import all_check_ins_of, all_responses_of, all_sessions_of

#: Times in UTC, offsets in seconds east of it, as Health Connect's mindfulness session has them.
FIELDS = (
    "key", "practice", "version", "kind", "start_time", "start_zone_offset", "end_time", "end_zone_offset",
    "day", "asked_seconds", "seconds_practised", "ended", "voice",
)  # fmt: skip


def session_fields(session: Session) -> dict[str, Any]:
    """A session as plain values: numbers, words, and times in ISO 8601."""
    return {name: plain(getattr(session, name)) for name in FIELDS}


def check_in_fields(check_in: CheckIn) -> dict[str, Any]:
    """A check-in as plain values; None for what was not answered."""
    return {
        "key": check_in.key,
        "session": check_in.session_key or None,
        "moment": check_in.moment,
        "at": plain(check_in.at),
        **{name: getattr(check_in, name) for name in ANSWERS},
    }


def to_csv(sessions: Iterable[Session]) -> str:
    """The sessions, one a line (RFC 4180), under a line of names."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    writer.writerows(map(session_fields, sessions))
    return out.getvalue()


def to_json(sessions: Iterable[Session], check_ins: Iterable[CheckIn]) -> str:
    """Sessions and check-ins; a check-in names its session by that session's key."""
    return json.dumps(
        {
            "sessions": [session_fields(session) for session in sessions],
            "check_ins": [check_in_fields(check_in) for check_in in check_ins],
        },
        ensure_ascii=False,
        indent=1,
    )


#: One line for each answer and each score, so that any instrument fits into one file.
RESPONSE_FIELDS = ("key", "instrument", "at", "day", "what", "value")
#: Names a response in other systems, beside its key.
RESPONSE_SYSTEM = "urn:kindward:response"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, RESPONSE_SYSTEM)


def response_fields(response: Response) -> dict[str, Any]:
    """A response as plain values with its scores; ``score`` is None for an instrument that is no longer here."""
    made = score_of(response)
    return {
        "key": response.key,
        "instrument": response.instrument,
        "at": plain(response.at),
        "day": plain(response.day),
        "answers": response.answers,
        "score": None
        if made is None
        else {
            "total": made.total,
            "subscales": dict(made.subscales),
            "flags": list(made.flags),
            "not_scored": list(made.not_scored),
        },
    }


def score_of(response: Response) -> Score | None:
    """The response's scores by today's key; None where that is gone or has other items now."""
    instrument = instruments().get(response.instrument)
    try:
        return score(instrument, response.answers) if instrument else None
    except AnswerError:
        return None


def responses_to_csv(responses: Iterable[Response]) -> str:
    """Answers and scores, one a line (RFC 4180) under a line of names; empty for what was left out."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(RESPONSE_FIELDS)
    for response in responses:
        told = response_fields(response)
        values = {f"item{number}": answer for number, answer in enumerate(response.answers, 1)}
        if made := told["score"]:
            values |= made["subscales"] | {"total": made["total"]}
        about = [told[name] for name in RESPONSE_FIELDS[:4]]
        writer.writerows([*about, what, "" if value is None else value] for what, value in values.items())
    return out.getvalue()


def responses_to_fhir(responses: Iterable[Response], now: datetime) -> dict[str, Any]:
    """A FHIR R4 Bundle of QuestionnaireResponses. Those whose instrument is gone cannot be told in FHIR."""
    known = instruments()
    entries = []
    for response in responses:
        if score_of(response) is None:
            continue
        resource = response_to_fhir(known[response.instrument], response.answers, response.at)
        resource["identifier"] = {"system": RESPONSE_SYSTEM, "value": response.key}
        entries.append({"fullUrl": f"urn:uuid:{uuid.uuid5(_NAMESPACE, response.key)}", "resource": resource})
    bundle: dict[str, Any] = {
        "resourceType": "Bundle", "type": "collection", "timestamp": now.isoformat(timespec="seconds")
    }  # fmt: skip
    # FHIR has no empty lists: what is empty is left out.
    return bundle | ({"entry": entries} if entries else {})


def _progress(person: Person) -> dict[str, Any]:
    drafts = Draft.objects.of(person).order_by("instrument")
    return {
        "sessions": [session_fields(row) for row in all_sessions_of(person)],
        "check_ins": [check_in_fields(row) for row in all_check_ins_of(person)],
        "responses": [response_fields(row) for row in all_responses_of(person)],
        "drafts": [fields_of(row, "instrument", "answers", "updated_at") for row in drafts],
    }


_SUMS = "sums of the sessions and check-ins that are taken along"
EXPORTER = Exporter(
    (Session, CheckIn, Response, Draft),
    _progress,
    {"sessions": [], "check_ins": [], "responses": [], "drafts": []},
    left_out={PracticeTotal: _SUMS, DayTotal: _SUMS},
)
