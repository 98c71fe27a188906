"""Whether a script can be every length it promises, at every pace of the voice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..text.findings import Finding
from .compose import HALF_SILENT_FROM_MS, SpeechTimer, compose, possible_range
from .script import Script

#: A session may end this much earlier or later than asked.
TOLERANCE_MS = 500


def lengths_of(script: Script) -> list[int]:
    """The lengths, in seconds, a script must fill: its shortest, and every half minute up to its longest."""
    first = (script.min_seconds // 30 + 1) * 30
    return [script.min_seconds, *range(first, script.max_seconds + 1, 30)]


def check_lengths(script: Script, timers: Sequence[SpeechTimer]) -> Iterator[Finding]:
    """At most one finding for each voice and rule, naming the first length at which it breaks."""
    path = str(script.path)
    for timer in timers:
        low, high = possible_range(script, timer)
        if low > script.min_seconds:
            over = low - script.min_seconds
            yield Finding(path, 1, "shortest", (
                f"with the voice {timer.name} what is required takes {low:.1f} s, "
                f"{over:.1f} s more than {script.min_seconds} s; "
                "expected fewer words or shorter pauses in the lines without a number"
            ))  # fmt: skip
        if high < script.max_seconds:
            yield Finding(path, 1, "longest", (
                f"with the voice {timer.name} all of it fills {high:.1f} s of {script.max_seconds} s; "
                "expected longer longest pauses, more rounds or more lines"
            ))  # fmt: skip
        yield from _each_length(script, timer, low, high)


def _each_length(script: Script, timer: SpeechTimer, low: float, high: float) -> Iterator[Finding]:
    path = str(script.path)
    inexact: list[str] = []
    loud: list[str] = []
    for seconds in lengths_of(script):
        if not low <= seconds <= high:
            continue
        timeline = compose(script, seconds, timer)
        if abs(timeline.milliseconds - seconds * 1000) > TOLERANCE_MS:
            inexact.append(f"{seconds} s ends at {timeline.seconds:.1f} s")
        if (
            seconds * 1000 >= HALF_SILENT_FROM_MS
            and not script.writes
            and 2 * timeline.silent_ms < timeline.milliseconds
        ):
            loud.append(f"{timeline.silent_ms / timeline.milliseconds:.0%} of {seconds} s")
    if inexact:
        yield Finding(path, 1, "lengths", (
            f"with the voice {timer.name} {inexact[0]} ({len(inexact)} such lengths); "
            "expected lines that come in earlier, or pauses that stretch further"
        ))  # fmt: skip
    if loud:
        yield Finding(path, 1, "silence", (
            f"with the voice {timer.name} silence is {loud[0]} ({len(loud)} such lengths); "
            f"expected at least half from {HALF_SILENT_FROM_MS // 1000} s on"
        ))  # fmt: skip
