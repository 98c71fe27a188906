"""Where answers go: standard output, or a file that is replaced whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from .refusal import Refusal


def write_text(target: str, text: str) -> None:
    """``text`` to the file ``target``; ``-`` is standard output."""
    write_with(target, lambda out: out.write(text.encode()))


def refuse_the_same_file(source: str, *targets: str | None) -> None:
    """What is read must not be written over. ``-`` and None are no files."""
    for target in targets:
        if "-" in (source, target) or target is None:
            continue
        with suppress(OSError):  # One that is not there yet is another one; a terminal may well be both.
            if Path(target).is_file() and Path(source).samefile(target):
                raise Refusal(f"{target}: is what is read; expected another file, so that nothing is lost")


def write_with(target: str, write: Callable[[IO[bytes]], object]) -> None:
    """Let ``write`` fill ``target``. What was there before stays untouched if it fails."""
    if target == "-":
        sys.stdout.flush()
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with _cannot_be_written(target):
        path = Path(target).resolve()
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as out:  # A device or a pipe cannot be replaced, and holds nothing to lose.
                write(out)
            return
        _replace(path, write)


def _replace(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "it is read-only")
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as out:
            write(out)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def _cannot_be_written(target: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Refusal(
            f"{target}: cannot be written ({reason}); expected a file in a folder of yours, or -"
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def refuse_sound_on_a_terminal(target: str, format: str) -> None:
    """Sound written to a screen helps nobody."""
    if target == "-" and sys.stdout.isatty():
        raise Refusal(
            f"-o: {format} is sound and this is a terminal; expected a file such as -o session.{format}"
        )
