"""A small book of helplines to bend."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpline_files import LINE, write_emergency, write_lines
from kindward.safety.countries import COUNTRIES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A whole book: every country has 112, Ireland has a national and a secondary line."""
    path = tmp_path / "helplines"
    path.mkdir()
    write_emergency(path / "emergency.tsv", sorted(COUNTRIES))
    write_lines(path / "ie.tsv", LINE, LINE | {"name": "Young listeners", "kind": "secondary"})
    return path
