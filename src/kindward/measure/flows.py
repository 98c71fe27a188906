"""Which flow is weakest: never the raw minimum, as most people score giving above receiving and self."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from .change import Z, standard_error
from .instrument import Norm


@dataclass(frozen=True, slots=True)
class FlowLevel:
    """Where somebody stands in one flow. ``value`` and ``baseline`` in the instrument's points.

    With a ``norm`` it is compared with other people (z); else with the person's own ``baseline``, whose
    spread is ``baseline_sd`` and whose measurement error is ``error``.
    """

    value: float
    norm: Norm | None = None
    baseline: float | None = None
    baseline_sd: float | None = None
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Weakest:
    """The weakest flow; when flows are too near to tell apart, none and those tied: the person chooses."""

    flow: str | None
    tied: tuple[str, ...]
    standing: Mapping[str, float]


def weakest_flow(levels: Mapping[str, FlowLevel]) -> Weakest:
    """The flow with the lowest standing in standard deviations.

    Flows nearer to it than ``1.96 * sqrt(SEM1^2 + SEM2^2)`` are tied with it. Raises ``ValueError`` when
    a flow has neither a norm nor an own baseline.
    """
    standing = {flow: _standing(level) for flow, level in levels.items()}
    lowest = min(standing, key=lambda flow: standing[flow][0])
    value, error = standing[lowest]
    near = tuple(
        flow
        for flow, (other, its_error) in standing.items()
        if other - value < Z * math.hypot(error, its_error)
    )
    z = {flow: pair[0] for flow, pair in standing.items()}
    return Weakest(lowest, (), z) if len(near) == 1 else Weakest(None, near, z)


def _standing(level: FlowLevel) -> tuple[float, float]:
    """Standing and its standard error, both in standard deviations."""
    if level.norm is not None:
        norm = level.norm
        return (level.value - norm.mean) / norm.sd, standard_error(norm.sd, norm.reliability) / norm.sd
    if level.baseline is None or not level.baseline_sd or level.error is None:
        raise ValueError("a flow needs a norm, or an own baseline with its spread and error")
    return (level.value - level.baseline) / level.baseline_sd, level.error / level.baseline_sd
