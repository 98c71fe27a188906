"""Everything a person has here, in one zip: to read, to print, to put into a spreadsheet, to take elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from kindward.site.people.models import Person
from kindward.site.progress.exports import responses_to_fhir
from kindward.site.progress.selectors import all_responses_of
from kindward.site.yours import archive, tables

#: In the zip: what another Kindward takes in.
ARCHIVE = "kindward.json"
_LOOK = Path(__file__).parent / "templates" / "yours" / "archive" / "look.css"


def zip_of(person: Person, now: datetime) -> bytes:
    """The zip. ``now`` is when it is made, in UTC."""
    parts = archive.parts_of(person)
    files: dict[str, str] = {
        "index.html": index_of(parts, now),
        "look.css": _LOOK.read_text(encoding="utf-8"),
        ARCHIVE: _json(archive.archive_of(person, parts, now)),
        "kindward.schema.json": _json(archive.schema()),
        "answers.fhir.json": _json(responses_to_fhir(all_responses_of(person), now)),
    }
    files |= {f"tables/{part.kept.label}.csv": tables.to_csv(part) for part in parts if part.rows}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            info = zipfile.ZipInfo(f"kindward/{name}", now.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            zipped.writestr(info, text)
    return out.getvalue()


def index_of(parts: list[archive.Part], now: datetime) -> str:
    """The page to read and print; it needs no other file but its look."""
    shown = [tables.to_read(part) for part in parts if part.rows]
    return render_to_string("yours/archive/index.html", {"parts": shown, "now": now})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
