"""A voice that speaks: an engine, a pace, a memory."""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from .base import LEVEL_VERSION, SAMPLE_RATE, ClipFormat, Samples, VoiceUnavailable, check_format
from .lengths import shipped_length
from .rate import estimate_milliseconds
from .store import ClipStore

log = logging.getLogger(__name__)

#: Clips kept as samples, so that a length and then its clip cost one synthesis: some 10 MB.
RECENT_CLIPS = 32


class Engine(Protocol):
    """What turns words into sound."""

    name: str
    seed: int

    @property
    def version(self) -> str:
        """Version of what is installed."""
        ...

    def words(self, text: str) -> str:
        """Text as it should be spoken; empty where nothing is to be said."""
        ...

    def say(self, spoken: str, speed: float) -> Samples:
        """Mono float32 at :data:`SAMPLE_RATE`, silence around it allowed."""
        ...

    def load(self) -> None:
        """Get ready."""
        ...


class SpokenVoice:
    """One engine at one pace. Safe to share between threads."""

    speaks = True

    def __init__(self, name: str, engine: Engine, speed: float, store: ClipStore) -> None:
        self.name, self.engine, self.speed, self.store = name, engine, speed, store
        self._recent: OrderedDict[str, Samples] = OrderedDict()
        self._lock = threading.Lock()
        self._loading = False
        # Composing asks for the same lines again and again; hashing them once keeps it quick.
        self._named = lru_cache(maxsize=16384)(self._name)
        self._measured = lru_cache(maxsize=16384)(self._measure)

    def __repr__(self) -> str:
        return f"<voice {self.name}>"

    def key(self, text: str) -> str:
        """20 hex digits: a hash of engine, its version, our levelling, pace, seed and the words as spoken."""
        return self._named(text)

    def milliseconds(self, text: str) -> int:
        """Length of the clip: as shipped, as cached, else as spoken now."""
        return self._measured(text)

    def samples(self, text: str) -> Samples:
        """The clip, mono float32 at :data:`SAMPLE_RATE`, as long as :meth:`milliseconds` says. Read-only.

        Text without a word this voice can speak becomes silence as long as reading it takes.
        """
        key = self.key(text)
        with self._lock:
            if key in self._recent:
                self._recent.move_to_end(key)
                return self._recent[key]
        clip = self._speak(text, key)
        # Everyone gets the same array.
        clip.flags.writeable = False
        with self._lock:
            self._recent[key] = clip
            while len(self._recent) > RECENT_CLIPS:
                self._recent.popitem(last=False)
        return clip

    def clip_bytes(self, text: str, format: ClipFormat = "opus") -> bytes:
        """The clip as a file, from the cache or made now. Raises VoiceError for another format."""
        key, kind = self.key(text), check_format(format)
        held = self.store.read(key, kind)
        if held is None:
            from .encode import encode

            held = encode(self.samples(text), kind)
            self.store.write(key, kind, held)
        return held

    def clip_path(self, text: str, format: ClipFormat = "opus") -> Path | None:
        """The clip's file in the cache, made if need be; None if there is no folder, or it takes no more."""
        path = self.store.path(self.key(text), check_format(format))
        if path and not (path.is_file() and path.stat().st_size):
            self.clip_bytes(text, format)
        return path if path and path.is_file() else None

    def cached(self, key: str, format: ClipFormat = "opus") -> bytes | None:
        """The clip of that key if it was made before: for a page that knows keys and not words."""
        return self.store.read(key, check_format(format))

    def preload(self) -> None:
        """Load the engine in a thread of its own, once. A failure is logged; the first clip raises it."""
        with self._lock:
            if self._loading:
                return
            self._loading = True
        threading.Thread(target=self._load, name=f"voice-{self.name}", daemon=True).start()

    def _load(self) -> None:
        try:
            self.engine.load()
        except VoiceUnavailable as error:
            log.warning("%s", error)

    def _name(self, text: str) -> str:
        spoken = self.engine.words(text)
        # Words that cannot be spoken differ by what was written: their silences differ in length.
        engine = self.engine
        parts = (engine.name, engine.version, LEVEL_VERSION, self.speed, engine.seed, spoken or text)
        return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:20]

    def _measure(self, text: str) -> int:
        key = self.key(text)
        if (known := shipped_length(self.engine.name, self.speed, key)) is not None:
            return known
        noted = self.store.read(key, "ms")
        if noted is not None and noted.isdigit() and int(noted) > 0:
            return int(noted)
        length = len(self.samples(text)) * 1000 // SAMPLE_RATE
        self.store.write(key, "ms", str(length).encode())
        return length

    def _speak(self, text: str, key: str) -> Samples:
        # numpy only where something is spoken: lengths and keys of what shipped are quick without it.
        import numpy as np

        from .shape import fit, shape

        spoken = self.engine.words(text)
        clip = shape(self.engine.say(spoken, self.speed)) if spoken else np.zeros(0, np.float32)
        if not len(clip):
            return np.zeros(estimate_milliseconds(text) * SAMPLE_RATE // 1000, np.float32)
        known = shipped_length(self.engine.name, self.speed, key)
        return clip if known is None else fit(clip, known)
