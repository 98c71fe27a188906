"""Answers in CSV, read in blocks of lines: with arrays where a line is plain, with care where it is not.

Commas, semicolons or tabs part the columns, as the head says; spreadsheets of many countries write the latter.
A plain line has as many of them as the head, no quotes, and in every answer nothing, or one or two digits, or
those with ``.0`` as spreadsheets write them. All others are read one by one, and understood or reported.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np
import numpy.typing as npt

from .instrument import Instrument

#: Bytes read at once: enough for arrays to pay off, little enough for memory to stay flat.
BLOCK = 1 << 20
#: A line longer than this is no response, and is not kept in memory to find out.
LONGEST_LINE = 1 << 20

#: What may part columns; the first where the head does not tell.
DELIMITERS = (",", ";", "\t")

_NEWLINE, _QUOTE, _POINT, _ZERO = b'\n".0'


class TableError(ValueError):
    """A file that is no table of answers: line 1, what is wrong, what was expected."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that is not scored: its number, the column (from 1) and its name, and what is wrong."""

    line: int
    column: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: column {self.column} ({self.name}): {self.message}"


@dataclass(frozen=True, slots=True)
class Block:
    """Responses in the file's order: ids, answers (n, items) with NaN for missing; bad rows."""

    ids: list[str]
    answers: npt.NDArray[np.float64]
    bad: list[BadRow]


def read_blocks(instrument: Instrument, source: IO[bytes], size: int = BLOCK) -> Iterator[Block]:
    """The responses in ``source``: CSV in UTF-8, or in UTF-16 with its mark.

    Its head names ``id``, ``item1`` to ``itemN``, in any order. Other columns are left alone; an empty answer is
    missing; empty lines are passed over. Raises :class:`TableError` for a head that does not fit.
    """
    head, read = _begin(source)
    reader = _Reader(instrument, head)
    line, rest = 2, b""
    while True:
        more = read(size)
        if not more:
            break
        whole, newline, tail = (rest + more).rpartition(b"\n")
        rest = tail if newline else rest + more
        if newline:
            yield reader.block(whole + newline, line)
            line += whole.count(b"\n") + 1
        elif len(rest) > LONGEST_LINE:
            raise TableError(
                f"{line}: file: a line goes on for more than {LONGEST_LINE:,} bytes; expected a response"
            )
    if rest:
        yield reader.block(rest + b"\n", line)


def _begin(source: IO[bytes]) -> tuple[bytes, Callable[[int], bytes]]:
    """The head, and what reads on after it; both UTF-8."""
    head = source.readline(LONGEST_LINE)
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.removeprefix(codecs.BOM_UTF8), source.read
    decoder = codecs.getincrementaldecoder("utf-16")()

    def decoded(data: bytes) -> str:
        try:
            return decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise TableError("1: file: begins as UTF-16 text and is none; expected CSV") from None

    def read(size: int) -> bytes:
        while data := source.read(size):
            if text := decoded(data):
                return text.encode()
        return decoded(b"").encode()

    # A byte that ends a line in UTF-8 is half a character here: the head may go on a little.
    text = decoded(head)
    while "\n" not in text and len(text) < LONGEST_LINE and (half := source.read(1)):
        text += decoded(half)
    return text.encode(), read


def _columns(text: str, wanted: list[str]) -> tuple[list[str], str]:
    """The names in the head, and what parts them: whatever gives most of those that are wanted."""
    ways = []
    for delimiter in DELIMITERS:
        names = next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter), [])
        ways.append(([name.strip().lower() for name in names], delimiter))
    return max(ways, key=lambda way: len(set(wanted).intersection(way[0])))


