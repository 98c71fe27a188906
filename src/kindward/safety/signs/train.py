"""``python -m kindward.safety.signs.train``: compile the patterns, train the second opinion, write the data files.

A sum of weights over words, words together, and what the patterns say (logistic regression, L2). Hands held aside are
never read here.
Where ``--stress`` names the Stress Annotated Dataset (Mauriello and others, 2021, MIT), every second of its sentences
is learned as “nothing to see”; the others stay for measuring. Needs scikit-learn (the extra ``train``).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from .compile import compile_patterns
from .corpus import CONTENT, LATER_HANDS, LEARNED, TALK_HANDS, Line, read_hand, read_talk
from .finder import DATA, Finder

#: Where the page finds the same data, as a module.
PAGE_DATA = Path(__file__).parents[2] / "site" / "safety" / "static" / "safety" / "signs-data.js"
#: Inverse strength of the penalty, and the weight of one everyday sentence against one line: leave-one-hand-out.
PENALTY, STRESS_WEIGHT = 0.3, 20.0
#: What the thresholds allow on hands left out, patterns included: idiom and harsh lines with any sign (half of them
#: were asked for as the innocent cousins of explicit ones: harder than life), stress sentences with any sign, denials,
#: and all lines meant possible, with the panel; what is said to friends and oneself, with any sign and with the panel.
MOST_HARSH, MOST_STRESS, MOST_DENIAL, MOST_OPEN = 0.09, 0.009, 0.1, 0.13
MOST_TALK, MOST_TALK_OPEN = 0.065, 0.022
#: Where the sum for any sign is below this, what patterns found is not believed, unless it stands by itself. On hands
#: left out this costs three in a hundred of the explicit lines that patterns found, and takes out half of their errors.
VETO = 50
#: Weights are whole numbers, so many to one.
SCALE = 100
#: Smaller weights are left out: the page has to fetch them all, and on hands left out they changed a line or two.
LEAST = 15


def read_stress(path: Path) -> list[Line]:
    """Every second sentence of the Stress Annotated Dataset."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Line(str(number), row["sentence"], "stress", 0, "stress")
            for number, row in enumerate(csv.DictReader(file))
            if number % 2 == 0
        ]


class _Learner:
    def __init__(self, finder: Finder, lines: list[Line]) -> None:
        self.lines = lines
        self.found, self.traits = zip(*(finder.traits(line.text) for line in lines), strict=True)
        self.tiers = np.array([line.tier for line in lines])

    def vocabulary(self, numbers: np.ndarray[Any, Any]) -> dict[str, int]:
        """Traits that at least two hands used."""
        hands: dict[str, set[str]] = defaultdict(set)
        count: Counter[str] = Counter()
        for number in numbers:
            for trait in self.traits[number]:
                hands[trait].add(self.lines[number].hand)
                count[trait] += 1
        return {trait: place for place, trait in enumerate(sorted(t for t in count if len(hands[t]) > 1))}

    def table(self, numbers: np.ndarray[Any, Any], places: dict[str, int]) -> Any:
        pairs = [(row, places[t]) for row, n in enumerate(numbers) for t in self.traits[n] if t in places]
        rows, columns = zip(*pairs, strict=True)
        return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(numbers), len(places)))

    def fit(self, numbers: np.ndarray[Any, Any], table: Any, over: int) -> LogisticRegression:
        wanted = self.tiers[numbers] > over
        weight = np.array([STRESS_WEIGHT if self.lines[n].hand == "stress" else 1.0 for n in numbers])
        weight[wanted] *= weight[~wanted].sum() / weight[wanted].sum()
        model = LogisticRegression(C=PENALTY, max_iter=3000, solver="liblinear", random_state=1)
        return model.fit(table, wanted, sample_weight=weight)


