"""``python -m benchmarks.signs [--lines 200000]``: milliseconds a text, beside the limits of 1 (Python) and 20 (page).

Texts are the made-up lines, over and over. The page is Chromium's, where it is installed. Memory is the most that
``kindward signs`` held over a stream of so many lines, and over a tenth of them: flat means that both are alike.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kindward.safety.signs import find_tier
from kindward.safety.signs.corpus import SEEN_HANDS, read_hand

TEXTS = 10_000
STATIC = Path(__file__).parents[2] / "src" / "kindward" / "site" / "safety" / "static" / "safety"
IN_THE_PAGE = """async ([code, data, texts]) => {
  const url = (text) => URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const { tierOf } = await import(url(code.replace("./signs-data.js", url(data))));
  tierOf("warm");
  return texts.map((text) => { const begun = performance.now(); tierOf(text); return performance.now() - begun; });
}"""


def texts(count: int) -> list[str]:
    """So many made-up lines."""
    lines = [line.text for hand in SEEN_HANDS for line in read_hand(hand)]
    return list(itertools.islice(itertools.cycle(lines), count))


def in_python() -> list[float]:
    """Milliseconds of processor time for each text."""
    find_tier("warm")
    found = []
    for text in texts(TEXTS):
        begun = time.process_time_ns()
        find_tier(text)
        found.append((time.process_time_ns() - begun) / 1e6)
    return found


def in_the_page() -> list[float] | None:
    """Milliseconds for each text and, last, for a hundred thousand letters; None without Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        code, data = (STATIC / name for name in ("find.js", "signs-data.js"))
        sent = [*texts(TEXTS), "x" * 100_000]
        found: list[float] = page.evaluate(
            IN_THE_PAGE, [code.read_text(encoding="utf-8"), data.read_text(encoding="utf-8"), sent]
        )
        browser.close()
    return found


def memory(count: int) -> int:
    """The most KiB that ``kindward signs`` held over so many lines."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for number, text in enumerate(itertools.islice(itertools.cycle(texts(1000)), count)):
                out.write(json.dumps({"id": str(number), "text": text}) + "\n")
        asked = subprocess.Popen(
            [sys.executable, "-m", "kindward.cli", "signs", "--in", str(file)], stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(asked.pid, 0)
        asked.returncode = os.waitstatus_to_exitcode(status)
        if asked.returncode:
            raise SystemExit(f"kindward signs ended with {asked.returncode}")
        return used.ru_maxrss


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.signs", description=__doc__)
    parser.add_argument("--lines", type=int, default=200_000)
    lines = parser.parse_args().lines
    python, page = in_python(), in_the_page()
    tell = sys.stdout.write
    tell(f"Python, ms a text: p50 {statistics.median(python):.3f}, p99 {statistics.quantiles(python, n=100)[98]:.3f}"
         f" of {TEXTS:,}; limit at p50: 1\n")  # fmt: skip
    if page:
        tell(f"page, ms a text: p50 {statistics.median(page[:-1]):.3f}, longest {max(page[:-1]):.2f} of {TEXTS:,}; "
             f"100,000 letters {page[-1]:.2f}; limit: 20\n")  # fmt: skip
    tell(f"memory: {memory(lines // 10) / 1024:.0f} MiB over {lines // 10:,} lines, {memory(lines) / 1024:.0f} MiB "
         f"over {lines:,}\n")  # fmt: skip


if __name__ == "__main__":
    main()