class _Reader:
    """Knows the columns; turns bytes of whole lines into a :class:`Block`."""

    def __init__(self, instrument: Instrument, head: bytes) -> None:
        self.low, self.high = instrument.low, instrument.high
        wanted = ["id", *(f"item{number}" for number in range(1, instrument.items + 1))]
        try:
            text = head.decode()
        except UnicodeDecodeError:
            raise TableError("1: file: not UTF-8 text; expected CSV") from None
        names, self.delimiter = _columns(text, wanted)
        missing = [name for name in wanted if name not in names]
        if missing:
            more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
            told = f"{', '.join(missing[:3])}{more} {'is' if len(missing) == 1 else 'are'} not there"
            raise TableError(f"1: head: {told}; expected id,item1,…,item{instrument.items}")
        twice = [name for name in wanted if names.count(name) > 1]
        if twice:
            raise TableError(f"1: head: {twice[0]} is there twice; expected each column once")
        self.names, self.count = names, len(names)
        self.id_at = names.index("id")
        self.items_at = np.array([names.index(name) for name in wanted[1:]])

    def block(self, data: bytes, line: int) -> Block:
        """The responses in ``data``, whole lines that begin at number ``line``."""
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n")
        buffer = np.frombuffer(data, dtype=np.uint8)
        ends_of_field = np.flatnonzero((buffer == ord(self.delimiter)) | (buffer == _NEWLINE))
        last_of_line = np.flatnonzero(buffer[ends_of_field] == _NEWLINE)
        line_ends = ends_of_field[last_of_line]
        line_starts = np.concatenate(([0], line_ends[:-1] + 1))
        plain = np.diff(last_of_line, prepend=-1) == self.count
        if b'"' in data:
            plain[np.searchsorted(line_ends, np.flatnonzero(buffer == _QUOTE))] = False
        answers = np.full((len(line_ends), len(self.items_at)), np.nan, order="F")
        ids = self._plain_lines(data, buffer, ends_of_field, last_of_line, line_starts, plain, answers)
        bad, keep = [], plain.copy()
        for at in np.flatnonzero(~plain).tolist():
            row = data[line_starts[at] : line_ends[at]]
            if not row.strip():
                continue
            read = self._odd_line(row, line + at)
            if isinstance(read, BadRow):
                bad.append(read)
            else:
                ids[at], answers[at] = read
                keep[at] = True
        if keep.all():
            return Block(ids, answers, bad)
        return Block([ids[at] for at in np.flatnonzero(keep).tolist()], np.asfortranarray(answers[keep]), bad)

    def _plain_lines(
        self,
        data: bytes,
        buffer: npt.NDArray[np.uint8],
        ends_of_field: npt.NDArray[np.intp],
        last_of_line: npt.NDArray[np.intp],
        line_starts: npt.NDArray[np.intp],
        plain: npt.NDArray[np.bool_],
        answers: npt.NDArray[np.float64],
    ) -> list[str]:
        """Fill in the answers of plain lines; a line that turns out not to be is marked so in ``plain``."""
        rows = np.flatnonzero(plain)
        first = last_of_line[rows] - self.count + 1
        fine = np.ones(len(rows), dtype=bool)
        for item, column in enumerate(self.items_at.tolist()):
            stop = ends_of_field[first + column]
            start = ends_of_field[first + column - 1] + 1 if column else line_starts[rows]
            values, read = _small_numbers(buffer, start, stop)
            fine &= read & ~((values < self.low) | (values > self.high))
            answers[rows, item] = values
        plain[rows[~fine]] = False
        stop = ends_of_field[first + self.id_at]
        start = ends_of_field[first + self.id_at - 1] + 1 if self.id_at else line_starts[rows]
        ids = [""] * len(plain)
        pairs = zip(rows.tolist(), start.tolist(), stop.tolist(), strict=True)
        if data.isascii():
            text = data.decode("ascii")
            for row, begin, end in pairs:
                ids[row] = text[begin:end]
        else:
            for row, begin, end in pairs:
                try:
                    ids[row] = data[begin:end].decode()
                except UnicodeDecodeError:
                    plain[row] = False
        return ids

    def _odd_line(self, row: bytes, line: int) -> tuple[str, list[float]] | BadRow:
        try:
            fields = next(csv.reader([row.decode()], delimiter=self.delimiter, strict=True))
        except UnicodeDecodeError:
            return BadRow(line, 1, self.names[0], "not UTF-8 text")
        except csv.Error as error:
            return BadRow(
                line, 1, self.names[0], f"not CSV ({error}); expected quotes in pairs, one line a response"
            )
        if len(fields) != self.count:
            at = min(len(fields), self.count - 1)
            few = "the line ends before it" if len(fields) < self.count else "the line goes on after it"
            message = f"{few}; expected {self.count} columns, found {len(fields)}"
            return BadRow(line, at + 1, self.names[at], message)
        values = []
        for column in self.items_at.tolist():
            value = self._number(fields[column])
            if value is None:
                expected = f"expected {self.low} to {self.high}, or nothing"
                message = f"“{_short(fields[column])}” is not an answer; {expected}"
                return BadRow(line, column + 1, self.names[column], message)
            values.append(value)
        return fields[self.id_at], values

    def _number(self, text: str) -> float | None:
        text = text.strip()
        if not text:
            return np.nan
        whole, _, part = text.partition(".")
        if not (whole.isascii() and whole.lstrip("+-").isdigit() and len(whole) < 9) or part.strip("0"):
            return None
        try:
            number = int(whole)
        except ValueError:
            return None
        return float(number) if self.low <= number <= self.high else None


def _small_numbers(
    buffer: npt.NDArray[np.uint8], start: npt.NDArray[np.intp], stop: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Numbers of one or two digits (``.0`` or not) between places; NaN where empty. And which were read."""
    length = stop - start
    if (length > 2).any():
        pointed = (length > 2) & (buffer[stop - 1] == _ZERO) & (buffer[stop - 2] == _POINT)
        length = length - 2 * pointed
    one = buffer[start].astype(np.int16) - _ZERO
    first_is_digit = (one >= 0) & (one <= 9)
    values = one.astype(np.float64)
    two_long = length == 2
    read = (length == 1) & first_is_digit
    if two_long.any():
        # A field of two bytes has a byte after it: its delimiter or the end of its line.
        two = buffer[np.minimum(start + 1, len(buffer) - 1)].astype(np.int16) - _ZERO
        both = two_long & first_is_digit & (two >= 0) & (two <= 9)
        values = np.where(both, values * 10 + two, values)
        read |= both
    empty = length == 0
    return np.where(empty, np.nan, values), read | empty


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 20 else f"{plain[:19]}…"
