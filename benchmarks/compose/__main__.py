"""``python -m benchmarks.compose``: compose the longest session there is, again and again, beside a baseline.

The baseline reads the same timeline from JSON in the same run: the least that any answer with a timeline
costs. The ratio to it can be compared between machines; the milliseconds are what a person waits. Exits 1
above the limit.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter_ns

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from kindward.practice import compose, load_catalogue
from kindward.voice import default_voice_name, get_voice

#: Milliseconds in which the longest practice is composed, once its clip lengths are known (99 in 100 times).
LIMIT_MS = 5.0


def timed(work: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each of ``times`` runs."""
    out = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(times):
            start = perf_counter_ns()
            work()
            out.append((perf_counter_ns() - start) / 1e6)
    finally:
        gc.enable()
    return out


def main() -> int:
    """Measure, print one line of JSON, and say whether the limit holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--slug", default="loving-kindness")
    parser.add_argument("--voice", default=default_voice_name())
    asked = parser.parse_args()

    script, voice = load_catalogue()[asked.slug], get_voice(asked.voice)
    timeline = compose(script, script.max_seconds, voice)
    text = json.dumps(timeline.as_json(), ensure_ascii=False)

    composing = timed(lambda: compose(script, script.max_seconds, voice), asked.times)
    answering = timed(lambda: json.dumps(compose(script, script.max_seconds, voice).as_json()), asked.times)
    reading = timed(lambda: json.loads(text), asked.times)

    def percentile(times: list[float], which: int) -> float:
        return round(quantiles(times, n=100, method="inclusive")[which - 1], 3)

    p99 = percentile(composing, 99)
    print(
        json.dumps(
            {
                "practice": script.slug,
                "seconds": timeline.seconds,
                "cues": len(timeline.cues),
                "voice": voice.name,
                "compose_p50_ms": percentile(composing, 50),
                "compose_p99_ms": p99,
                "compose_and_write_p50_ms": percentile(answering, 50),
                "read_json_p50_ms": percentile(reading, 50),
                "ratio_to_reading": round(percentile(composing, 50) / percentile(reading, 50), 2),
                "limit_ms": LIMIT_MS,
                "within": p99 < LIMIT_MS,
            }
        )
    )
    return 0 if p99 < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
