"""One file of a whole session: clips, silences, bells and breath joined along a timeline."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np

from .base import SAMPLE_RATE, ClipFormat, Samples, Voice, VoiceError, check_format
from .bells import render_bell, render_breath
from .encode import open_writer
from .level import CEILING

log = logging.getLogger(__name__)

#: Samples mixed at a time: ten seconds, so that 45 minutes need no more memory than one.
BLOCK = 10 * SAMPLE_RATE


class HeardCue(Protocol):
    """What this module needs of a cue."""

    @property
    def at_ms(self) -> int: ...
    @property
    def for_ms(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...


class HeardTimeline(Protocol):
    """What this module needs of a timeline."""

    @property
    def seconds(self) -> float: ...
    @property
    def cues(self) -> Sequence[Any]: ...


def write_audio(
    timeline: HeardTimeline,
    voice: Voice,
    target: Path | str | IO[bytes],
    format: str,
    *,
    bells: bool = True,
    breath: bool = True,
) -> None:
    """Write the session to ``target`` as ``opus`` (in Ogg), ``mp3`` or ``wav``: ``timeline.seconds`` exactly.

    A path is replaced whole at the end or left as it was; a stream need not allow seeking. ``bells`` and
    ``breath`` leave those sounds out when False. Memory stays the same however long the session is.
    Raises :class:`VoiceError` for another format, OSError if ``target`` cannot be written.
    """
    kind = check_format(format)
    sound = mix(timeline, voice, bells=bells, breath=breath)
    if isinstance(target, (str, Path)):
        _write_path(sound, Path(target), kind)
        return
    with tempfile.TemporaryFile() as spool:
        _write_stream(sound, spool, kind)
        spool.seek(0)
        shutil.copyfileobj(spool, target)


def mix(
    timeline: HeardTimeline, voice: Voice, *, bells: bool = True, breath: bool = True
) -> Iterator[Samples]:
    """The session's sound in blocks of at most :data:`BLOCK` samples, together exactly its length."""
    total = round(timeline.seconds * SAMPLE_RATE)
    waiting = sorted(_heard(timeline, voice, bells, breath), key=lambda pair: pair[0])
    waiting.reverse()
    sounding: list[tuple[int, Samples]] = []
    for start in range(0, total, BLOCK):
        end = min(start + BLOCK, total)
        while waiting and waiting[-1][0] < end:
            at, render = waiting.pop()
            sounding.append((at, render()))
        block = np.zeros(end - start, np.float32)
        for at, samples in sounding:
            first, last = max(at, start), min(at + len(samples), end)
            block[first - start : last - start] += samples[first - at : last - at]
        sounding = [(at, samples) for at, samples in sounding if at + len(samples) > end]
        yield _round_off(block)


def _heard(
    timeline: HeardTimeline, voice: Voice, bells: bool, breath: bool
) -> Iterator[tuple[int, Callable[[], Samples]]]:
    """Where each sound starts, in samples, and how to render it when its time has come."""
    cues: Sequence[HeardCue] = timeline.cues
    for cue in cues:
        at = cue.at_ms * SAMPLE_RATE // 1000
        if cue.kind in ("speech", "prompt") and voice.speaks:
            yield at, lambda text=cue.text: voice.samples(text)  # type: ignore[misc]
        elif cue.kind == "bell" and bells and cue.for_ms > 0:
            yield at, lambda ms=cue.for_ms: render_bell(ms / 1000)  # type: ignore[misc]
        elif cue.kind == "breath" and breath and cue.for_ms > 0:
            inward = cue.text.strip().lower().endswith("in")
            yield at, lambda ms=cue.for_ms, inward=inward: render_breath(ms / 1000, inward)  # type: ignore[misc]


def _round_off(block: Samples) -> Samples:
    """Sounds that add up beyond the ceiling are bent under full scale, the same wherever a block ends."""
    over = np.abs(block) > CEILING
    if over.any():
        room = 0.99 - CEILING
        beyond = (np.abs(block[over]) - CEILING) / room
        block[over] = np.sign(block[over]) * (CEILING + room * np.tanh(beyond))
    return block


def _write_path(sound: Iterator[Samples], path: Path, kind: ClipFormat) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as out:
            _write_stream(sound, out, kind)
        Path(name).chmod(_usual_mode())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _usual_mode() -> int:
    """The mode a new file would get: mkstemp makes them for the owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _write_stream(sound: Iterator[Samples], out: IO[bytes], kind: ClipFormat) -> None:
    careful = _Careful(out)
    try:
        with open_writer(careful, kind) as writer:  # type: ignore[arg-type]
            for block in sound:
                writer.write(block)
                if careful.error:
                    break
    except (RuntimeError, AssertionError) as error:
        # soundfile asserts that everything was written.
        raise careful.error or VoiceError(f"audio: it could not be encoded ({error})") from error
    if careful.error:
        raise careful.error


class _Careful:
    """A file whose failures are kept: the encoder is C and would swallow them, and call half a file whole."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        if self.error:
            return 0
        try:
            return self._out.write(data)
        except OSError as error:
            self.error = error
            return 0

    def read(self, size: int = -1) -> bytes:
        return self._out.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._out.seek(offset, whence)

    def tell(self) -> int:
        return self._out.tell()
