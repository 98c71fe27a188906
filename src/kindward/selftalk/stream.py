"""Texts as JSON, one a line, in and out; a line at a time, so that a million take no more memory than one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from .errors import SelftalkError
from .model import Model

#: A line longer than this is no short text, and would have to be held whole.
LONGEST_LINE = 1_000_000


def rate_lines(
    lines: Iterable[bytes], model: Model, silent: Callable[[str], bool] | None = None
) -> Iterator[bytes]:
    """``{"id","text"}`` in, ``{"id","warmth","sure"}`` out, in the same order; blank lines are passed over.

    Of a text for which ``silent`` holds nothing is said, as of an empty one: both numbers are 0.
    :class:`SelftalkError` as ``line:field: what is wrong; what was expected``.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            name, text = _read(line, number)
            said = model.rate("" if silent and silent(text) else text)
            answer = {"id": name, "warmth": round(said.warmth, 4), "sure": round(said.sure, 4)}
            yield json.dumps(answer, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def _read(line: bytes, number: int) -> tuple[str | int, str]:
    if len(line) > LONGEST_LINE:
        raise SelftalkError(f"{number}:text: is over a million bytes; expected a short text")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise SelftalkError(f'{number}:line: is not JSON; expected {{"id": …, "text": …}}') from None
    if not isinstance(row, dict):
        raise SelftalkError(f'{number}:line: is no object; expected {{"id": …, "text": …}}')
    name, text = row.get("id"), row.get("text")
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise SelftalkError(f"{number}:id: {_wrong(row, 'id')}; expected text or a whole number")
    if not isinstance(text, str):
        raise SelftalkError(f"{number}:text: {_wrong(row, 'text')}; expected text")
    return name, text


def _wrong(row: dict[str, object], field: str) -> str:
    return "is neither" if field == "id" and field in row else "is no text" if field in row else "is missing"