def train(lines: list[Line], finder: Finder) -> dict[str, Any]:
    """Weights in whole numbers, and thresholds chosen on hands left out."""
    learner = _Learner(finder, lines)
    hands = np.array([line.hand for line in lines])
    sums = np.full((len(lines), 2), np.nan)
    fold = np.where(hands == "stress", np.arange(len(lines)) % len(LATER_HANDS), -1)
    for number, hand in enumerate(TALK_HANDS):
        fold[hands == f"talk-{hand}"] = number
    for number, hand in enumerate(LATER_HANDS):
        left_out = (hands == hand) | (fold == number)
        here, there = np.where(~left_out)[0], np.where(left_out)[0]
        places = learner.vocabulary(here)
        for over in (0, 1):
            model = learner.fit(here, learner.table(here, places), over)
            sums[there, over] = model.decision_function(learner.table(there, places))
    everything = np.arange(len(lines))
    places = learner.vocabulary(everything)
    table = learner.table(everything, places)
    models = [learner.fit(everything, table, over) for over in (0, 1)]
    weights = [np.rint(model.coef_[0] * SCALE).astype(int) for model in models]
    return {
        "weights": [
            [trait, int(weights[0][place]), int(weights[1][place])]
            for trait, place in places.items()
            if max(abs(weights[0][place]), abs(weights[1][place])) >= LEAST
        ],
        "start": [round(float(model.intercept_[0]) * SCALE) for model in models],
        "enough": [int(np.ceil(value * SCALE)) for value in _thresholds(learner, sums)],
        "least": VETO,
    }


def _thresholds(learner: _Learner, sums: np.ndarray[Any, Any]) -> tuple[float, float]:
    """From which sums on any sign, and an explicit one, is believed: the lowest that keep what is promised."""
    groups = np.array([line.group for line in learner.lines])
    seen = ~np.isnan(sums[:, 0])
    mild, stress = seen & np.isin(groups, ["idiom", "harsh"]), groups == "stress"
    talk = np.char.startswith(groups, "talk-")
    stands = sums[:, 0] * SCALE >= VETO
    rules = np.array(
        [found.tier if stand else found.stands for found, stand in zip(learner.found, stands, strict=True)]
    )
    grid = np.arange(-2, 8, 0.02)

    def lowest(share: Callable[[float], float], most: float) -> float:
        return float(next(value for value in grid if share(value) <= most))

    any_ = max(
        lowest(lambda v: float(((sums[mild, 0] >= v) | (rules[mild] > 0)).mean()), MOST_HARSH),
        lowest(lambda v: float(((sums[stress, 0] >= v) | (rules[stress] > 0)).mean()), MOST_STRESS),
        lowest(lambda v: float(((sums[talk, 0] >= v) | (rules[talk] > 0)).mean()), MOST_TALK),
    )
    shown = (sums[:, 0] >= any_) | (rules > 0)

    def opened(which: np.ndarray[Any, Any], value: float) -> float:
        return float((((sums[which, 1] >= value) & shown[which]) | (rules[which] > 1)).mean())

    denial, possible = seen & (groups == "denial"), seen & (learner.tiers == 1)
    return any_, max(
        lowest(lambda v: opened(denial, v), MOST_DENIAL),
        lowest(lambda v: opened(possible, v), MOST_OPEN),
        lowest(lambda v: opened(talk, v), MOST_TALK_OPEN),
    )


def write(data: dict[str, Any]) -> None:
    """The data file of the library, and the same as a module for the page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    DATA.write_text(text + "\n", encoding="utf-8")
    PAGE_DATA.parent.mkdir(parents=True, exist_ok=True)
    PAGE_DATA.write_text(f"export default {text};\n", encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stress", type=Path, required=True, help="stress_sentences.csv")
    stress = read_stress(parser.parse_args().stress)
    finder = Finder(compile_patterns(CONTENT))
    lines = [line for hand in LEARNED for line in read_hand(hand)]
    lines += [line for hand in TALK_HANDS for line in read_talk(hand)]
    write(compile_patterns(CONTENT, train(lines + stress, finder)))


if __name__ == "__main__":
    main()
