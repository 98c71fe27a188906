"""A decision as it is kept, so that what another policy would have done can be worked out later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .events import Decision


@dataclass(frozen=True, slots=True)
class Logged:
    """One decision and what came of it. ``reward`` in the same units for all records; None while nothing
    was said.

    ``chances`` holds the exact chance of every practice that could have been chosen, ``features`` what the
    choice depended on.
    """

    slug: str
    propensity: float
    policy: str
    chances: Mapping[str, float]
    features: Mapping[str, float]
    reward: float | None = None

    @classmethod
    def of(cls, decision: Decision, reward: float | None = None) -> Logged:
        """The record of ``decision``."""
        return cls(
            decision.slug,
            decision.propensity,
            decision.policy,
            dict(decision.chances),
            dict(decision.features),
            reward,
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "slug": self.slug, "propensity": self.propensity, "policy": self.policy,
            "chances": dict(self.chances),
            "features": dict(self.features), "reward": self.reward,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Logged:
        """What :meth:`as_json` gave."""
        return cls(
            *(data[name] for name in ("slug", "propensity", "policy", "chances", "features", "reward"))
        )
