"""The same rule by other means: as somebody would write it in plain Python, and with pandas."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kindward.measure.instruments import Instrument

Scored = dict[str, Any]


def plain_rows(instrument: Instrument, rows: Sequence[Sequence[int | None]]) -> list[Scored]:
    """One dictionary of scores per row, in plain Python."""
    return [plain_row(instrument, row) for row in rows]


def plain_row(instrument: Instrument, row: Sequence[int | None]) -> Scored:
    """Scores of one person, None where not scored."""
    out = {
        s.name: _plain(instrument, row, s.items, not s.as_answered, s.how == "sum")
        for s in instrument.subscales
    }
    if instrument.total == "mean-of-subscales":
        means = [_plain(instrument, row, s.items, True, False) for s in instrument.subscales]
        out["total"] = None if None in means else sum(m for m in means if m is not None) / len(means)
    elif instrument.total != "none":
        whole = _plain(instrument, row, instrument.total_items, True, instrument.total == "sum")
        out["total"] = None if whole is None else whole * instrument.multiply
    return out


def _plain(
    instrument: Instrument, row: Sequence[int | None], items: Sequence[int], turn: bool, as_sum: bool
) -> float | None:
    there = []
    for item in items:
        answer = row[item - 1]
        if answer is not None:
            if turn and item in instrument.reversed:
                answer = instrument.low + instrument.high - answer
            there.append(answer)
    if 5 * (len(items) - len(there)) > len(items):
        return None
    mean = sum(there) / len(there)
    return mean * len(items) if as_sum else mean


def plain_file(instrument: Instrument, source: Path, out: Path) -> None:
    """CSV to JSON in plain Python."""
    with source.open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        rows = []
        for name, *fields in reader:
            scored = plain_row(instrument, [int(field) if field else None for field in fields])
            total = scored.pop("total", None)
            rows.append({"id": name, "total": total, "subscales": scored})
    out.write_text(json.dumps(rows), encoding="utf-8")


def pandas_frame(instrument: Instrument) -> Callable[[Any], Any]:
    """Scores of a data frame of items, as a practised user of pandas writes it: no loop over rows."""
    import pandas as pd

    def scale(frame: Any, items: Sequence[int], turn: bool, as_sum: bool) -> Any:
        part = frame[[f"item{item}" for item in items]]
        if turn:
            part = part.copy()
            for item in items:
                if item in instrument.reversed:
                    part[f"item{item}"] = instrument.low + instrument.high - part[f"item{item}"]
        means = part.mean(axis=1).where(part.isna().sum(axis=1) * 5 <= len(items))
        return means * len(items) if as_sum else means

    def scores(frame: Any) -> Any:
        out = pd.DataFrame(index=frame.index)
        for s in instrument.subscales:
            out[s.name] = scale(frame, s.items, not s.as_answered, s.how == "sum")
        if instrument.total == "mean-of-subscales":
            means = [scale(frame, s.items, True, False) for s in instrument.subscales]
            out["total"] = sum(means) / len(means)
        elif instrument.total != "none":
            whole = scale(frame, instrument.total_items, True, instrument.total == "sum")
            out["total"] = whole * instrument.multiply
        return out

    return scores


def pandas_file(instrument: Instrument, source: Path, out: Path) -> None:
    """CSV to JSON with pandas."""
    import pandas as pd

    frame = pd.read_csv(source)
    scored = pandas_frame(instrument)(frame)
    scored.insert(0, "id", frame["id"])
    scored.to_json(out, orient="records")


def as_rows(answers: np.ndarray) -> list[list[int | None]]:
    """The array as lists with None for missing."""
    return [[None if value != value else int(value) for value in row] for row in answers.tolist()]
