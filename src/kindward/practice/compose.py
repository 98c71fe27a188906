"""The composer: from a script, a length, a voice and the person's words to a timeline.

How it decides. All that is required is always there. Optional parts enter one by one in the order that the
script gives; the composer takes as many as fit at their natural pauses, and from five minutes on only as many
as leave half the session silent. Then one number stretches or shrinks every pause together between its
shortest, natural and longest length, so that the session ends on the asked millisecond.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from .material import Item, items_of
from .script import Pause, Script
from .timeline import Cue, Timeline
from .words import fill_words, personalise

#: From this length on, at least half of a guided session is silence.
HALF_SILENT_FROM_MS = 300_000
#: How long a bell rings out.
BELL_MS = 7000


class SpeechTimer(Protocol):
    """What the composer needs to know of a voice."""

    @property
    def name(self) -> str:
        """Name of the voice, as it appears on the timeline."""

    def milliseconds(self, text: str) -> int:
        """Length of the spoken sentence, above 0."""

    def key(self, text: str) -> str | None:
        """Name of the clip of that sentence; ``None`` for a voice without sound."""


@dataclass(frozen=True, slots=True)
class Level:
    """The first ``items`` items together: milliseconds of speech and of pauses at their three lengths."""

    items: int
    speech: int
    shortest: int
    natural: int
    longest: int

    def holds(self, length: int) -> bool:
        """Whether its pauses can be stretched or shrunk to fill ``length``."""
        return self.speech + self.shortest <= length <= self.speech + self.longest


def compose(
    script: Script, seconds: float, voice: SpeechTimer, words: Mapping[str, str] | None = None
) -> Timeline:
    """The timeline of ``script`` for ``seconds``; the nearest possible length where that one is impossible.

    Deterministic: the same inputs give the same timeline. Raises :class:`WordError` for words that do not
    fit.
    """
    filled = fill_words(script, words)
    levels = _levels_of(script, voice, filled)
    length, level = _choose(script, levels, round(seconds * 1000))
    cues = tuple(_cues(script, level, length, voice, filled))
    return Timeline(script.slug, script.version, script.title, length, seconds, voice.name, cues)


def possible_range(
    script: Script, voice: SpeechTimer, words: Mapping[str, str] | None = None
) -> tuple[float, float]:
    """Shortest and longest session in seconds, as the script declares and this voice can fill them."""
    levels = _levels_of(script, voice, fill_words(script, words))
    low = max(script.min_seconds * 1000, levels[0].speech + levels[0].shortest)
    high = min(script.max_seconds * 1000, max(level.speech + level.longest for level in levels))
    return low / 1000, high / 1000


def _levels_of(script: Script, voice: SpeechTimer, filled: Mapping[str, str]) -> tuple[Level, ...]:
    # Voices are told apart by identity, which a protocol cannot say.
    return _levels(script, voice, tuple(filled.items()))  # type: ignore[arg-type]


@lru_cache(maxsize=512)
def _levels(script: Script, voice: SpeechTimer, words: tuple[tuple[str, str], ...]) -> tuple[Level, ...]:
    filled = dict(words)

    def measure(item: Item) -> tuple[int, int, int, int]:
        pauses = item.pauses
        return (
            sum(voice.milliseconds(personalise(sentence.text, filled)) for sentence in item.sentences),
            sum(pause.shortest for pause in pauses),
            sum(pause.natural for pause in pauses),
            sum(pause.longest for pause in pauses),
        )

    sums = accumulate(
        map(measure, items_of(script)), lambda a, b: (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3])
    )
    return tuple(Level(n, *total) for n, total in enumerate(sums, 1))


def _choose(script: Script, levels: tuple[Level, ...], asked: int) -> tuple[int, Level]:
    """The length that will be composed, in ms, and how much of the script enters."""
    length = min(max(asked, script.min_seconds * 1000), script.max_seconds * 1000)
    able = [level for level in levels if level.holds(length)]
    if not able:
        ends = [
            (end, level)
            for level in levels
            for end in (level.speech + level.shortest, level.speech + level.longest)
        ]
        length, level = min(ends, key=lambda pair: (abs(pair[0] - length), pair[1].items))
        return length, level
    if length >= HALF_SILENT_FROM_MS and not script.writes:
        able = [level for level in able if 2 * level.speech <= length] or able[:1]
    roomy = [level for level in able if level.speech + level.natural <= length]
    return length, roomy[-1] if roomy else able[0]


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far all pauses stand between two of their lengths: ``part`` of ``whole``, in whole numbers.

    Below the natural length that is between shortest and natural, above it between natural and longest.
    """

    above: bool
    part: int
    whole: int

    def bounds(self, pause: Pause) -> tuple[int, int]:
        """The length the pause has at least, and what it can gain, in ms."""
        if self.above:
            return pause.natural, pause.longest - pause.natural
        return pause.shortest, pause.natural - pause.shortest

    def gained(self, gain: int) -> int:
        """The share of ``gain`` that this stretch gives, to the nearest ms."""
        return (2 * self.part * gain + self.whole) // (2 * self.whole)


def _stretch(level: Level, length: int) -> Stretch:
    room = length - level.speech
    if room <= level.natural:
        return Stretch(False, room - level.shortest, (level.natural - level.shortest) or 1)
    return Stretch(True, room - level.natural, level.longest - level.natural)


def _cues(
    script: Script, level: Level, length: int, voice: SpeechTimer, words: Mapping[str, str]
) -> Iterator[Cue]:
    stretch = _stretch(level, length)
    lines = sorted(pair for item in items_of(script)[: level.items] for pair in item.lines)
    at = spoken = least = gain = 0
    for place, line in lines:
        step = script.sections[place.section].title
        for part in line.parts:
            if isinstance(part, Pause):
                # Rounding the running sum, not each pause, keeps the end on the millisecond; whole numbers
                # keep every pause within its bounds.
                more_least, more_gain = stretch.bounds(part)
                least, gain = least + more_least, gain + more_gain
                end = spoken + least + stretch.gained(gain)
                yield from _pause(part, at, end - at, length, step)
                at = end
            else:
                text = personalise(part.text, words)
                lasts = voice.milliseconds(text)
                kind = "prompt" if part.field else "speech"
                yield Cue(at, lasts, kind, text, step, voice.key(text), field=part.field)  # type: ignore[arg-type]
                at += lasts
                spoken += lasts


def _pause(pause: Pause, at: int, lasts: int, length: int, step: str) -> Iterator[Cue]:
    if lasts <= 0:
        return
    yield Cue(at, lasts, "silence", "", step)
    if pause.bell:
        yield Cue(at, min(BELL_MS, length - at), "bell", "Bell", step, over=True)
    if pause.breath:
        yield from _breaths(pause.breath, at, lasts, step)


def _breaths(breath: tuple[int, int], at: int, lasts: int, step: str) -> Iterator[Cue]:
    """Whole breaths that fill the pause, each at most a sixth off what was asked; else a rest at its end."""
    inward, outward = breath
    cycle = inward + outward
    count = max(round(lasts / cycle), 1)
    pace = lasts / (count * cycle)
    if not 5 / 6 <= pace <= 7 / 6:
        count, pace = lasts // cycle, 1.0
    for n in range(count):
        start, turn, end = (at + round(pace * (n * cycle + part)) for part in (0, inward, cycle))
        yield Cue(start, turn - start, "breath", "Breathe in", step, over=True)
        yield Cue(turn, end - turn, "breath", "Breathe out", step, over=True)
