"""Speaking every sentence of every script once, to learn how long it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..base import SAMPLE_RATE, Samples
from ..check import check_clip
from ..choose import PACES
from ..shape import shape
from ..spoken import SpokenVoice
from ..store import ClipStore
from . import FOLDER, read_table, table_path, write_table

#: The voices whose lengths ship: espeak-ng differs from machine to machine and is asked there.
SHIPPED_VOICES = ("hibari", "hibari-slow", "hibari-quick")


@dataclass(frozen=True, slots=True)
class Built:
    """What one table came to: sentences in it, how many were spoken now, how many old ones left.

    ``findings``: of a clip that does not sound as it should, what is wrong with it; its length is not in the table.
    """

    voice: str
    sentences: int
    spoken: int
    dropped: int
    findings: dict[str, list[str]] = field(default_factory=dict)


def catalogue_sentences() -> list[str]:
    """Every different sentence of every shipped script, with its default words, in order."""
    from kindward.practice import load_catalogue, sentences_of

    return list(dict.fromkeys(text for script in load_catalogue().values() for text in sentences_of(script)))


def shipped_voice(name: str) -> SpokenVoice:
    """That voice with no cache behind it."""
    from ..hibari import the_engine

    return SpokenVoice(name, the_engine(), PACES[name], ClipStore(None))


def missing(texts: Iterable[str], voice: SpokenVoice, folder: Path = FOLDER) -> list[str]:
    """Those of ``texts`` whose length the voice's table does not hold."""
    known = read_table(table_path(voice.engine.name, voice.speed, folder))
    return [text for text in texts if voice.key(text) not in known]


def spoken_length(text: str, voice: SpokenVoice) -> int:
    """Milliseconds of the clip as spoken now, whatever any table says. At least 1."""
    return _length(spoken_now(text, voice), text, voice)


def spoken_now(text: str, voice: SpokenVoice) -> Samples:
    """The clip, levelled and cut as it is served; from no cache."""
    return shape(voice.engine.say(voice.engine.words(text), voice.speed))


def _length(clip: Samples, text: str, voice: SpokenVoice) -> int:
    # Text that cannot be spoken has a silence that the voice works out by itself.
    return len(clip) * 1000 // SAMPLE_RATE if len(clip) else voice.milliseconds(text)


def build(
    texts: Iterable[str],
    voice: SpokenVoice,
    folder: Path = FOLDER,
    afresh: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Built:
    """Write the voice's table for exactly ``texts``. Lengths already known are kept unless ``afresh``.

    A key names engine, version, levelling, pace and words, so a length under a known key is still right. Each clip is
    looked at as it is spoken (:func:`..check.check_clip`); one with a finding gets no length.
    """
    path = table_path(voice.engine.name, voice.speed, folder)
    before = read_table(path)
    wanted = {voice.key(text): text for text in texts}
    lengths = {} if afresh else {key: before[key] for key in wanted if key in before}
    to_speak = [key for key in sorted(wanted) if key not in lengths]
    findings: dict[str, list[str]] = {}
    for done, key in enumerate(to_speak, 1):
        text = wanted[key]
        clip = spoken_now(text, voice)
        if found := check_clip(clip, text):
            findings[text] = found
        else:
            lengths[key] = _length(clip, text, voice)
        progress(done, len(to_speak))
    write_table(path, lengths)
    return Built(voice.name, len(lengths), len(to_speak), len(set(before) - set(wanted)), findings)
