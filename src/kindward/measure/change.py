"""Honest progress: whether a change is larger than the instrument's own error, and how large it must be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .instrument import TOTAL, Instrument, Norm

#: Two-sided 95%, as in Jacobson & Truax (1991), J Consult Clin Psychol 59(1):12-19.
Z = 1.96

Kind = Literal["improved", "worse", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can honestly be said of a change: improved, worse or cannot tell yet, and why.

    ``change`` is after minus before. ``needed`` is the size a change must have to count; None where
    nobody knows.
    """

    kind: Kind
    change: float | None
    needed: float | None
    why: str


def standard_error(sd: float, reliability: float) -> float:
    """Standard error of measurement of one administration, in points: ``sd * sqrt(1 - r)``.

    Raises :class:`ValueError` unless sd is above 0 and 0 <= r < 1.
    """
    if not sd > 0 or not 0 <= reliability < 1:
        raise ValueError(f"sd {sd}, reliability {reliability}: expected sd above 0 and 0 <= reliability < 1")
    return sd * math.sqrt(1 - reliability)


def reliable_threshold(sd: float, reliability: float, before: int = 1, after: int = 1) -> float:
    """Points beyond which a change is larger than measurement error (Jacobson & Truax 1991).

    ``1.96 * sd * sqrt((1 - r) * (1/before + 1/after))``, where ``before`` and ``after`` count the averaged
    administrations on each side, from 1 on.
    """
    if before < 1 or after < 1:
        raise ValueError(f"{before} before, {after} after: expected at least one each")
    return Z * standard_error(sd, reliability) * math.sqrt(1 / before + 1 / after)


def verdict(
    before: Sequence[float],
    after: Sequence[float],
    norm: Norm | None = None,
    service_threshold: float | None = None,
    lower_is_better: bool = False,
) -> Verdict:
    """Improved, worse, or cannot tell yet. Scores before and after are averaged, each side by itself.

    A service's known threshold in points (such as 6 on the PHQ-9) is reached by a change of that size;
    the threshold of a norm must be passed. With neither there is no verdict.
    """
    if not before or not after:
        return Verdict("cannot_tell", None, None, "It takes one answer before and one after, at least.")
    change = math.fsum(after) / len(after) - math.fsum(before) / len(before)
    if service_threshold is not None:
        needed = service_threshold
        # Averages of whole points: what is exactly the threshold must not miss it by rounding.
        beyond = abs(change) >= needed - 1e-9
    elif norm is not None:
        needed = reliable_threshold(norm.sd, norm.reliability, len(before), len(after))
        beyond = abs(change) > needed + 1e-9
    else:
        return Verdict(
            "cannot_tell", change, None, "Nobody has told us yet how much these scores vary by chance."
        )
    if not beyond:
        why = "A change of this size can come about by chance."
        return Verdict("cannot_tell", change, needed, why)
    better = (change < 0) == lower_is_better
    why = "The change is larger than what chance brings about."
    return Verdict("improved" if better else "worse", change, needed, why)


def verdict_on(
    instrument: Instrument, scale: str, before: Sequence[float], after: Sequence[float]
) -> Verdict:
    """The verdict on one scale of an instrument, by its service threshold (totals only), else by its norm."""
    service = instrument.reliable_change if scale == TOTAL else None
    return verdict(
        before,
        after,
        instrument.norm(scale),
        service.points if service else None,
        instrument.is_lower_better(scale),
    )
