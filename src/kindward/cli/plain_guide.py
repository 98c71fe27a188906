"""A guided session where there is no terminal to draw on: each line as its time comes."""

from __future__ import annotations

import time
from collections.abc import Callable

import click

from ..practice.timeline import Timeline
from ..practice.transcript import clock


def guide_plainly(
    timeline: Timeline,
    say: Callable[[str], None] = click.echo,
    now: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Say every sentence with its time when that time has come; return when the session is over."""
    began = now()

    def wait_until(milliseconds: int) -> None:
        rest = milliseconds / 1000 - (now() - began)
        if rest > 0:
            sleep(rest)

    step = ""
    for cue in timeline.spoken:
        wait_until(cue.at_ms)
        if cue.step != step:
            step = cue.step
            say(f"\n{step}\n")
        say(f"{clock(cue.at_ms):>5}  {cue.text}")
    wait_until(timeline.milliseconds)
    say(f"\n{clock(timeline.milliseconds):>5}")
