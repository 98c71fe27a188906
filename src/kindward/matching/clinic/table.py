"""Policies side by side, over ratios of places to people and over seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from .hindsight import hindsight
from .kindward import Kindward
from .plain import BatchOptimum, FirstCome, Hold24, NextAvailable
from .run import Run, run
from .scene import PROMISED
from .world import World, world

#: Places for each person who asks.
RATIOS = (0.9, 1.1, 1.3, 1.6)
#: Every row there is, in the order of the table.
POLICIES: dict[str, Callable[[World], Run]] = {
    "kindward": lambda one: run(one, Kindward(one.past)),
    "next-available": lambda one: run(one, NextAvailable()),
    "first-come": lambda one: run(one, FirstCome()),
    "batch-optimum": lambda one: run(one, BatchOptimum()),
    "hold-24h": lambda one: run(one, Hold24()),
    "hindsight": hindsight,
    "hindsight-all-accept": lambda one: hindsight(one, declines=False),
}
#: Rows that are made unless others are asked for; the last of all is one more bound.
USUAL = tuple(POLICIES)[:-1]
FIGURES = ("in_48h", "fit", "wait_mean_h", "wait_p90_h", "offers")
_SLIP = 1e-6


def rows(
    people: int,
    days: int,
    seeds: Sequence[int],
    policies: Sequence[str] = USUAL,
    ratios: Sequence[float] = RATIOS,
) -> Iterator[dict[str, Any]]:
    """One row for each ratio and policy: means over ``seeds``, and 95% intervals (Student) where there are several.

    ``in_48h`` is the share of all who asked who were accepted in time; ``fit`` (0 to 1) and both waits (hours) are of
    those; ``offers`` is how many were made for each who asked.
    """
    for ratio in ratios:
        lived: dict[str, list[list[float]]] = {name: [] for name in policies}
        for seed in seeds:
            one = world(people, days, ratio, seed)
            for name in policies:
                lived[name].append(figures(one, POLICIES[name](one)))
        for name in policies:
            yield {"ratio": ratio, "policy": name} | _over_seeds(np.array(lived[name]))


def figures(one: World, lived: Run) -> list[float]:
    """What became of one world, as in :data:`FIGURES`."""
    wait = lived.accepted - one.arrived
    in_time = wait <= PROMISED + _SLIP
    if not in_time.any():
        return [0.0, 0.0, 0.0, 0.0, float(lived.offers.mean())]
    waits = wait[in_time]
    return [
        float(in_time.mean()),
        float(lived.fit[in_time].mean()) / 1000,
        float(waits.mean()),
        float(np.percentile(waits, 90)),
        float(lived.offers.mean()),
    ]


def _over_seeds(found: np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, float | None]:
    count, mean = len(found), found.mean(axis=0)
    out: dict[str, float | None] = {
        name: round(float(value), 4) for name, value in zip(FIGURES, mean, strict=True)
    }
    for at, name in enumerate(FIGURES[:3]):
        short = name.removesuffix("_mean_h")
        half = None if count < 2 else _student(count - 1) * float(found[:, at].std(ddof=1)) / count**0.5
        out[f"{short}_low"] = None if half is None else round(float(mean[at]) - half, 4)
        out[f"{short}_high"] = None if half is None else round(float(mean[at]) + half, 4)
    return out


def _student(freedom: int) -> float:
    """The 97.5% point of Student's t, by its expansion in 1/freedom (Abramowitz and Stegun 1964, 26.7.5)."""
    known = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}
    if freedom in known:
        return known[freedom]
    z = 1.959964
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
