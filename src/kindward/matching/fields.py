"""One field of one record, checked: what is not as it should be is refused by record, field, and what was expected."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from .errors import ProblemError

_MISSING = object()
#: Fees above this are slips of the finger; so are capacities above the other.
MOST_MONEY, MOST_CLIENTS = 1e9, 10_000


class Record:
    """A client or therapist as it was written; ``where`` names it in refusals."""

    def __init__(self, where: str, values: object) -> None:
        if not isinstance(values, dict):
            raise ProblemError(f"{where}: {shown(values)} is not a record; expected {{…}}")
        self.where, self.values = where, values

    def text(self, name: str) -> str:
        """Words that have to be there."""
        return self._text(name, self._value(name))

    def maybe_text(self, name: str) -> str | None:
        """Words, or null."""
        value = self.values.get(name)
        return None if value is None else self._text(name, value)

    def words(self, name: str, known: Collection[str] | None = None, needed: bool = False) -> tuple[str, ...]:
        """A list of words, each once; those of ``known`` alone, where given. Not there: none, unless needed."""
        value = self._value(name) if needed else self.values.get(name, _MISSING)
        if value is _MISSING:
            return ()
        if not isinstance(value, list):
            raise self.refusal(name, f"{shown(value)} is not a list; expected such as [“…”]")
        for word in value:
            if type(word) is not str or not word or not _can_be_written(word):
                raise self.refusal(name, f"{shown(word)} is not a word; expected text")
            if known is not None and word not in known:
                raise self.refusal(name, f"{shown(word)} is not known; expected {_listed(known)}")
        return tuple(dict.fromkeys(value))

    def money(self, name: str) -> float:
        """An amount that has to be there."""
        return self._number(name, self._value(name))

    def maybe_money(self, name: str) -> float | None:
        """An amount, or null."""
        value = self.values.get(name)
        return None if value is None else self._number(name, value)

    def count(self, name: str, default: object = _MISSING) -> int:
        """A whole number of clients."""
        value = self._value(name) if default is _MISSING else self.values.get(name, default)
        if type(value) is float and value.is_integer():
            value = int(value)
        if type(value) is not int or not 0 <= value <= MOST_CLIENTS:
            raise self.refusal(name, f"{shown(value)} is not a count; expected 0 to {MOST_CLIENTS:,}")
        return value

    def moment(self, name: str) -> datetime:
        """A point in time, in UTC and saying so."""
        value = self._value(name)
        moment = _read(datetime.fromisoformat, value)
        if moment is None or moment.utcoffset() != timedelta(0):
            raise self.refusal(
                name, f"{shown(value)} is no time in UTC; expected such as 2026-11-30T08:15:00Z"
            )
        return moment.astimezone(UTC)

    def day(self, name: str) -> date:
        """A day."""
        value = self._value(name)
        day = _read(date.fromisoformat, value)
        if day is None:
            raise self.refusal(name, f"{shown(value)} is not a day; expected such as 2026-11-30")
        return day

    def records(self, name: str, needed: bool = True) -> list[Any]:
        """A list of records, as yet unread."""
        value = self._value(name) if needed else self.values.get(name, [])
        if not isinstance(value, list):
            raise self.refusal(name, f"{shown(value)} is not a list; expected records")
        return value

    def only(self, known: Collection[str]) -> None:
        """Refuse names that would be passed over, where that would hide a slip."""
        for name in self.values:
            if name not in known:
                raise self.refusal(name, f"is not known here; expected {_listed(known)}")

    def refusal(self, name: str, message: str) -> ProblemError:
        """``message`` about one field."""
        return ProblemError(f"{self.where}: {name}: {message}")

    def _value(self, name: str) -> object:
        value: object = self.values.get(name, _MISSING)
        if value is _MISSING:
            raise self.refusal(name, "is missing; expected a value")
        return value

    def _text(self, name: str, value: object) -> str:
        if type(value) is not str or not value.strip() or not _can_be_written(value):
            raise self.refusal(name, f"{shown(value)} is not text; expected words")
        return value

    def _number(self, name: str, value: object) -> float:
        if type(value) not in (int, float) or not 0 <= value <= MOST_MONEY:  # type: ignore[operator]
            raise self.refusal(name, f"{shown(value)} is not an amount; expected 0 or more")
        return float(value)  # type: ignore[arg-type]


def weight(values: Record, name: str) -> float:
    """What a preference counts: a number, 0 or more; not there: 0."""
    value = values.values.get(name, 0)
    if type(value) not in (int, float) or not math.isfinite(value) or not 0 <= value <= MOST_MONEY:
        raise values.refusal(name, f"{shown(value)} is not a weight; expected a number, 0 or more")
    return float(value)


def shown(value: object) -> str:
    """A value as somebody may have written it, in a few letters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    plain = " ".join(text.encode(errors="replace").decode().split())
    return f"“{plain}”" if len(plain) <= 30 else f"“{plain[:29]}…”"


_T = TypeVar("_T")


def _read(read: Callable[[str], _T], value: object) -> _T | None:
    try:
        return read(value) if type(value) is str else None
    except ValueError:
        return None


def _can_be_written(text: str) -> bool:
    """Whether it is whole letters: JSON can hold halves, which no file can."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _listed(known: Collection[str]) -> str:
    names = list(known)
    return ", ".join(names) if len(names) <= 8 else f"{names[0]} to {names[-1]}"
