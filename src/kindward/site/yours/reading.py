"""Reading a file that somebody brings: a zip as it was taken along, or the JSON from it. Nothing is believed."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import Any, NoReturn

from kindward.site.yours.archive import FORMAT, VERSION
from kindward.site.yours.bundle import ARCHIVE

#: A file as it comes, and what it may unpack to; a person's 10,000 sessions are 5 MB.
MOST_BYTES, MOST_UNPACKED = 20 * 1024 * 1024, 100 * 1024 * 1024
MOST_ROWS = 200_000


class BadFile(ValueError):
    """The file cannot be taken in; ``str()`` says where and why, and holds nothing of what it says."""


def read(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The rows by model. Raises :class:`BadFile`."""
    if len(content) > MOST_BYTES:
        _refuse(f"it has more than {MOST_BYTES // 2**20} MB")
    text = _unpacked(content) if content[:2] == b"PK" else content
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        _refuse(f"it is neither a zip nor JSON; expected {ARCHIVE}, or the zip it came in")
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        _refuse(f"format: expected “{FORMAT}”")
    if told.get("version") != VERSION:
        _refuse(f"version: expected {VERSION}")
    rows = told.get("rows")
    if not isinstance(rows, dict):
        _refuse("rows: expected an object of lists")
    for label, each in rows.items():
        if not isinstance(each, list) or not all(isinstance(row, dict) for row in each):
            _refuse(f"rows, {_name(label)}: expected a list of objects")
    if sum(map(len, rows.values())) > MOST_ROWS:
        _refuse(f"it has more than {MOST_ROWS} rows")
    return rows


def _unpacked(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            found = [info for info in zipped.infolist() if info.filename.rpartition("/")[2] == ARCHIVE]
            if len(found) != 1:
                _refuse(f"the zip has no {ARCHIVE}")
            with zipped.open(found[0]) as file:
                # Read no further than may be, whatever the zip says of its length.
                text = file.read(MOST_UNPACKED + 1)
    except BadFile:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        _refuse("the zip is damaged")
    if len(text) > MOST_UNPACKED:
        _refuse("it unpacks to more than can be taken in")
    return text


def _name(label: str) -> str:
    return (
        label if len(label) < 60 and label.replace(".", "").isalnum() else "a model with a name that is none"
    )


def _refuse(why: str) -> NoReturn:
    raise BadFile(why)
