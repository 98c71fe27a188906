"""What a room above this one expects of practices for a person: filled in by who can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kindward.site.people.models import Person

#: For a person: by practice, how soothing it is for them on the whole, 0 to 4, and half the width of the interval
#: that holds that with 90%. Empty while nothing is known.
Expects = Callable[[Person], Mapping[str, tuple[float, float]]]

#: By what is expected; the room that learns about people puts its own under ``soothing``.
EXPECTED: dict[str, Expects] = {}


def expected_soothing(person: Person | None) -> Mapping[str, tuple[float, float]]:
    """Mean and half width by practice, for the person; nothing where nobody can tell."""
    tell = EXPECTED.get("soothing")
    return tell(person) if tell and person else {}
