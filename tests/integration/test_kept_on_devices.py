"""What the service worker keeps is enough to work with: no kept module asks for one that was left out."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

from django.contrib.staticfiles import finders
from django.test import Client

#: `import … from "./x.js"` at the beginning of a module, without which it does not run.
ASKS = re.compile(r'^import [^"\n]*"(\.[^"]+)"', re.MULTILINE)


def kept_files(client: Client) -> set[str]:
    worker = client.get("/sw.js").content.decode()
    told = re.search(r"formats: FORMATS \} = (\{.*\});", worker)
    assert told
    return {address.removeprefix("/static/") for address in json.loads(told[1])["files"]}


def test_every_module_that_a_kept_module_needs_is_kept_too(bob: Client) -> None:
    kept = kept_files(bob)
    assert "journal/guide.js" in kept
    for name in sorted(kept):
        if not name.endswith(".js"):
            continue
        where = finders.find(name)
        assert where, name
        for other in ASKS.findall(Path(str(where)).read_text(encoding="utf-8")):
            parts: list[str] = []
            for part in (PurePosixPath(name).parent / other).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            assert "/".join(parts) in kept, f"{name} asks for {other}"
