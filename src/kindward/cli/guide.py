"""Guiding one session in a terminal: time passes, lines change, keys are answered at once."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Literal

from rich.console import Console, Group
from rich.live import Live

from ..practice.timeline import Timeline
from .keys import Keys
from .screen import draw
from .sitting import Sitting
from .sound import Sound

Ending = Literal["finished", "stopped", "eased"]

#: Seconds between two pictures: a breath looks smooth, a laptop stays cool.
FRAME = 1 / 12
SKIP_SECONDS = 15


class Guide:
    """Runs sittings on one terminal. ``clock`` gives seconds that only go forward."""

    def __init__(
        self,
        console: Console,
        sound: Sound | None,
        *,
        still: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.console, self.sound, self.still, self.clock = console, sound, still, clock
        self._suspend = self._stop = False
        self._shown: object = None
        self._dots = "utf" in (console.encoding or "").lower()

    def run(self, timeline: Timeline) -> tuple[Ending, int]:
        """Guide one session; how it ended, and the milliseconds that were reached."""
        if self.sound:
            self.sound.prepare(timeline.spoken[0].text)
        sitting = Sitting(timeline, self.clock())
        heard = -1
        ending: Ending | None = None
        self._shown = None
        with Keys() as keys, self._signals(), self._live() as live:
            while ending is None:
                now = self.clock()
                self._show(live, sitting, now)
                heard = self._hear(sitting, now, heard)
                key = keys.wait(FRAME)
                ending = "stopped" if self._stop else self._answer(key, sitting)
                if key in ("space", "left", "right"):
                    heard = sitting.position(self.clock()) - 1
                if self._suspend:
                    self._rest(sitting, keys, live)
                    heard = sitting.position(self.clock()) - 1
                if sitting.finished(self.clock()):
                    ending = ending or "finished"
            if self.sound:
                self.sound.hush()
        return ending, sitting.position(self.clock())

    def _answer(self, key: str | None, sitting: Sitting) -> Ending | None:
        now = self.clock()
        if key in ("escape", "q"):
            return "stopped"
        if key == "e":
            return "eased"
        if key == "space":
            sitting.toggle(now)
            sitting.rewind_line(now)
        elif key in ("left", "right"):
            sitting.skip(now, SKIP_SECONDS if key == "right" else -SKIP_SECONDS)
            sitting.rewind_line(now)
        if key in ("space", "left", "right") and self.sound:
            self.sound.hush()
        return None

    def _show(self, live: Live, sitting: Sitting, now: float) -> None:
        width, height = self.console.size
        lines = draw(
            sitting.moment(now), sitting.timeline.title, width, height, still=self.still, dots=self._dots
        )
        picture = (width, height, lines)
        if picture != self._shown:
            self._shown = picture
            live.update(Group(*lines), refresh=True)

    def _hear(self, sitting: Sitting, now: float, heard: int) -> int:
        """Sound what has begun since ``heard``, and get the next sentence ready."""
        at = sitting.position(now)
        if self.sound is None or sitting.paused:
            return at
        for _ in range(sitting.bells(heard + 1, at + 1)):
            self.sound.ring()
        cue = sitting.cue(at)
        if cue.kind != "silence" and heard < cue.at_ms:
            self.sound.say(cue.text)
        if following := sitting.ahead(at):
            self.sound.prepare(following.text)
        return at

    def _live(self) -> Live:
        return Live(console=self.console, screen=True, auto_refresh=False, vertical_overflow="crop")

    def _rest(self, sitting: Sitting, keys: Keys, live: Live) -> None:
        """Ctrl-Z: pause, give the terminal back, stop; take it again when the person comes back."""
        self._suspend = False
        sitting.pause(self.clock())
        if self.sound:
            self.sound.hush()
        live.stop()
        keys.release()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, self._on_suspend)
        keys.listen()
        live.start()
        self._shown = None

    def _on_suspend(self, _number: int, _frame: FrameType | None) -> None:
        self._suspend = True

    def _on_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stop = True

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Ctrl-C and Ctrl-Z are answered between two pictures; an order to end unwinds."""

        def end(number: int, _frame: FrameType | None) -> None:
            sys.exit(128 + number)

        answers = {"SIGINT": self._on_stop, "SIGTSTP": self._on_suspend, "SIGTERM": end, "SIGHUP": end}
        before = {}
        for name, answer in answers.items():
            if hasattr(signal, name):
                before[name] = signal.signal(getattr(signal, name), answer)
        try:
            yield
        finally:
            for name, answer_before in before.items():
                signal.signal(getattr(signal, name), answer_before)
