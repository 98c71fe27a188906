"""How much of what hindsight gains in fit Kindward's way of offering reaches, and whether its targets are met.

    python -m benchmarks.clinic                      # 1,000 people, 14 days, five seeds: some minutes
    python -m benchmarks.clinic --people 5000 --seeds 2
    python -m benchmarks.clinic --markdown           # the tables of docs/clinic.md

Prints one line of JSON for each ratio of places to people, and exits with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from kindward.matching.clinic import POLICIES, RATIOS, rows

#: At least so much of the gap in fit, and at most so many hours of waiting on the mean.
SHARE_OF_GAP, HOURS = 2 / 3, 8.0


def main() -> int:
    """Live through every ratio and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--ratio", type=float, action="append")
    parser.add_argument("--policy", action="append", choices=list(POLICIES))
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    # What targets are about has to be there, whatever else is asked for.
    policies = asked.policy or list(POLICIES)
    policies = list(dict.fromkeys([*policies, "kindward", "first-come", "hindsight"]))
    seeds, fine = range(asked.first, asked.first + asked.seeds), True
    for ratio in asked.ratio or RATIOS:
        found = {row["policy"]: row for row in rows(asked.people, asked.days, seeds, policies, (ratio,))}
        verdict = _verdict(ratio, found)
        fine &= all(verdict["met"].values())
        if asked.markdown:
            print("\n".join(_line(row) for row in found.values()), flush=True)
        print(json.dumps(verdict), flush=True)
    return 0 if fine else 1


def _verdict(ratio: float, found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    ours, plain, best = (found[name] for name in ("kindward", "first-come", "hindsight"))
    of_gap = (ours["fit"] - plain["fit"]) / (best["fit"] - plain["fit"])
    return {
        "ratio": ratio,
        "share_of_gap": round(of_gap, 3),
        "in_48h_above_first_come": round(ours["in_48h"] - plain["in_48h"], 4),
        "wait_mean_h": ours["wait_mean_h"],
        "met": {
            "gap": of_gap >= SHARE_OF_GAP,
            "in_48h": ours["in_48h"] >= plain["in_48h"],
            "wait": ours["wait_mean_h"] <= HOURS,
        },
    }


def _line(row: dict[str, Any]) -> str:
    def between(name: str) -> str:
        low, high = row[f"{name}_low"], row[f"{name}_high"]
        return f"{row[name]:.3f}" + ("" if low is None else f" ({low:.3f} to {high:.3f})")

    cells = [f"{row['ratio']:g}", row["policy"], between("in_48h"), between("fit")]
    cells += [f"{row[name]:.1f}" for name in ("wait_mean_h", "wait_p90_h")] + [f"{row['offers']:.2f}"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
