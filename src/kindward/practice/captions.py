"""Captions of a session as WebVTT (W3C WebVTT: The Web Video Text Tracks Format, 2019)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .timeline import Cue, Timeline

#: A bell is named this long; it rings on while its caption has gone.
BELL_CAPTION_MS = 3000


def to_webvtt(timeline: Timeline) -> str:
    """The words, bells and breaths of a session with their times; ends with a line break.

    Spoken sentences have exactly the times of their clips. What is not spoken stands in square brackets.
    """
    blocks = [f"WEBVTT - {_one_line(timeline.title)}"]
    for number, (cue, start, end) in enumerate(_captions(timeline), 1):
        text = f"[{cue.text.lower()}]" if cue.over else cue.text
        ident = f"{re.sub(r'[^a-z0-9]+', '-', cue.step.lower()).strip('-') or 'step'}-{number}"
        blocks.append(f"{ident}\n{timestamp(start)} --> {timestamp(end)}\n{_one_line(text)}")
    return "\n\n".join(blocks) + "\n"


def timestamp(milliseconds: int) -> str:
    """``hh:mm:ss.mmm``, hours always there."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def _captions(timeline: Timeline) -> Iterator[tuple[Cue, int, int]]:
    """Cues that show, each with its start and end in ms, in order of start."""
    for cue in sorted(timeline.cues, key=lambda cue: cue.at_ms):
        if cue.kind != "silence":
            lasts = min(cue.for_ms, BELL_CAPTION_MS) if cue.kind == "bell" else cue.for_ms
            yield cue, cue.at_ms, cue.at_ms + lasts


def _one_line(text: str) -> str:
    """Text as a caption may carry it: one line, the three signs of the format written out."""
    text = " ".join(text.split())
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
