"""FHIR R4 QuestionnaireResponse, in and out, as plain JSON; checked with ``fhir.resources`` if installed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .fhir_questionnaire import (
    LOINC_SYSTEM,
    ORDINAL,
    FhirError,
    codes_of,
    expect_resource,
    ordinal_of,
    walk_items,
)
from .instrument import Instrument
from .score import AnswerError, Answers, check_answers, score

__all__ = ["FhirError", "questionnaire_url", "response_from_fhir", "response_to_fhir", "validate_resource"]


def questionnaire_url(instrument: Instrument) -> str:
    """The canonical address of its Questionnaire: LOINC's if it has a panel there, else a name of our own."""
    if instrument.loinc is not None:
        return f"{LOINC_SYSTEM}/q/{instrument.loinc.panel}"
    return f"urn:kindward:instrument:{instrument.name}"


def response_to_fhir(
    instrument: Instrument, answers: Answers, authored: datetime, subject: str | None = None
) -> dict[str, Any]:
    """One response as a completed QuestionnaireResponse, with its total where LOINC has a code for that.

    ``authored`` needs a time zone; ``subject`` is a reference such as ``Patient/1``. An item without an
    answer stays in, empty. Raises :class:`AnswerError`, and :class:`FhirError` for a time without a zone.
    """
    check_answers(instrument, answers)
    if authored.tzinfo is None:
        raise FhirError("authored", "has no time zone; expected one")
    resource: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": questionnaire_url(instrument),
        "status": "completed",
        "authored": authored.isoformat(timespec="seconds"),
    }
    if subject:
        resource["subject"] = {"reference": subject}
    items = [_item(instrument, number, answer) for number, answer in enumerate(answers, 1)]
    total = score(instrument, answers).total
    if instrument.loinc and instrument.loinc.total and total is not None:
        value = {"valueInteger": total} if isinstance(total, int) else {"valueDecimal": total}
        items.append({"linkId": f"/{instrument.loinc.total}", "answer": [value]})
    return {**resource, "item": items}


def response_from_fhir(instrument: Instrument, resource: Any) -> list[int | None]:
    """The answers in a QuestionnaireResponse, in the order of the items, ``None`` for missing ones.

    An item is known by the last part of its ``linkId``: its LOINC code, or its number. Other items (a
    total, a question about difficulty) are left alone. Raises :class:`FhirError`, also when nothing in it
    belongs to ``instrument``.
    """
    expect_resource(resource, "QuestionnaireResponse")
    validate_resource(resource)
    named = resource.get("questionnaire")
    known = _numbers(instrument)
    answers: list[int | None] = [None] * instrument.items
    seen: set[int] = set()
    for item in walk_items(resource):
        number = next((known[code] for code in codes_of(item) if code in known), None)
        if number is None:
            continue
        if number in seen:
            raise FhirError(f"item {number}", "is there twice; expected each once")
        seen.add(number)
        answers[number - 1] = _answer(instrument, number, item)
    if not seen:
        raise FhirError("item", f"none belongs to {instrument.title} (its questionnaire is “{named}”)")
    try:
        check_answers(instrument, answers)
    except AnswerError as error:
        raise FhirError(f"item {error.item}", str(error)) from None
    return answers


def validate_resource(resource: Mapping[str, Any]) -> None:
    """Check a resource with ``fhir.resources`` (R4B), if that is installed. Raises :class:`FhirError`."""
    try:
        from fhir.resources.R4B import get_fhir_model_class
    except ImportError:
        return
    from pydantic import ValidationError

    try:
        get_fhir_model_class(str(resource["resourceType"])).model_validate(dict(resource))
    except ValidationError as error:
        first = error.errors()[0]
        at = ".".join(str(part) for part in first["loc"]) or "resource"
        raise FhirError(at, " ".join(str(first["msg"]).split())) from None


def _item(instrument: Instrument, number: int, answer: int | None) -> dict[str, Any]:
    loinc = instrument.loinc
    item: dict[str, Any] = {"linkId": f"/{loinc.items[number - 1]}" if loinc else str(number)}
    if instrument.text:
        item["text"] = instrument.text.items[number - 1]
    if answer is None:
        return item
    if not loinc or not loinc.answers:
        return {**item, "answer": [{"valueInteger": answer}]}
    coding: dict[str, Any] = {"system": LOINC_SYSTEM, "code": loinc.answers[answer - instrument.low]}
    if instrument.text and instrument.text.options:
        coding["display"] = instrument.text.options[answer - instrument.low]
    coding["extension"] = [{"url": ORDINAL, "valueDecimal": answer}]
    return {**item, "answer": [{"valueCoding": coding}]}


def _numbers(instrument: Instrument) -> dict[str, int]:
    known = {str(number): number for number in range(1, instrument.items + 1)}
    if instrument.loinc:
        known |= {code: number for number, code in enumerate(instrument.loinc.items, 1)}
    return known


def _answer(instrument: Instrument, number: int, item: Mapping[str, Any]) -> int | None:
    given = item.get("answer") or []
    if len(given) > 1:
        raise FhirError(f"item {number}", f"has {len(given)} answers; expected one or none")
    if not given:
        return None
    value = _value(instrument, given[0])
    if value is None or not float(value).is_integer():
        raise FhirError(f"item {number}", "its answer is no number and no code of this questionnaire")
    return int(value)


def _value(instrument: Instrument, answer: Mapping[str, Any]) -> float | None:
    for kind in ("valueInteger", "valueDecimal"):
        value = answer.get(kind)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
    coding = answer.get("valueCoding")
    if not isinstance(coding, Mapping):
        return None
    codes = instrument.loinc.answers if instrument.loinc else ()
    if coding.get("code") in codes:
        return instrument.low + codes.index(str(coding["code"]))
    return ordinal_of(answer)
