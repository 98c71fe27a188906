"""Whether GoEmotions (Demszky et al., 2020; CC BY 4.0) helps, in figures. Nothing of it is in the shipped model."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from kindward.selftalk.language import Language

from .figures import by_group
from .fit import fit, read_texts
from .lines import CHOOSING, Line

WARM = {"admiration", "approval", "caring", "gratitude", "love", "optimism", "pride", "relief"}
HARSH = {"anger", "annoyance", "disgust", "disapproval", "disappointment", "embarrassment"}
#: Every third of its comments is read, to keep this short; each counts as little as this beside a line of ours.
EVERY, SHARES = 3, (0.02, 0.1)


def read_comments(folder: Path) -> list[tuple[str, float]]:
    """Comments of one side only, with 1 for warm and -1 for harsh."""
    names = (folder / "labels.txt").read_text(encoding="utf-8").split()
    found = []
    for row in (folder / "train.tsv").read_text(encoding="utf-8").splitlines():
        text, labels, _ = row.split("\t")
        felt = {names[int(label)] for label in labels.split(",")}
        if bool(felt & WARM) != bool(felt & HARSH):
            found.append((text, 1.0 if felt & WARM else -1.0))
    return found[::EVERY]


def compare_support(folder: Path, lines: list[Line], ratings: np.ndarray, language: Language) -> None:
    """AUC on the four hands by its comments alone, and with them in support of ours; to stderr."""
    comments = read_comments(folder)
    read = read_texts([line.text for line in lines] + [text for text, _ in comments], language)
    hands = np.array([line.hand for line in lines] + ["goemotions"] * len(comments))
    rated = np.r_[ratings, [side for _, side in comments]]
    for share in (1.0, *SHARES):
        found = []
        for hand in CHOOSING:
            learn = (hands == "goemotions") if share == 1.0 else (hands != hand)
            weight = np.where(hands == "goemotions", share, 1.0)
            mine = np.flatnonzero(hands == hand)
            logits = fit(read, np.flatnonzero(learn), rated, weight).logits(read, mine)
            found.append(by_group([lines[at] for at in mine], logits))
        means = {group: np.mean([one[group] for one in found]) for group in found[0]}
        name = "GoEmotions alone" if share == 1.0 else f"with GoEmotions at {share}"
        print(
            f"{name}: " + ", ".join(f"{group} {mean:.3f}" for group, mean in means.items()), file=sys.stderr
        )
