"""Weights for features: logistic regression (scikit-learn) on rarities of length one, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from kindward.selftalk.features import BLOCKS, features_of
from kindward.selftalk.language import Language
from kindward.selftalk.words import words_of

#: Chosen by cross-validation between four hands: how loud each block is, how much the weights may grow, and in how
#: many lines a feature has to be found to be kept.
LOUDNESS = {"words": 2.0, "letters": 0.7, "kinds": 1.2, "turns": 1.0}
GROWTH, FEWEST = 10.0, {"words": 2, "letters": 3, "kinds": 3, "turns": 2}


@dataclass(frozen=True, slots=True)
class Read:
    """Texts as features: for each block a matrix of ones, texts by all features seen, and the features' keys."""

    ones: dict[str, sparse.csr_matrix]
    keys: dict[str, np.ndarray]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights by block, rarity by block, and which features were kept; ``bias`` beside them."""

    weights: dict[str, np.ndarray]
    rarity: dict[str, np.ndarray]
    kept: dict[str, np.ndarray]
    bias: float

    def logits(self, read: Read, rows: np.ndarray) -> np.ndarray:
        """The logit of each of ``rows``."""
        total = np.full(len(rows), self.bias)
        for block in BLOCKS:
            here = read.ones[block][rows][:, self.kept[block]]
            square = np.sqrt(here @ self.rarity[block] ** 2)
            total += (here @ (self.weights[block] * self.rarity[block])) / np.where(square, square, 1)
        return total


def read_texts(texts: Sequence[str], language: Language) -> Read:
    """Every text as features."""
    found = [features_of(words_of(text, language), language) for text in texts]
    ones, keys = {}, {}
    for block in BLOCKS:
        place: dict[int, int] = {}
        rows, columns = [], []
        for row, blocks in enumerate(found):
            for key in blocks[block]:
                rows.append(row)
                columns.append(place.setdefault(key, len(place)))
        shape = (len(texts), len(place))
        ones[block] = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape)
        keys[block] = np.array(list(place), dtype=np.uint32)
    return Read(ones, keys)


def fit(read: Read, rows: np.ndarray, ratings: np.ndarray, weight: np.ndarray | None = None) -> Fitted:
    """Learn from ``rows``. A line rated 0 stands half on each side; one its raters disagree on counts less."""
    kept, rarity, parts = {}, {}, []
    for block in BLOCKS:
        count = np.asarray(read.ones[block][rows].sum(0)).ravel()
        kept[block] = np.flatnonzero(count >= FEWEST[block])
        rarity[block] = np.log((1 + len(rows)) / (1 + count[kept[block]])) + 1
        part = read.ones[block][rows][:, kept[block]] @ sparse.diags(rarity[block])
        length = np.sqrt(np.asarray(part.multiply(part).sum(1)).ravel())
        parts.append(sparse.diags(LOUDNESS[block] / np.where(length, length, 1)) @ part)
    matrix = sparse.hstack(parts).tocsr()
    share = np.clip(ratings[rows], -1, 1)
    given = np.ones(len(rows)) if weight is None else weight[rows]
    counts = np.r_[given * (1 + share) / 2, given * (1 - share) / 2]
    side = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    some = counts > 0
    learner = LogisticRegression(C=GROWTH, max_iter=400)
    learner.fit(sparse.vstack([matrix, matrix]).tocsr()[some], side[some], sample_weight=counts[some])
    ends = np.cumsum([len(kept[block]) for block in BLOCKS])[:-1]
    pieces = zip(BLOCKS, np.split(learner.coef_[0], ends), strict=True)
    weights = {block: piece * LOUDNESS[block] for block, piece in pieces}
    return Fitted(weights, rarity, kept, float(learner.intercept_[0]))
