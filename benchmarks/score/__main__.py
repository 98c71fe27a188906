"""``python -m benchmarks.score``: score a cohort three ways in one run, in memory and from file to file.

Ours, pandas (where it is installed) and plain Python score the same answers by the same rule, and must agree.
The ratios can be compared between machines. Plain Python takes a share of the people, and its time is scaled
up. Times are of the processor (one core, so that other work on the machine counts for nothing); the command's
has its start in it. Also measured: its memory as the file grows tenfold. Exits 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from benchmarks.score import cohort, others
from kindward.measure.instruments import find_instrument
from kindward.measure.score import score_many

#: Seconds for a million responses from CSV to JSON; megabytes by which memory may grow from a tenth of them.
LIMIT_SECONDS, LIMIT_GROWTH_MB = 10.0, 20.0
ROOT = Path(__file__).parents[2]
#: Plain Python scores this share of the people.
SHARE = 20


def main() -> int:
    """Measure, print one line of JSON, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--instrument", default="scs")
    parser.add_argument("--missing", type=float, default=0.02)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    instrument = find_instrument(asked.instrument)
    answers = cohort.make(instrument, asked.people, asked.missing)
    few = others.as_rows(answers[: asked.people // SHARE])

    table = score_many(instrument, answers)
    result: dict[str, Any] = {
        "instrument": instrument.name,
        "people": asked.people,
        "missing": asked.missing,
        "memory_s": timed(lambda: score_many(instrument, answers), asked.times),
        "memory_plain_s": round(SHARE * timed(lambda: others.plain_rows(instrument, few), 1), 3),
    }
    _agree([*table.subscales.items()], table.total, others.plain_rows(instrument, few))
    frame = _frame(instrument, answers)
    if frame is not None:
        scores = others.pandas_frame(instrument)
        result["memory_pandas_s"] = timed(lambda: scores(frame), asked.times)
        _agree_frame(table, scores(frame))
    with tempfile.TemporaryDirectory() as folder:
        result |= _files(instrument, answers, Path(folder), frame is not None)
    for kind in ("memory", "file"):
        for other in ("plain", "pandas"):
            if f"{kind}_{other}_s" in result:
                result[f"{kind}_ratio_{other}"] = round(result[f"{kind}_{other}_s"] / result[f"{kind}_s"], 1)
    seconds = LIMIT_SECONDS * max(1, asked.people / 1_000_000)
    result["within"] = result["file_s"] <= seconds and result["file_growth_mb"] <= LIMIT_GROWTH_MB
    print(json.dumps(result))
    return 0 if result["within"] else 1


def timed(work: Callable[[], object], times: int) -> float:
    """Seconds, the median of ``times`` runs."""
    took = []
    for _ in range(times):
        start = process_time()
        work()
        took.append(process_time() - start)
    return round(max(median(took), 1e-5), 5)


def _files(instrument: Any, answers: Any, folder: Path, pandas: bool) -> dict[str, Any]:
    source, tenth, share, out = (folder / name for name in ("all.csv", "tenth.csv", "share.csv", "out.json"))
    cohort.write(instrument, answers, source)
    cohort.write(instrument, answers[: len(answers) // 10], tenth)
    cohort.write(instrument, answers[: len(answers) // SHARE], share)
    seconds, most = _command(instrument.name, source, out)
    _, less = _command(instrument.name, tenth, folder / "tenth.json")
    measured = {
        "file_mb": round(source.stat().st_size / 1e6, 1),
        "file_s": seconds,
        "file_most_mb": most,
        "file_growth_mb": round(most - less, 1),
        "file_plain_s": round(SHARE * timed(lambda: others.plain_file(instrument, share, out), 1), 3),
    }
    if pandas:
        measured["file_pandas_s"] = timed(lambda: others.pandas_file(instrument, source, out), 1)
    return measured


def _command(name: str, source: Path, out: Path) -> tuple[float, float]:
    """Processor seconds and most megabytes of ``kindward score`` in a process of its own, its start included."""
    # What the system counts for a child begins with the memory of its parent; the peak in /proc does not.
    code = (
        "import sys, time; from pathlib import Path; from kindward.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally:\n"
        "    peak = next(s for s in Path('/proc/self/status').read_text().splitlines() if 'VmHWM' in s)\n"
        "    print(time.process_time(), peak.split()[1], file=sys.stderr)"
    )
    words = [sys.executable, "-c", code, "score", name, "--in", str(source), "-o", str(out)]
    done = subprocess.run(
        words, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True
    )
    seconds, kilobytes = done.stderr.split()
    return round(float(seconds), 3), round(int(kilobytes) / 1024, 1)


def _frame(instrument: Any, answers: Any) -> Any:
    try:
        import pandas as pd
    except ImportError:
        return None
    return pd.DataFrame(answers, columns=[f"item{n}" for n in range(1, instrument.items + 1)])


def _agree(subscales: list[tuple[str, Any]], total: Any, rows: list[dict[str, Any]]) -> None:
    scales = dict(subscales) | ({} if total is None else {"total": total})
    for name, values in scales.items():
        theirs = np.array([np.nan if row[name] is None else row[name] for row in rows])
        np.testing.assert_allclose(values[: len(rows)], theirs, rtol=1e-12)


def _agree_frame(table: Any, frame: Any) -> None:
    scales = dict(table.subscales) | ({} if table.total is None else {"total": table.total})
    for name, values in scales.items():
        np.testing.assert_allclose(values, frame[name].to_numpy(), rtol=1e-12)


if __name__ == "__main__":
    sys.exit(main())
