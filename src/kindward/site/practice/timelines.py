"""Timelines for page, API, captions and downloads: the one place where the site composes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from kindward.practice import Timeline, compose
from kindward.site.practice.library import catalogue
from kindward.site.practice.own_words import OwnWords
from kindward.voice import Voice, default_voice_name, get_voice
from kindward.voice.store import ClipStore

#: Formats a clip can be had in; a browser takes the first that it plays.
CLIP_FORMATS = ("opus", "mp3")
#: Timelines kept ready: thirty practices, a handful of lengths, three voices; about 20 kB each.
_KEPT = 512


def usual_voice() -> str:
    """Name of the voice for who has not chosen one."""
    return settings.KINDWARD_VOICE or default_voice_name()


def voice_named(name: str) -> Voice:
    """The voice, its clips kept in the data folder; an empty name is the usual voice.

    Raises ``UnknownVoice`` or ``VoiceUnavailable``, both with one clear line.
    """
    return get_voice(name or usual_voice(), settings.VOICE_CACHE)


def timeline_of(
    slug: str, seconds: float, voice: str = "", words: Mapping[str, str] | None = None
) -> Timeline:
    """Compose; with the person's own ``words`` or, without, the practice's defaults.

    The length nearest to ``seconds`` that the practice can have. Clips of sentences with own words are named
    ``own/…`` and hold the sentence, sealed; see :mod:`kindward.site.practice.own_words`. Raises
    ``UnknownPractice``, ``WordError``, ``UnknownVoice``, ``VoiceUnavailable``.
    """
    name = voice or usual_voice()
    script = catalogue()[slug]
    # Half seconds are finer than anyone asks, and keep the number of different timelines bounded.
    asked = round(min(max(seconds, 0), 2 * script.max_seconds) * 2) / 2
    if words:
        return compose(script, asked, OwnWords(voice_named(name)), words)
    return _with_default_words(slug, asked, name)


def timeline_json(timeline: Timeline) -> dict[str, Any]:
    """The published timeline, and where its clips are: ``clip_base + clip + "." + format``."""
    out = timeline.as_json()
    voice = voice_named(timeline.voice)
    if voice.speaks:
        _get_ready(voice, timeline)
        out["clip_base"] = f"/voice/{timeline.voice}/"
        out["clip_formats"] = list(CLIP_FORMATS)
    return out


def _get_ready(voice: Voice, timeline: Timeline) -> None:
    """Load the engine while the page is being looked at, if its first line has not been spoken before."""
    first = next((cue.clip for cue in timeline.cues if cue.clip), None)
    if first is None:
        return
    path = None if first.startswith("own/") else ClipStore(settings.VOICE_CACHE).path(first, "opus")
    if path is None or not path.is_file():
        voice.preload()


@lru_cache(maxsize=_KEPT)
def _with_default_words(slug: str, asked: float, name: str) -> Timeline:
    return compose(catalogue()[slug], asked, voice_named(name))
