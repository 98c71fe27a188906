"""The instruments of this site: the keys that ship, and the words the operator has loaded."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from kindward.measure.instruments import Instrument, load_instruments


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by name. A changed file is seen at the next start."""
    return load_instruments(own=settings.KINDWARD_DATA / "instruments")


def can_be_taken() -> list[Instrument]:
    """Those with words, so that somebody can answer them; the project's own profile first."""
    there = [instrument for instrument in instruments().values() if instrument.text]
    return sorted(there, key=lambda one: (one.validated, one.title))


def without_words() -> list[Instrument]:
    """Those whose words the operator has not loaded."""
    return [instrument for instrument in instruments().values() if not instrument.text]
