"""A field's value as JSON has it, and back: times in ISO 8601 and UTC, everything else as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models

from kindward.site.people.exports import plain
from kindward.site.sealing.fields import SealedJSON, SealedText, SealedTime

_TEXTS = (models.CharField, models.TextField, SealedText)
_NUMBERS = (models.IntegerField, models.FloatField)
_MOMENTS = (models.DateTimeField, SealedTime)


def told(value: Any) -> Any:
    """A value as JSON has it."""
    return str(value) if isinstance(value, UUID | Decimal) else plain(value)


def understood(field: Any, value: Any) -> Any:
    """The value that :func:`told` made JSON of. Raises ``ValidationError`` that says what was expected."""
    if value is None:
        if field.null:
            return None
        raise ValidationError("is empty; expected a value")
    if isinstance(field, models.JSONField | SealedJSON):
        return value
    if isinstance(field, _MOMENTS):
        return _moment(value)
    if isinstance(field, models.BooleanField):
        return _of_type(value, bool, "true or false")
    if isinstance(field, _TEXTS):
        return _of_type(value, str, "a text")
    if isinstance(field, _NUMBERS) and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise ValidationError(f"is {_shown(value)}; expected a number")
    try:
        return field.to_python(value)
    except (ValidationError, TypeError, ValueError):
        kind = type(field).__name__.removesuffix("Field").lower()
        raise ValidationError(f"is {_shown(value)}; expected a {kind}") from None


def schema_of(field: Any) -> dict[str, Any]:
    """The field as JSON Schema describes it."""
    if isinstance(field, models.JSONField | SealedJSON):
        return {}
    kind: dict[str, Any] = {"type": "string"}
    if isinstance(field, models.BooleanField):
        kind = {"type": "boolean"}
    elif isinstance(field, models.FloatField):
        kind = {"type": "number"}
    elif isinstance(field, models.IntegerField):
        kind = {"type": "integer"}
    elif isinstance(field, _MOMENTS):
        kind |= {"format": "date-time"}
    elif isinstance(field, models.DateField):
        kind |= {"format": "date"}
    elif isinstance(field, models.UUIDField):
        kind |= {"format": "uuid"}
    if field.null:
        kind["type"] = [kind["type"], "null"]
    return kind


def _moment(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValidationError(f"is {_shown(value)}; expected a moment such as 2026-11-26T08:00:00Z") from None
    if moment.tzinfo is None:
        raise ValidationError(f"is {_shown(value)}; expected a moment with its time zone")
    return moment.astimezone(UTC)


def _of_type(value: Any, kind: type, words: str) -> Any:
    if isinstance(value, kind):
        return value
    raise ValidationError(f"is {_shown(value)}; expected {words}")


def _shown(value: Any) -> str:
    # Never a text itself: it may be somebody's own words, and this goes into messages.
    return "a text" if isinstance(value, str) else f"of type {type(value).__name__}"
