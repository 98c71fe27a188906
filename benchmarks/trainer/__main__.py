"""``python -m benchmarks.trainer``: one choice for a person with many sessions behind them, and the nightly
update for many people.

Beside each stands plain work of the same size in the same run, so that the ratio can be compared between
machines: the inverse of one covariance, and of as many as there are people. Exits 1 above the limits.
"""

# ruff: noqa: E402

from __future__ import annotations

import os

# One core: what a small machine has, and what the limits are for.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import argparse
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles
from time import perf_counter_ns, process_time

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import numpy as np

from kindward.practice import load_catalogue
from kindward.trainer import Context, Practised, Records, Trainer, update_population

#: Milliseconds for a choice, at the median; seconds of one core for the nightly update.
CHOICE_MS, NIGHT_S = 1.0, 60.0


def timed(work: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each of ``times`` runs; the first ten are left out."""
    out = []
    for run in range(times + 10):
        start = perf_counter_ns()
        work(run)
        out.append((perf_counter_ns() - start) / 1e6)
    return out[10:]


def main() -> int:
    """Measure, print one line of JSON, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=2000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--sessions", type=int, default=60)
    asked = parser.parse_args()

    trainer = Trainer(load_catalogue())
    count, rng, now = len(trainer.curriculum), np.random.default_rng(1), datetime(2026, 11, 2, 8, tzinfo=UTC)
    person = trainer.new_person()
    for _ in range(asked.sessions):
        slug = trainer.curriculum.slugs[int(rng.integers(count))]
        now += timedelta(days=1)
        person = trainer.observe(person, Practised(slug, 240, float(rng.integers(5)), "no"), now)
    choosing = timed(lambda run: trainer.recommend(person, Context(now, choice_seed=run)), asked.times)
    observing = timed(lambda _: trainer.observe(person, Practised("five-senses", 60, 3.0), now), asked.times)
    stored = person.as_json()
    loading = timed(lambda _: trainer.load(stored), 500)
    inverting = timed(lambda _: np.linalg.inv(person.people.cov), asked.times)

    whole = asked.people * asked.sessions
    who, what = np.repeat(np.arange(asked.people), asked.sessions), rng.integers(count, size=whole)
    answers, hurts = rng.integers(5, size=whole).astype(float), (rng.random(whole) < 0.03).astype(int)
    start = process_time()
    records = Records.from_sessions((asked.people, count), who, what, answers, hurts)
    night = update_population(records, trainer.curriculum, trainer.population)
    night_s = process_time() - start
    start = process_time()
    update_population(records, trainer.curriculum, night, steps=2)
    next_s = process_time() - start
    start = process_time()
    np.linalg.inv(np.repeat(person.people.cov, asked.people, axis=0))
    inverse_s = process_time() - start

    def at(times: list[float], which: int) -> float:
        return round(quantiles(times, n=100, method="inclusive")[which - 1], 4)

    within = at(choosing, 50) < CHOICE_MS and night_s < NIGHT_S
    print(
        json.dumps(
            {
                "recommend_p50_ms": at(choosing, 50), "recommend_p99_ms": at(choosing, 99),
                "observe_p50_ms": at(observing, 50), "load_p50_ms": at(loading, 50),
                "state_bytes": len(json.dumps(stored)),
                "ratio_to_one_inverse": round(at(choosing, 50) / at(inverting, 50), 1),
                "people": asked.people, "sessions": asked.sessions, "night_first_s": round(night_s, 2),
                "night_next_s": round(next_s, 2), "ratio_to_inverses": round(night_s / inverse_s, 1),
                "limit_ms": CHOICE_MS, "limit_s": NIGHT_S, "within": within,
            }
        )
    )  # fmt: skip
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
