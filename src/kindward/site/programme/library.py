"""The eight weeks, read once by each process."""

from __future__ import annotations

from functools import cache

from kindward.programme import Week, load_weeks


@cache
def weeks() -> tuple[Week, ...]:
    """All eight in the order of their files. A changed file is seen at the next start."""
    return load_weeks()


def week(number: int) -> Week:
    """The week of that number, 1 to 8."""
    return weeks()[number - 1]
