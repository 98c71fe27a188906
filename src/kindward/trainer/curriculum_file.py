"""Reading ``curriculum.yml``, with one clear line for whatever is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..practice.script import FLOWS, Script
from .errors import TrainerError

ANCHORS = ("outside", "body", "inside")
KINDS = ("inward", "body", "imagery", "act", "quiet")
_FIELDS = ("trains", "order", "after", "evidence", "gentleness", "anchor", "is")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the curriculum says of one practice. ``evidence`` and ``gentleness`` from 0 to 1."""

    trains: Mapping[str, float]
    order: int
    after: tuple[str, ...]
    evidence: float
    gentleness: float
    anchor: str
    is_: tuple[str, ...]

    @classmethod
    def careful(cls, script: Script) -> Entry:
        """For a practice nobody has placed yet: last, little evidence, not for the first days, not for hard
        ones."""
        share = 1 / len(script.flows) if script.flows else 0.0
        kinds = ("inward", "imagery") if script.form == "imagery" else ("inward",)
        return cls(dict.fromkeys(script.flows, share), 99, (), 0.3, 0.4, "inside", kinds)


def read_entries(path: Path) -> dict[str, Entry]:
    """Entries by slug. Raises :class:`TrainerError` naming file, line, field and what was expected."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TrainerError(
            f"{path}:1: file: cannot be read ({' '.join(str(error).split())}); expected YAML"
        ) from None
    listed = data.get("practices") if isinstance(data, dict) else None
    if not isinstance(listed, dict) or not listed:
        raise TrainerError(f"{path}:1: practices: is missing; expected one entry per practice")
    out = {}
    for slug, item in listed.items():
        line = next((n for n, said in enumerate(text.splitlines(), 1) if said.strip() == f"{slug}:"), 1)
        out[slug] = _entry(f"{path}:{line}: {slug}", item)
    for slug, entry in out.items():
        for first in entry.after:
            if first not in out or first == slug:
                raise TrainerError(
                    f"{path}:1: {slug}: after: “{first}” is not another practice of this file; "
                    "expected its slug"
                )
    return out


def _entry(where: str, item: Any) -> Entry:
    if not isinstance(item, dict) or set(item) != set(_FIELDS):
        raise TrainerError(f"{where}: has not the right fields; expected {', '.join(_FIELDS)}")
    trains = {flow: _share(where, "trains", share) for flow, share in (item["trains"] or {}).items()}
    if not set(trains) <= set(FLOWS) or sum(trains.values()) > 1.0001:
        raise TrainerError(
            f"{where}: trains: names an unknown flow or more than 1 in all; "
            f"expected shares of {', '.join(FLOWS)}"
        )
    kinds = tuple(item["is"] or ())
    if not set(kinds) <= set(KINDS):
        raise TrainerError(f"{where}: is: names something unknown; expected some of {', '.join(KINDS)}")
    if item["anchor"] not in ANCHORS:
        raise TrainerError(
            f"{where}: anchor: “{item['anchor']}” is unknown; expected one of {', '.join(ANCHORS)}"
        )
    if not isinstance(item["order"], int) or item["order"] < 1:
        raise TrainerError(
            f"{where}: order: {item['order']!r} is not a place; expected a whole number from 1"
        )
    return Entry(
        trains, item["order"], tuple(item["after"] or ()), _share(where, "evidence", item["evidence"]),
        _share(where, "gentleness", item["gentleness"]), item["anchor"], kinds,
    )  # fmt: skip


def _share(where: str, name: str, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise TrainerError(f"{where}: {name}: {value!r} is not a share; expected a number from 0 to 1")
    return float(value)
