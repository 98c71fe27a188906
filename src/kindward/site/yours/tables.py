"""The parts as tables for a spreadsheet (RFC 4180), and as something to read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from kindward.measure.practised import say_practised
from kindward.site.people.kept import ROW, Kept
from kindward.site.practice.library import catalogue
from kindward.site.yours.archive import Part, tied_models

#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: More rows than this, or text of one's own, are not put into a table to read.
_MOST_COLUMNS = 5


def to_csv(part: Part) -> str:
    """The rows, one a line under a line of names. A text that a spreadsheet would run begins with an apostrophe."""
    names = ["row", *tied_models(part.kept), *part.kept.taken]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in part.told)
    return out.getvalue()


def to_read(part: Part) -> dict[str, Any]:
    """The part as a page shows it: ``title``, ``columns``, ``rows`` of texts; each row ``lines`` where it is long."""
    kept = part.kept
    names = kept.shown or tuple(name for name, words in kept.taken.items() if words != ROW)
    rows = [dict(_lines(kept, row, names)) for row in part.rows]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    in_table = len(columns) <= _MOST_COLUMNS and not kept.private
    return {
        "title": kept.title,
        "columns": columns,
        "table": [[row.get(column, "") for column in columns] for row in rows] if in_table else None,
        "entries": None
        if in_table
        else [[(name, text) for name, text in row.items() if text] for row in rows],
        "how_many": len(rows),
    }


def say(name: str, value: Any) -> str:
    """A value in words."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%-d %B %Y, %H:%M} UTC"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if name.endswith(("seconds", "seconds_practised")) and isinstance(value, int):
        return say_practised(value)
    if name == "practice" and (script := catalogue().get(str(value))):
        return script.title
    if isinstance(value, dict):
        return "; ".join(
            f"{key.replace('_', ' ')}: {text}" for key in value if (text := say(key, value[key]))
        )
    if isinstance(value, list | tuple):
        return ", ".join(say("", one) or "–" for one in value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _lines(kept: Kept, row: Any, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield _heading(kept.taken[name]), say(name, getattr(row, name))
    for words, value in (kept.follows(row) if kept.follows else {}).items():
        yield _heading(words), say(words, value)


def _heading(words: str) -> str:
    return words[:1].upper() + words[1:].partition(":")[0]


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
