"""A session as plain text: to read before, after, or in place of listening."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby

from .lengths import say_length
from .script import Script
from .timeline import Cue, Timeline

#: Columns of a line.
WIDTH = 76
#: A shorter silence is a breath between two sentences and is not written down.
NAMED_FROM_MS = 1500
#: A longer silence ends the paragraph.
PARAGRAPH_FROM_MS = 3500

_NO_BREAK = "\u00a0"


def to_text(timeline: Timeline, script: Script) -> str:
    """The words of ``timeline`` under their steps, with the silences between; lines of at most 76 columns."""
    out = [timeline.title, "=" * len(timeline.title), "", *textwrap.wrap(script.promise, WIDTH)]
    out.append(f"{say_length(timeline.seconds)}. {_signed(script)}")
    for title, cues in groupby(timeline.cues, key=lambda cue: cue.step):
        steps = list(cues)
        heading = f"{title} ({clock(steps[0].at_ms)})"
        out += ["", "", heading, "-" * len(heading)]
        for paragraph in _paragraphs(steps):
            out += ["", *_wrap(paragraph)]
    return "\n".join(out) + "\n"


def _wrap(paragraph: str) -> list[str]:
    lines = textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines]


def clock(milliseconds: int) -> str:
    """``m:ss``, as on a kitchen clock; whole seconds, rounded down."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _signed(script: Script) -> str:
    if script.reviewer and script.reviewed_on:
        return f"Written by {script.author}, reviewed by {script.reviewer} on {script.reviewed_on:%Y-%m-%d}."
    return f"Written by {script.author}. No clinician has reviewed it yet."


def _paragraphs(cues: list[Cue]) -> Iterator[str]:
    words: list[str] = []
    bell = False
    breaths: dict[str, int] = {}
    writing = False
    for cue, after in zip(cues, [*cues[1:], None], strict=True):
        if cue.kind in ("speech", "prompt"):
            words.append(cue.text)
            writing = cue.kind == "prompt"
            continue
        if cue.kind == "silence":
            silence, bell, breaths = cue.for_ms, False, {}
        elif cue.kind == "bell":
            bell = True
        else:
            breaths.setdefault(cue.text, cue.for_ms)
        if after is not None and after.over:
            continue  # What lies over this silence is still to come.
        if silence >= NAMED_FROM_MS or bell:
            words.append(_bracket(silence, bell, breaths, writing))
            writing = False
        if words and silence >= PARAGRAPH_FROM_MS:
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def _bracket(silence: int, bell: bool, breaths: dict[str, int], writing: bool) -> str:
    said = ["a bell"] if bell else []
    said += [f"{text.lower()} for {lasts / 1000:g} s" for text, lasts in breaths.items()]
    said += ["time to write"] if writing else []
    said.append(f"{silence / 1000:.0f} s" if silence < 60_000 else clock(silence) + " min")
    # Not to be parted from its number at the end of a line.
    return f"({', '.join(said)})".replace(" s", f"{_NO_BREAK}s").replace(" min", f"{_NO_BREAK}min")
