"""Train the model of self-talk: ``python -m benchmarks.selftalk.train [--goemotions DIR] --out FILE``.

Everything is chosen by leaving out one of four hands at a time; the lines of heron and tidal are not opened
here. The same lines give the same bytes on the same machine and packages.
"""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from kindward.selftalk.features import BLOCKS
from kindward.selftalk.language import read_language
from kindward.selftalk.model import pack_model

from .figures import by_group
from .fit import Fitted, Read, fit, read_texts
from .goemotions import compare_support
from .lines import CHOOSING, CONTENT, HELPING, Line, read_lines

LICENCES = (
    "Lines, ratings and word lists: the Kindward authors, CC BY 4.0. Weights: Apache-2.0 and CC BY 4.0."
)


def main() -> None:
    """Choose, fit, pack, write; figures to stderr."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.selftalk.train", description=__doc__)
    parser.add_argument("--goemotions", type=Path, help="folder with train.tsv and labels.txt; to compare")
    parser.add_argument("--out", type=Path, required=True, help="the model file to write")
    wishes = parser.parse_args()
    lines = read_lines(CHOOSING + HELPING)
    ratings = np.array([line.rating for line in lines])
    language = read_language(CONTENT)
    read = read_texts([line.text for line in lines], language)
    logits = left_out(read, lines, ratings)
    held = np.array([line.hand in CHOOSING for line in lines])
    tell(
        "each of four hands left out",
        [line for line, kept in zip(lines, held, strict=True) if kept],
        logits[held],
    )
    if wishes.goemotions:
        compare_support(wishes.goemotions, lines, ratings, language)
    fitted = fit(read, np.arange(len(lines)), ratings)
    head = {
        "bias": round(fitted.bias, 6),
        "fit": calibrate(logits[held], ratings[held]),
        "language": language.as_data(),
        "licences": LICENCES,
        "trained_on": {hand: sum(line.hand == hand for line in lines) for hand in CHOOSING + HELPING},
        "rated_twice": sum(line.second is not None for line in lines),
    }
    data = pack(read, fitted, head)
    wishes.out.parent.mkdir(parents=True, exist_ok=True)
    wishes.out.write_bytes(data)
    print(f"{wishes.out}: {len(data):,} bytes", file=sys.stderr)


def left_out(read: Read, lines: list[Line], ratings: np.ndarray) -> np.ndarray:
    """The logit of each line of the four hands, by a model that never saw that hand."""
    hands = np.array([line.hand for line in lines])
    logits = np.zeros(len(lines))
    for hand in CHOOSING:
        mine = np.flatnonzero(hands == hand)
        logits[mine] = fit(read, np.flatnonzero(hands != hand), ratings).logits(read, mine)
    return logits


def calibrate(logits: np.ndarray, ratings: np.ndarray) -> dict[str, float]:
    """From logit to warmth (rating halved, logistic), and to the chance of the right side (Platt, 1999)."""
    share = (np.clip(ratings, -2, 2) + 2) / 4
    both = np.r_[logits, logits][:, None]
    side = np.r_[np.ones(len(logits)), np.zeros(len(logits))]
    warmth = LogisticRegression(C=1e4).fit(both, side, sample_weight=np.r_[share, 1 - share])
    a, b = float(warmth.coef_[0, 0]), float(warmth.intercept_[0])
    shifted = logits + b / a
    right = np.sign(shifted) == np.sign(ratings)
    sure = LogisticRegression(C=1e4).fit(np.abs(shifted)[:, None], right)
    found = {"a": a, "b": b, "c": float(sure.intercept_[0]), "d": float(sure.coef_[0, 0])}
    return {name: round(value, 6) for name, value in found.items()}


def pack(read: Read, fitted: Fitted, head: dict[str, Any]) -> bytes:
    """Weights in 255 steps a block, rarities in 255 steps; a weight of nothing is kept, for the length of a
    text.
    """
    keys = np.concatenate([read.keys[block][fitted.kept[block]] for block in BLOCKS])
    blocks = np.concatenate([np.full(len(fitted.kept[block]), at) for at, block in enumerate(BLOCKS)])
    rarity = np.concatenate([fitted.rarity[block] for block in BLOCKS])
    rarity_step = _rounded_up(rarity.max() / 255)
    steps = {block: _rounded_up(np.abs(fitted.weights[block]).max() / 127) for block in BLOCKS}
    weights = np.concatenate([np.rint(fitted.weights[block] / steps[block]) for block in BLOCKS])
    order = np.argsort(keys, kind="stable")
    head = head | {"steps": steps, "rarity_step": rarity_step}
    return pack_model(head, keys[order], weights[order], np.rint(rarity / rarity_step)[order], blocks[order])


def _rounded_up(value: float) -> float:
    return math.ceil(value * 1e9) / 1e9


def tell(name: str, lines: list[Line], logits: np.ndarray) -> None:
    """AUC over all and in each hard group, to stderr."""
    found = by_group(lines, logits)
    print(f"{name}: " + ", ".join(f"{group} {value:.3f}" for group, value in found.items()), file=sys.stderr)


if __name__ == "__main__":
    main()
