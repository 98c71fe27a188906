"""Answers as a page sends them."""

from __future__ import annotations

from django.http import QueryDict

from kindward.measure.instruments import Instrument
from kindward.measure.score import AnswerError


def read_answers(instrument: Instrument, sent: QueryDict) -> list[int | None]:
    """A whole number or None for each item, from fields ``item1`` to ``itemN``. Raises ``AnswerError``."""
    return [_answer(item, sent.get(f"item{item}", "")) for item in range(1, instrument.items + 1)]


def _answer(item: int, text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return int(text)
    except ValueError:
        raise AnswerError(item, "expected a whole number") from None
