"""Sound in a terminal: clips and bells, handed to whichever player is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..voice import Voice

PLAYERS = (
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"),
)


def find_player() -> tuple[str, ...] | None:
    """The command of the first player that is installed; a file's name is put after it."""
    return next((player for player in PLAYERS if shutil.which(player[0])), None)


class Sound:
    """Plays one voice's sentences. A player that fails leaves the session silent and running."""

    def __init__(self, voice: Voice, player: tuple[str, ...]) -> None:
        self._voice, self._player = voice, player
        self._folder = tempfile.TemporaryDirectory(prefix="kindward-")
        self._playing: list[subprocess.Popen[bytes]] = []
        self._bell: Path | None = None
        self._making: dict[str, threading.Thread] = {}

    def prepare(self, text: str) -> None:
        """Have the clip of ``text`` ready soon; returns at once."""
        if text and text not in self._making:
            thread = threading.Thread(target=self._make, args=(text,), daemon=True)
            self._making[text] = thread
            thread.start()

    def say(self, text: str) -> None:
        """Speak ``text`` now."""
        self.prepare(text)
        self._making[text].join()
        self._play(self._path(text))

    def ring(self) -> None:
        """Ring the bell, over whatever sounds."""
        if self._bell is None:
            from ..voice.bells import render_bell
            from ..voice.encode import encode

            self._bell = Path(self._folder.name) / "bell.wav"
            self._bell.write_bytes(encode(render_bell(), "wav"))
        self._play(self._bell)

    def hush(self) -> None:
        """Silence, at once."""
        for process in self._playing:
            with suppress(OSError):
                process.kill()
            process.wait()
        self._playing = []

    def close(self) -> None:
        """Silence, and nothing left behind."""
        self.hush()
        for thread in self._making.values():
            thread.join()
        self._folder.cleanup()

    def _path(self, text: str) -> Path:
        return Path(self._folder.name) / f"{self._voice.key(text)}.wav"

    def _make(self, text: str) -> None:
        from ..voice.encode import encode

        # Not through the cache: a person's own words stay nowhere.
        with suppress(ValueError, OSError):
            self._path(text).write_bytes(encode(self._voice.samples(text), "wav"))

    def _play(self, path: Path) -> None:
        self._playing = [process for process in self._playing if process.poll() is None]
        if not path.is_file():
            return
        with suppress(OSError):
            self._playing.append(
                subprocess.Popen(  # noqa: S603  The command is one of PLAYERS, the file our own.
                    [*self._player, str(path)],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
            )  # fmt: skip
