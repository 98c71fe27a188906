"""Figures of how well warm and harsh lines are told apart, with intervals. NumPy alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .lines import HARD, Line

#: Bootstrap samples of an interval (Efron, 1979), and what draws them.
SAMPLES, SEED = 1000, 20
#: A group with fewer lines than this on one side is held against all lines of the other side.
TWO_SIDED = 8


def auc(warm: np.ndarray, harsh: np.ndarray) -> float:
    """The chance that a warm line is rated warmer than a harsh one; ties count half (Mann and Whitney, 1947)."""
    order = np.sort(harsh)
    below = np.searchsorted(order, warm, "left") + np.searchsorted(order, warm, "right")
    return float(below.mean() / (2 * len(harsh)))


def interval(warm: np.ndarray, harsh: np.ndarray) -> tuple[float, float]:
    """The middle 95 percent of the AUC over lines drawn anew."""
    draw = np.random.default_rng(SEED)
    found = [auc(draw.choice(warm, len(warm)), draw.choice(harsh, len(harsh))) for _ in range(SAMPLES)]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def sides(lines: Sequence[Line], scores: np.ndarray, group: str = "") -> tuple[np.ndarray, np.ndarray]:
    """Scores of the warm and of the harsh lines, of all or of one group; zero ratings belong to neither."""
    ratings = np.array([line.rating for line in lines])
    inside = np.array([not group or line.group == group for line in lines])
    warm, harsh = inside & (ratings > 0), inside & (ratings < 0)
    if group and min(warm.sum(), harsh.sum()) < TWO_SIDED:
        if warm.sum() > harsh.sum():
            harsh = ratings < 0
        else:
            warm = ratings > 0
    return scores[warm], scores[harsh]


def matched_for_length(lines: Sequence[Line], scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Warm and harsh lines in pairs of like length (5 letters at most apart), each used once, so that length
    tells nothing.
    """
    ratings = np.array([line.rating for line in lines])
    lengths = np.array([len(line.text) for line in lines])
    free = [int(at) for at in np.argsort(lengths, kind="stable") if ratings[at] < 0]
    warm, harsh = [], []
    for at in (int(at) for at in np.argsort(lengths, kind="stable") if ratings[at] > 0):
        near = min(free, key=lambda other: abs(int(lengths[other]) - int(lengths[at])), default=None)
        if near is not None and abs(int(lengths[near]) - int(lengths[at])) <= 5:
            free.remove(near)
            warm.append(at)
            harsh.append(near)
    return scores[warm], scores[harsh]


def by_group(lines: Sequence[Line], scores: np.ndarray) -> dict[str, float]:
    """AUC over all lines and in each hard group."""
    return {group or "all": auc(*sides(lines, scores, group)) for group in ("", *HARD)}


def kappa(first: Sequence[float], second: Sequence[float]) -> float:
    """Quadratically weighted kappa of ratings from -2 to 2 (Cohen, 1968)."""
    a, b = np.array(first), np.array(second)
    apart = (a[:, None] - b[None, :]) ** 2
    return float(1 - ((a - b) ** 2).mean() / apart.mean())


def table(
    lines: Sequence[Line], scores: np.ndarray, name: Callable[[str], str] = str
) -> list[tuple[str, ...]]:
    """Rows of group, lines, AUC and its interval."""
    rows = []
    for group in ("", *HARD, "same length"):
        if group == "same length":
            warm, harsh = matched_for_length(lines, scores)
        else:
            warm, harsh = sides(lines, scores, group)
        low, high = interval(warm, harsh)
        rows.append(
            (
                name(group or "all"),
                f"{len(warm)} / {len(harsh)}",
                f"{auc(warm, harsh):.3f}",
                f"{low:.3f} to {high:.3f}",
            )
        )
    return rows
