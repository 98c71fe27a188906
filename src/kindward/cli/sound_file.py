"""A session as one sound file, with a line of progress where somebody is watching."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..practice.timeline import Timeline
    from ..voice import Voice


def write_sound(timeline: Timeline, voice: Voice, out: IO[bytes], format_: str) -> None:
    """Join the session into ``out``; raises OSError as it fails."""
    from ..voice.audio import write_audio

    with _progress(len(timeline.spoken), timeline.title) as tell:
        write_audio(timeline, _Counted(voice, tell), out, format_)


class _Counted:
    """A voice that says whenever it has spoken a line."""

    def __init__(self, voice: Voice, tell: Callable[[], None]) -> None:
        self._voice, self._tell = voice, tell

    def samples(self, text: str) -> Any:
        clip = self._voice.samples(text)
        self._tell()
        return clip

    def __getattr__(self, name: str) -> Any:
        return getattr(self._voice, name)


@contextmanager
def _progress(lines: int, title: str) -> Iterator[Callable[[], None]]:
    """A bar on stderr when that is a terminal; nothing when it is not."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=lines)
        yield lambda: bar.advance(task)
