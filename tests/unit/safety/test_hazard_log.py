"""The hazard log tells the truth about its tests."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
LOG = (ROOT / "docs" / "hazard-log.md").read_text(encoding="utf-8")
ROWS = [line for line in LOG.splitlines() if re.match(r"\| H\d+ ", line)]


def test_every_hazard_has_a_number_of_its_own() -> None:
    numbers = [row.split("|")[1].strip() for row in ROWS]
    assert len(numbers) > 25
    assert len(set(numbers)) == len(numbers)


def test_every_hazard_names_a_test_or_says_that_there_is_none() -> None:
    for row in ROWS:
        proof = row.rstrip(" |").rsplit(" | ", 1)[1]
        assert "`tests/" in proof or "no test" in proof, row


def test_every_named_test_exists() -> None:
    text = ""
    for path in re.findall(r"`(tests/[\w/]+\.py)`", LOG):
        text += (ROOT / path).read_text(encoding="utf-8")
    for name in re.findall(r"`(test_\w+)`", LOG):
        assert f"def {name}(" in text, name
