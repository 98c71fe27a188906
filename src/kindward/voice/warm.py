"""Making clips before they are asked for. May be stopped and started at any moment: what is there stays."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .base import CLIP_FORMATS, ClipFormat, Voice, VoiceError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Warmed:
    """What came of it: clips that are ready now, and those that failed."""

    ready: int
    failed: int
    finished: bool


def warm(
    texts: Iterable[str],
    voice: Voice,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    *,
    format: ClipFormat = "opus",
    stop: Callable[[], bool] = lambda: False,
) -> Warmed:
    """Put the clip of every text into the voice's cache; ``progress`` hears (done, all) after each.

    ``stop`` is asked before each clip. A clip that cannot be made is counted and passed over; clips that are
    there already cost a look. A voice that does not speak has nothing to warm.
    """
    if format not in CLIP_FORMATS:
        raise VoiceError(f"format: there is none named “{format}”; expected one of {', '.join(CLIP_FORMATS)}")
    different = list(dict.fromkeys(texts)) if voice.speaks else []
    ready = failed = 0
    for done, text in enumerate(different, 1):
        if stop():
            return Warmed(ready, failed, finished=False)
        try:
            if voice.clip_path(text, format) is None:
                voice.clip_bytes(text, format)
            ready += 1
        except (VoiceError, OSError) as error:
            # Never the words: they may be a person's own.
            log.warning("clip %s: %s", voice.key(text), error)
            failed += 1
        progress(done, len(different))
    return Warmed(ready, failed, finished=True)
