"""Tables with one record per line and a tab between fields: what a spreadsheet saves as “tab separated”."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..text.findings import Finding


@dataclass(frozen=True, slots=True)
class Row:
    """One record before its fields are understood: where it stands (line from 1), and fields by column."""

    path: Path
    line: int
    cells: dict[str, str]

    def finding(self, field: str, message: str) -> Finding:
        """A finding about one field of this record."""
        return Finding(str(self.path), self.line, field, message)


def read_table(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Finding]]:
    """Records of ``path`` and what is wrong with its form.

    The first line names the columns, in any order. Empty lines and lines that begin with ``#`` are passed
    over. Fields come back without white space at their ends. Never raises on bad content.
    """

    def wrong(line: int, field: str, message: str) -> tuple[list[Row], list[Finding]]:
        return [], [Finding(str(path), line, field, message)]

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return wrong(1, "file", "this is not UTF-8 text; expected “Unicode (UTF-8)” when saving")
    except OSError:
        return wrong(1, "file", "there is no such file that can be read; expected a .tsv file")
    rows: list[Row] = []
    findings: list[Finding] = []
    header: list[str] | None = None
    for line, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        fields = [field.strip() for field in next(csv.reader([raw], delimiter="\t"))]
        if header is None:
            header = fields
            missing = [name for name in columns if name not in header]
            strange = [name for name in header if name not in columns]
            if missing or strange:
                said = [f"no column {', '.join(missing)}"] if missing else []
                said += [f"unknown column {', '.join(strange)}"] if strange else []
                return wrong(line, "columns", f"{'; '.join(said)}; expected {' '.join(columns)}")
        elif len(fields) > len(header):
            too_many = f"{len(fields)} fields; expected {len(header)}, with one tab between"
            findings.append(Finding(str(path), line, "columns", too_many))
        else:
            # Spreadsheets leave out empty fields at the end of a line.
            fields += [""] * (len(header) - len(fields))
            rows.append(Row(path, line, dict(zip(header, fields, strict=True))))
    if header is None:
        return wrong(1, "file", "the file is empty; expected a line of column names and one record per line")
    return rows, findings
