"""Who is held at the moment: a note for the coordinators, in the cache, that fades by itself. It decides nothing."""

from __future__ import annotations

from collections.abc import Collection

from django.core.cache import cache

#: A run every five minutes renews it.
FADES_AFTER = 15 * 60


def note_held(cases: Collection[str]) -> None:
    """Note that these cases are held."""
    if cases:
        cache.set_many({_name(case): True for case in cases}, FADES_AFTER)


def held_of(cases: Collection[str]) -> frozenset[str]:
    """Those of the cases that are held. One query."""
    names = {_name(case): case for case in cases}
    return frozenset(names[name] for name in cache.get_many(names)) if names else frozenset()


def _name(case: str) -> str:
    return f"care-held:{case}"
