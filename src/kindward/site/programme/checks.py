"""Said at start when the eight weeks cannot be read."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from kindward.programme import WeekError
from kindward.site.practice.library import catalogue
from kindward.site.programme.library import weeks


@register()
def weeks_load(**_: Any) -> list[CheckMessage]:
    """Every week can be read, and names practices that are there."""
    try:
        named = {
            slug
            for week in weeks()
            for slug in (*week.practices, week.fear.practice, *(hard.practice for hard in week.hard))
        }
    except WeekError as error:
        return [Error(f"the eight weeks cannot be loaded: {error}", id="kindward.E020")]
    return [
        Error(f"the eight weeks name a practice that is not there: {slug}", id="kindward.E021")
        for slug in sorted(named - set(catalogue()))
    ]
