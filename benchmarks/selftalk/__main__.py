"""How well the shipped model does: ``python -m benchmarks.selftalk [--write docs/selftalk.md]``. NumPy alone.

On the hands held aside, which it was neither trained nor chosen on. Intervals are 95 percent, by bootstrap over lines.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kindward.selftalk import Model, shipped_model

from .figures import auc, kappa, sides, table
from .lines import ASIDE, CHOOSING, HELPING, Line, read_lines

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
#: So many texts are timed, one after the other.
TIMED = 10_000


def main() -> None:
    """Print the figures, or put them between their marks in a document."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.selftalk", description=__doc__)
    parser.add_argument("--write", type=Path, help="a document with marks to put the figures between")
    wishes = parser.parse_args()
    told = "\n".join(figures(shipped_model()))
    if wishes.write is None:
        print(told)
        return
    before, _, rest = wishes.write.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    wishes.write.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", encoding="utf-8")


def figures(model: Model) -> list[str]:
    """Everything as lines of Markdown."""
    told: list[str] = []
    for name, hands in (("both", ASIDE), *((hand, (hand,)) for hand in ASIDE)):
        lines = read_lines(hands)
        scores = np.array([said.warmth for said in model.rate_all(line.text for line in lines)])
        told += [f"**Held aside: {name}** ({len(lines)} lines)", "", "| group | warm / harsh | AUC | 95 % |"]
        told += ["| --- | --- | --- | --- |"] + [f"| {' | '.join(row)} |" for row in table(lines, scores)]
        length = np.array([float(len(line.text)) for line in lines])
        alone = auc(*sides(lines, length))
        told += ["", f"Length of the text alone: AUC {max(alone, 1 - alone):.3f}.", ""]
    told += calibration(model, read_lines(ASIDE)) + agreement() + speed(model)
    return told


def calibration(model: Model, lines: Sequence[Line]) -> list[str]:
    """How often it is right where it says it is so sure, and how far off its warmth is."""
    said = [model.rate(line.text) for line in lines]
    sure = np.array([one.sure for one in said])
    warmth = np.array([one.warmth for one in said])
    ratings = np.array([line.rating for line in lines])
    right = np.sign(warmth) == np.sign(ratings)
    speaks = np.array([one.speaks for one in said])
    told = ["| `sure` | lines | mean `sure` | on the right side | standard error of warmth |"]
    told += ["| --- | --- | --- | --- | --- |"]
    gap = 0.0
    for low, high in ((0, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        here = (sure >= low) & (sure < high)
        if not here.any():
            continue
        off = np.sqrt(np.mean((warmth[here] - ratings[here] / 2) ** 2))
        gap += here.mean() * abs(sure[here].mean() - right[here].mean())
        told.append(
            f"| {low:.1f} to {min(high, 1):.1f} | {here.sum()} | {sure[here].mean():.2f} "
            f"| {right[here].mean():.2f} | {off:.2f} |"
        )
    told += ["", f"Expected calibration error {gap:.3f} (a neutral line counts as never on the right side)."]
    opposite = np.sign(warmth[speaks]) == -np.sign(ratings[speaks])
    return [
        *told,
        f"Pages would speak of {speaks.mean():.0%} of the lines; of these {right[speaks].mean():.1%} lie on the side "
        f"it names, {opposite.mean():.1%} on the other, the rest are neutral.",
        "",
    ]


def agreement() -> list[str]:
    """First against second rating, hand by hand, where there is a second one."""
    told = ["| hand | rated twice | weighted kappa | same | within 1 |", "| --- | --- | --- | --- | --- |"]
    for hand in (*CHOOSING, *HELPING, *ASIDE):
        pairs = [(line.first, line.second) for line in read_lines((hand,)) if line.second is not None]
        if not pairs:
            told.append(f"| {hand} | 0 | – | – | – |")
            continue
        first, second = zip(*pairs, strict=True)
        apart = np.abs(np.array(first) - np.array(second))
        told.append(
            f"| {hand} | {len(pairs)} | {kappa(first, second):.3f} "
            f"| {np.mean(apart == 0):.1%} | {np.mean(apart <= 1):.1%} |"
        )
    return [*told, ""]


def speed(model: Model) -> list[str]:
    """Microseconds a text on one core, over the lines of all hands again and again."""
    texts = [line.text for line in read_lines((*CHOOSING, *HELPING, *ASIDE))]
    texts = (texts * (TIMED // len(texts) + 1))[:TIMED]
    took = []
    for text in texts:
        started = time.perf_counter_ns()
        model.rate(text)
        took.append(time.perf_counter_ns() - started)
    half, most = np.quantile(took, [0.5, 0.99]) / 1000
    return [
        f"{TIMED:,} texts one after the other, one core: half within {half:.0f} µs, 99 % within {most:.0f} µs a text."
    ]


if __name__ == "__main__":
    main()
