"""Keys as they are pressed, without echo or Enter; the terminal is given back as it was, whatever happens."""

from __future__ import annotations

import os
import select
import sys
from types import TracebackType
from typing import Any

_ARROWS = {b"\x1b[C": "right", b"\x1b[D": "left", b"\x1bOC": "right", b"\x1bOD": "left"}
#: After an escape sign the rest of an arrow key arrives at once; alone it is the Escape key.
_REST_OF_ARROW = 0.03


class Keys:
    """Reads keys of a terminal between ``with`` and its end. On anything else no key is ever pressed."""

    def __init__(self, fd: int | None = None) -> None:
        """``fd``: the terminal's descriptor; default standard input."""
        self._fd = fd
        self._before: Any = None

    def __enter__(self) -> Keys:
        self.listen()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def listen(self) -> None:
        """Take the terminal: each key comes at once, Ctrl-C and Ctrl-Z keep their meaning."""
        try:
            import termios
            import tty

            fd = sys.stdin.fileno() if self._fd is None else self._fd
            before = termios.tcgetattr(fd)
            tty.setcbreak(fd)
        except (ImportError, OSError, ValueError, _termios_error()):
            return
        self._fd, self._before = fd, before

    def release(self) -> None:
        """Give the terminal back."""
        if self._before is not None and self._fd is not None:
            import termios

            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
            self._before = None

    def wait(self, seconds: float) -> str | None:
        """The key pressed within that time, or None: ``space``, ``left``, ``right``, ``escape``, a letter."""
        if self._before is None or self._fd is None:
            select.select([], [], [], seconds)
            return None
        if not select.select([self._fd], [], [], seconds)[0]:
            return None
        data = os.read(self._fd, 1)
        if not data:
            # The terminal has gone: nobody is there to go on for.
            return "escape"
        if data == b"\x1b":
            if select.select([self._fd], [], [], _REST_OF_ARROW)[0]:
                # Two more and no further: a key that is held down sends the next one at once.
                return _ARROWS.get(data + os.read(self._fd, 2))
            return "escape"
        return "space" if data == b" " else data.decode("ascii", "ignore").lower() or None


def _termios_error() -> type[Exception]:
    try:
        import termios
    except ImportError:
        return OSError
    return termios.error
