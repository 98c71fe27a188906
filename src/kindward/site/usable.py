"""Whether the value of a setting can be used; ``ValueError`` is one line that names it and what was expected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable

#: A name, with a leading dot for all below it; an address of IPv6 in brackets; all.
_HOST = re.compile(r"\*|\.?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)


def within(name: str, value: int, least: int, most: int) -> int:
    """``value``, from ``least`` to ``most``."""
    if least <= value <= most:
        return value
    raise ValueError(f"{name}: {value}; expected {least} to {most}")


def one_of(name: str, value: str, choices: Collection[str]) -> str:
    """``value``, one of ``choices``."""
    if value in choices:
        return value
    raise ValueError(f"{name}: {value or 'empty'}; expected one of {', '.join(choices)}")


def hosts(name: str, values: Iterable[str]) -> list[str]:
    """``values`` that are names of hosts, without the blanks around them."""
    found = [value.strip() for value in values if value.strip()]
    for value in found:
        if not _HOST.fullmatch(value):
            raise ValueError(
                f"{name}: {value}; expected a name such as kindward.example.org, without https://, port or path"
            )
    return found


def misspelt(given: Iterable[str], known: Collection[str]) -> list[str]:
    """One line for each ``KINDWARD_`` variable in ``given`` that is no setting; each may also be a file."""
    said = []
    for name in sorted(given):
        if not name.startswith("KINDWARD_") or name in known or name.removesuffix("_FILE") in known:
            continue
        near = difflib.get_close_matches(name, known, 1, 0.8)
        said.append(f"{name}: there is no such setting" + (f"; did you mean {near[0]}?" if near else ""))
    return said
