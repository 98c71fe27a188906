"""``python -m benchmarks.match``: matching end to end, beside simple rules and other solvers, in one run.

Times are of the processor, so that other work on the machine counts for little; the command's has its start in it. What
other solvers find is held against ours: the first three goals have to be the same. ``--short`` leaves the solvers out
that take minutes; ``--large`` adds 100,000 clients and draws how time grows. Exits 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from benchmarks.match import others, plot
from kindward.matching import Market, Standing, assign, match, problem_of
from kindward.matching.arrays import Ints
from kindward.matching.made_up import made_up

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "images" / "matching-growth.svg"
#: Clients, therapists, seconds, megabytes that the command may take.
LIMITS = ((10_000, 2_000, 3.0, 1_000.0), (100_000, 15_000, 60.0, 4_000.0))
GROWTH = ((1_000, 200), (3_000, 500), (10_000, 2_000), (30_000, 5_000), (100_000, 15_000))
SOLVERS: dict[str, Callable[[Market], Ints]] = {
    "scipy-sparse": others.scipy_sparse,
    "highs": others.highs,
    "scipy-dense": others.scipy_dense,
}


def main() -> int:
    """Measure, print one line of JSON each, and say whether the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--large", action="store_true")
    asked = parser.parse_args()
    fine = _command(*LIMITS[0])
    _say(_beside(2_000, 400, tuple(SOLVERS)))
    _say(_beside(10_000, 2_000, () if asked.short else ("scipy-sparse", "highs")))
    _say(_arrivals(10_000, 2_000, 200))
    if asked.large:
        fine &= _command(*LIMITS[1])
        _grow()
    return 0 if fine else 1


def _command(clients: int, therapists: int, seconds: float, megabytes: float) -> bool:
    """``kindward match`` in a process of its own: processor and clock seconds, most megabytes."""
    code = (
        "import sys, time; from pathlib import Path; from kindward.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally:\n"
        "    peak = next(s for s in Path('/proc/self/status').read_text().splitlines() if 'VmHWM' in s)\n"
        "    print(time.process_time(), peak.split()[1], file=sys.stderr)"
    )
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "problem.json", Path(folder) / "answer.json"
        source.write_text(json.dumps(made_up(clients, therapists)), encoding="utf-8")
        words = [sys.executable, "-c", code, "match", "--in", str(source), "-o", str(out)]
        begun = perf_counter()
        done = subprocess.run(
            words,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        clock = perf_counter() - begun
        objective = json.loads(out.read_text(encoding="utf-8"))["objective"]
    took, kilobytes = done.stderr.split()
    within = float(took) <= seconds and int(kilobytes) / 1024 <= megabytes
    _say(
        {
            "command": f"{clients} x {therapists}",
            "processor_s": round(float(took), 2),
            "clock_s": round(clock, 2),
            "most_mb": round(int(kilobytes) / 1024),
            "within": within,
        }
        | objective
    )
    return within


def _beside(clients: int, therapists: int, solvers: tuple[str, ...]) -> dict[str, Any]:
    found = match(problem_of(made_up(clients, therapists)))
    market = found.market
    result: dict[str, Any] = {"beside": f"{clients} x {therapists}", "pairs": len(market.pairs)}
    ours, took = _timed(lambda: assign(market).therapist)
    result["kindward"] = _goals(market, ours) | {"s": round(took, 3)}
    arrived = sorted(range(clients), key=lambda at: found.tables.clients.rows[at].submitted_at)
    for name, rule in (
        ("greedy", lambda: others.greedy(market)),
        ("first-come", lambda: others.first_come_first_served(market, arrived)),
    ):
        of, seconds = _timed(rule)
        result[name] = _goals(market, of) | {"s": round(seconds, 3)}
    for name in solvers:
        of, seconds = _timed(lambda name=name: SOLVERS[name](market))  # type: ignore[misc]
        same = _goals(market, of) == _goals(market, ours)
        assert same, f"{name} reaches other goals: {_goals(market, of)}"
        result[name] = {"s": round(seconds, 3), "times_ours": round(seconds / took, 1), "same_goals": same}
    return result


def _arrivals(clients: int, therapists: int, later: int) -> dict[str, Any]:
    """Clients let in one by one, the last of the list; and that they stand as well as in a new run."""
    problem = problem_of(made_up(clients, therapists))
    standing = Standing(match(replace(problem, clients=problem.clients[later:])))
    took = [
        1000 * _timed(lambda client=client: standing.insert(client))[1] for client in problem.clients[:later]
    ]  # type: ignore[misc]
    kept = match(replace(problem, frozen=tuple(standing.pairs()))).objective()
    assert kept == match(problem).objective()
    median, most = np.percentile(took, [50, 90])
    figures = {"median_ms": round(float(median), 2), "p90_ms": round(float(most), 2)}
    return {"arrivals": f"{later} into {clients} x {therapists}", "same_goals": True, **figures}


def _grow() -> None:
    whole, flow = [], []
    for clients, therapists in GROWTH:
        problem = problem_of(made_up(clients, therapists))
        found, took = _timed(lambda problem=problem: match(problem))  # type: ignore[misc]
        flow.append((clients, _timed(lambda found=found: assign(found.market))[1]))  # type: ignore[misc]
        whole.append((clients, took))
        _say(
            {
                "growth": clients,
                "match_s": round(took, 2),
                "assign_s": round(flow[-1][1], 2),
                "pairs": len(found.pairs),
            }
        )
    lines = {"whole match": whole, "assignment": flow}
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(
        plot.draw(lines, "Seconds that matching takes, by clients", "clients", "seconds"), encoding="utf-8"
    )


def _goals(market: Market, of: Ints) -> dict[str, int]:
    some = np.flatnonzero(of >= 0)
    client = market.pairs.clients()
    mine = of[client] == market.pairs.therapist
    fit = int(market.worth[mine].astype(np.int64).sum())
    return {"matched": len(some), "urgent": int(market.urgent[some].sum()), "fit": fit}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = process_time()
    done = work()
    return done, max(process_time() - begun, 1e-6)


def _say(result: dict[str, Any]) -> None:
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    sys.exit(main())
