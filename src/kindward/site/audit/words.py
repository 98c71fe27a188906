"""Words for codes of what was read or done. Each room adds its own."""

from __future__ import annotations

#: Code of ``{"what": …}`` in an entry's data, and how a person is told: it follows “read”.
WHAT: dict[str, str] = {
    "everything": "everything that is kept about you",
}


def words_of(code: object) -> str:
    """Words for a code; where a room gave none, the code itself with spaces."""
    return WHAT.get(code, code.replace("-", " ")) if isinstance(code, str) else ""
