"""Fit the reader's estimate to real clips: ``python benchmarks/voice/calibrate.py``.

Every sentence that ships has its length in the tables; least squares on relative error finds how long a
sentence, a syllable, a letter and an inner mark take. The error is measured on sentences left out of the fit
(ten folds) and on the constants as they stand in ``kindward.voice.rate``.
"""

import numpy as np

from kindward.voice.lengths import table
from kindward.voice.lengths.build import catalogue_sentences, shipped_voice
from kindward.voice.rate import estimate_milliseconds, features

FOLDS = 10


def main() -> None:
    voice = shipped_voice("hibari")
    lengths = table(voice.engine.name, voice.speed)
    texts = [text for text in catalogue_sentences() if voice.key(text) in lengths]
    counts = np.array([features(text) for text in texts], float)
    # A word takes no time beyond its syllables and letters: with them there, its own share is nil.
    x = counts[:, [0, 1, 3, 4]]
    y = np.array([lengths[voice.key(text)] for text in texts], float)

    fold = np.arange(len(y)) % FOLDS
    left_out = np.empty(len(y))
    for n in range(FOLDS):
        left_out[fold == n] = x[fold == n] @ fit(x[fold != n], y[fold != n])
    print(f"{len(y)} sentences, {y.sum() / 60000:.1f} minutes of speech")
    print(f"words a minute: {counts[:, 2].sum() / (y.sum() / 60000):.0f}")
    print("sentence, syllable, letter, mark in ms:", *(f"{value:.1f}" for value in fit(x, y)))
    report("left out of the fit", left_out, y)
    report("kindward.voice.rate", np.array([estimate_milliseconds(text) for text in texts], float), y)


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Coefficients with the least sum of squared relative errors."""
    return np.linalg.lstsq(x / y[:, None], np.ones(len(y)), rcond=None)[0]


def report(name: str, guess: np.ndarray, y: np.ndarray) -> None:
    error = np.abs(guess - y) / y * 100
    total = (guess.sum() - y.sum()) / y.sum() * 100
    print(
        f"{name}: error of a sentence, median {np.median(error):.1f} %, "
        f"90th percentile {np.percentile(error, 90):.1f} %; of all together {total:+.1f} %"
    )


if __name__ == "__main__":
    main()
