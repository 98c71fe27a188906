"""Scores of many people as JSON or CSV, block by block."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

import numpy as np
import numpy.typing as npt

from .instrument import TOTAL, Instrument
from .score import RISK_UNKNOWN, SAFETY, Vector, not_scored_reason, plain, score_many
from .table import BadRow, Block, read_blocks

FORMATS = ("json", "csv")
_FLAGS = ((), (SAFETY,), (RISK_UNKNOWN,))


@dataclass(slots=True)
class Tally:
    """How many responses were scored, and how many lines could not be."""

    scored: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """One block, scored: for each person the id, scores by scale as they are written, flags, reasons."""

    ids: list[str]
    scores: Mapping[str, list[str]]
    flags: list[int]
    reasons: list[tuple[str, ...]] = field(default_factory=list)


def score_file(
    instrument: Instrument,
    source: IO[bytes],
    out: IO[bytes],
    format_: str = "json",
    on_bad: Callable[[BadRow], object] = lambda _: None,
) -> Tally:
    """Score every response in ``source`` (CSV, see :func:`read_blocks`) into ``out``, in the file's order.

    ``json``: a list of ``{"id", "total", "subscales", "flags", "not_scored"}``; ``csv``: the columns.
    A line that cannot be read goes to ``on_bad`` and the others are scored. Memory does not grow with the
    file. Raises :class:`TableError` for a head that does not fit, before anything is written.
    """
    write = _write_csv if format_ == "csv" else _write_json
    tally = Tally()

    def told() -> Iterator[Rows]:
        for block in read_blocks(instrument, source):
            for bad in block.bad:
                on_bad(bad)
            tally.bad += len(block.bad)
            tally.scored += len(block.ids)
            if block.ids:
                yield score_block(instrument, block)

    write(instrument, told(), out)
    return tally


def score_block(instrument: Instrument, block: Block) -> Rows:
    """The scores of one block as they are written; ``null`` where not scored."""
    table = score_many(instrument, block.answers)
    scales: dict[str, Vector] = dict(table.subscales)
    if table.total is not None:
        scales[TOTAL] = table.total
    scores = {name: _written(values) for name, values in scales.items()}
    flags = (table.safety + 2 * table.risk_unknown).tolist()
    return Rows(block.ids, scores, flags, _reasons(instrument, block, scales))


def _reasons(instrument: Instrument, block: Block, scales: Mapping[str, Vector]) -> list[tuple[str, ...]]:
    """Why what is not scored is not, for each person. The few different reasons are written once each."""
    if not any(np.isnan(values).any() for values in scales.values()):
        return [()] * len(block.ids)
    code = np.zeros(len(block.ids), dtype=np.int64)
    for name, values in scales.items():
        items = np.array(instrument.items_of(name)) - 1
        missing = np.isnan(block.answers[:, items]).sum(axis=1)
        # One number for each combination of counts so far, kept as small as there are combinations.
        code = code * (len(items) + 1) + np.where(np.isnan(values), missing, 0)
        code = np.unique(code, return_inverse=True)[1]
    different, first_at, which = np.unique(code, return_index=True, return_inverse=True)
    texts = np.empty(len(different), dtype=object)
    for number, at in enumerate(first_at.tolist()):
        blank = np.isnan(block.answers[at])
        texts[number] = tuple(
            not_scored_reason(instrument, blank, name)
            for name, values in scales.items()
            if np.isnan(values[at])
        )
    return list(texts[which])


def _written(values: npt.NDArray[np.float64]) -> list[str]:
    """Scores as text. There are few different ones: each is written once."""
    different, which = np.unique(values, return_inverse=True)
    texts = np.array([_one(value) for value in different], dtype=object)
    return list(texts[which])


def _one(value: float) -> str:
    given = plain(value)
    return "null" if given is None else repr(given)


def _write_json(instrument: Instrument, blocks: Iterator[Rows], out: IO[bytes]) -> None:
    names = [subscale.name for subscale in instrument.subscales]
    inner = ",".join(f"{json.dumps(name)}:%s" for name in names)
    pattern = '{"id":%s,"total":%s,"subscales":{' + inner + '},"flags":%s,"not_scored":%s}'
    flags = [json.dumps(list(flag)) for flag in _FLAGS]
    first = True
    for rows in blocks:
        columns = [
            _json_ids(rows.ids),
            rows.scores.get(TOTAL) or ["null"] * len(rows.ids),
            *(rows.scores[name] for name in names),
            [flags[flag] for flag in rows.flags],
            _json_lists(rows.reasons),
        ]
        text = ",\n".join([pattern % row for row in zip(*columns, strict=True)])
        out.write(("[\n" if first else ",\n").encode() + text.encode())
        first = False
    out.write(b"[]\n" if first else b"\n]\n")


def _json_lists(lists: list[tuple[str, ...]]) -> list[str]:
    written = {one: json.dumps(list(one), ensure_ascii=False) for one in set(lists)}
    return [written[one] for one in lists]


def _json_ids(ids: list[str]) -> list[str]:
    together = "".join(ids)
    if together.isascii() and together.isprintable() and "\\" not in together and '"' not in together:
        return [f'"{one}"' for one in ids]
    return [json.dumps(one, ensure_ascii=False) for one in ids]


def _write_csv(instrument: Instrument, blocks: Iterator[Rows], out: IO[bytes]) -> None:
    names = [subscale.name for subscale in instrument.subscales]
    head = ["id", "total", *names, "flags", "not_scored"]
    first = True
    for rows in blocks:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        if first:
            writer.writerow(head)
        columns = [
            rows.ids,
            _blank(rows.scores.get(TOTAL) or [""] * len(rows.ids)),
            *(_blank(rows.scores[name]) for name in names),
            [" ".join(_FLAGS[flag]) for flag in rows.flags],
            ["; ".join(one) for one in rows.reasons],
        ]
        writer.writerows(zip(*columns, strict=True))
        out.write(text.getvalue().encode())
        first = False
    if first:
        out.write((",".join(head) + "\n").encode())


def _blank(values: list[str]) -> list[str]:
    return ["" if value == "null" else value for value in values]
