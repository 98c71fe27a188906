"""The length of every sentence that ships, in milliseconds, so that composing a session speaks nothing.

One table an engine and pace, ``<engine>-<speed>.tsv``: lines of clip key, tab, milliseconds, sorted by key.
``python -m kindward.voice.lengths build`` writes them; ``… check`` says what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent


def shipped_length(engine: str, speed: float, key: str) -> int | None:
    """Milliseconds of the clip of that key, or None if it did not ship."""
    return table(engine, speed).get(key)


@lru_cache(maxsize=8)
def table(engine: str, speed: float) -> Mapping[str, int]:
    """Lengths by key as they shipped; empty for an engine that ships none. Read once a process."""
    return read_table(table_path(engine, speed))


def table_path(engine: str, speed: float, folder: Path = FOLDER) -> Path:
    """Where that table lies."""
    return folder / f"{engine}-{speed:g}.tsv"


def read_table(path: Path) -> dict[str, int]:
    """Lengths by key from that file; empty if there is none."""
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="ascii").splitlines()
    return {key: int(length) for key, _, length in (line.partition("\t") for line in lines)}


def write_table(path: Path, lengths: Mapping[str, int]) -> None:
    """Write that file, sorted, whole or not at all."""
    from ..store import write_whole

    write_whole(path, "".join(f"{key}\t{lengths[key]}\n" for key in sorted(lengths)).encode("ascii"))
