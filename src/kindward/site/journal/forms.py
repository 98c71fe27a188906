"""What pages and forms send in, read and checked."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.http import QueryDict

from kindward.site.errors import Invalid
from kindward.site.journal.locked import check_locked
from kindward.site.journal.models import key_shape
from kindward.site.journal.selectors import HARD_DAY
from kindward.site.journal.services import Draft
from kindward.writing import LOCKED, Guide, guides

#: Characters in one answer; a letter of twelve pages fits.
LONGEST_PART = 20_000


def draft_from_json(body: bytes, now: datetime) -> Draft:
    """A draft as a page's script sends it. Raises :class:`Invalid`."""
    try:
        told = json.loads(body)
    except ValueError:
        raise Invalid("body", "is no JSON") from None
    if not isinstance(told, dict):
        raise Invalid("body", "expected an object")
    kind = str(told.get("kind", ""))
    return Draft(
        key=_name(told, "key"),
        kind=kind,
        parts=_parts(kind, told.get("parts")),
        base=_count(told, "base", 0),
        writer=_name(told, "writer"),
        save=_count(told, "save", 1),
        day=_day(told.get("day"), now),
        who=str(told.get("who") or "")[:64],
    )


def draft_from_form(guide: Guide, data: QueryDict, now: datetime) -> Draft | None:
    """A draft as a form without script sends it; None where nothing was written. Raises :class:`Invalid`.

    Its key is made from what it says, so that a form sent twice is one entry.
    """
    parts = _parts(guide.kind, {name: data.get(name, "") for name in guide.names})
    if not parts:
        return None
    told = json.dumps([guide.kind, parts, now.date().isoformat()], sort_keys=True)
    key = "form-" + sha256(told.encode()).hexdigest()[:32]
    return Draft(key, guide.kind, parts, base=0, writer="a-form-without-script", save=1, day=now.date())


def when_it_comes(data: QueryDict, today: date) -> str:
    """When a letter is to come back: an ISO date after today, ``hard-day``, or empty for not. Raises
    :class:`Invalid`."""
    way = data.get("comes", "")
    if way in ("", HARD_DAY):
        return way
    try:
        on = date.fromisoformat(data.get("on", ""))
    except ValueError:
        raise Invalid("on", "expected a date") from None
    if not today < on <= today + timedelta(days=3660):
        raise Invalid("on", "expected a day after today, within ten years")
    return on.isoformat()


def _parts(kind: str, told: Any) -> dict[str, str]:
    if kind == LOCKED:
        return {"locked": check_locked(told)}
    guide = guides().get(kind)
    if guide is None:
        raise Invalid("kind", "is not known")
    if not isinstance(told, dict) or not told.keys() <= {*guide.names}:
        raise Invalid("parts", f"expected answers by name: {', '.join(guide.names)}")
    for name, text in told.items():
        if not isinstance(text, str) or len(text) > LONGEST_PART:
            raise Invalid(name, f"expected a text of at most {LONGEST_PART} characters")
    # PostgreSQL takes no NUL, and nobody writes one.
    return {name: text.replace("\x00", "") for name, text in told.items() if text.strip()}


def _name(told: dict[str, Any], field: str) -> str:
    value = str(told.get(field, ""))
    if not key_shape.regex.search(value):  # type: ignore[union-attr]
        raise Invalid(field, str(key_shape.message))
    return value


def _count(told: dict[str, Any], field: str, least: int) -> int:
    value = told.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 2**31:
        raise Invalid(field, f"expected a whole number from {least}")
    return value


def _day(told: Any, now: datetime) -> date:
    today = now.date()
    try:
        day = date.fromisoformat(str(told))
    except ValueError:
        return today
    # A clock that was set wrong; nothing is lost over it. East of UTC it may be tomorrow.
    return day if date(2025, 1, 1) <= day <= today + timedelta(days=1) else today
