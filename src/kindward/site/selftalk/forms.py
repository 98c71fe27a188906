"""How somebody says what they meant: a warmth for either side, out of a form."""

from __future__ import annotations

from collections.abc import Mapping

#: What the five answers stand for.
WARMTHS = {"-1": -1.0, "-0.5": -0.5, "0": 0.0, "0.5": 0.5, "1": 1.0}


def how_it_was_meant(posted: Mapping[str, str]) -> dict[str, float] | None:
    """``{"to_self": w, "to_friend": w}`` of those that were answered, as a reframe's correction; None for none."""
    sides = {side: WARMTHS.get(posted.get(side, "")) for side in ("to_self", "to_friend")}
    return {side: warmth for side, warmth in sides.items() if warmth is not None} or None
