"""Reading CSV files that come from elsewhere: every fault with its line and field, and all of them at once."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
#: Fields longer than this are taken for a fault.
LONGEST = 4000


class Faults(Exception):
    """Everything that is wrong with a file, a line each."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
        self.lines: list[str] = []

    def add(self, line: int, field: str, wrong: str, expected: str) -> None:
        self.lines.append(f"{self.name}:{line}: {field}: {wrong}; expected {expected}")

    def __str__(self) -> str:
        return "\n".join(self.lines)


class Row:
    """One line. Asking for a field that is wrong notes the fault and gives a stand-in."""

    def __init__(self, number: int, values: Mapping[str, str], faults: Faults) -> None:
        self.number, self.values, self.faults = number, values, faults

    def text(self, field: str, *, needed: bool = False, most: int = 120) -> str:
        value = self.values.get(field, "")
        if needed and not value:
            self.fault(field, "empty", "a value")
        if len(value) > most:
            self.fault(field, f"{len(value)} characters", f"at most {most}")
        return value

    def codes(self, field: str, known: Collection[str] | None = None, *, needed: bool = False) -> list[str]:
        """Several codes with semicolons between."""
        found = [code.strip() for code in self.values.get(field, "").split(";") if code.strip()]
        if needed and not found:
            self.fault(field, "empty", "codes with semicolons between them")
        for code in found:
            if known is not None and code not in known:
                self.fault(field, f"“{code}”", f"one of {', '.join(known)}")
        return list(dict.fromkeys(found))

    def code(self, field: str, known: Collection[str], *, needed: bool = False) -> str:
        value = self.text(field, needed=needed)
        if value and value not in known:
            self.fault(field, f"“{value}”", f"one of {', '.join(known)}")
        return value

    def day(self, field: str, *, needed: bool = False) -> date | None:
        return self._read(field, date.fromisoformat, "a day such as 2027-01-31", needed)

    def whole(self, field: str, most: int, *, needed: bool = False) -> int | None:
        def read(text: str) -> int:
            number = int(text)
            if not 0 <= number <= most:
                raise ValueError
            return number

        return self._read(field, read, f"a whole number from 0 to {most}", needed)

    def money(self, field: str, *, needed: bool = False) -> Decimal | None:
        def read(text: str) -> Decimal:
            try:
                amount = Decimal(text)
            except InvalidOperation:
                raise ValueError from None
            if not amount.is_finite() or not 0 <= amount < 100_000 or amount != round(amount, 2):
                raise ValueError
            return amount

        return self._read(field, read, "an amount such as 90 or 90.50", needed)

    def fault(self, field: str, wrong: str, expected: str) -> None:
        self.faults.add(self.number, field, wrong, expected)

    def _read(self, field: str, read: Callable[[str], Value], expected: str, needed: bool) -> Value | None:
        value = self.text(field, needed=needed)
        if not value:
            return None
        try:
            return read(value)
        except ValueError:
            self.fault(field, f"“{value[:40]}”", expected)
            return None


def rows_of(path: Path, columns: Sequence[str], needed: Sequence[str], faults: Faults) -> Iterator[Row]:
    """The lines of a CSV file with a header. Raises :class:`Faults` when it cannot be read at all."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        faults.add(1, "file", f"byte {problem.start} is not UTF-8", "a text file in UTF-8")
        raise faults from None
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, columns, needed, faults)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                faults.add(reader.line_num, "line", f"{len(cells)} cells", f"{len(header)}, as in the header")
                continue
            values = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            row = Row(reader.line_num, values, faults)
            for name, value in values.items():
                if len(value) > LONGEST or "\x00" in value:
                    row.fault(
                        name, "too long, or with a zero byte in it", f"text of at most {LONGEST} characters"
                    )
            yield row
    except csv.Error as problem:
        faults.add(reader.line_num, "line", str(problem), "comma-separated cells, quoted where needed")
        raise faults from None


def _check_header(
    header: Sequence[str], columns: Sequence[str], needed: Sequence[str], faults: Faults
) -> None:
    for name in header:
        if name not in columns:
            faults.add(1, "header", f"“{name[:40]}”", f"columns among {', '.join(columns)}")
        elif header.count(name) > 1:
            faults.add(1, "header", f"“{name}” twice", "each column once")
    for name in needed:
        if name not in header:
            faults.add(1, "header", f"no column “{name}”", f"at least {', '.join(needed)}")
    if faults.lines:
        raise faults
