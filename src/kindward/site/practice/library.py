"""The practices, read once by each process."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from kindward.practice import Catalogue, load_catalogue, sentences_of
from kindward.voice import get_voice


@cache
def catalogue() -> Catalogue:
    """All practices. A changed script is seen at the next start."""
    return load_catalogue()


def kind_of(slug: str) -> str:
    """Health Connect's type of a session with this practice (see ``practice.models.Kind``).

    A practice that is no longer in the catalogue, as in a session that waited offline, is ``unknown``.
    """
    script = catalogue().get(slug)
    if script is None:
        return "unknown"
    return "breathing" if script.form == "paced" else "meditation"


@cache
def known_clips(voice: str) -> dict[str, str]:
    """Every sentence of every practice with its default words, by the name of its clip in that voice."""
    speaker = get_voice(voice, settings.VOICE_CACHE)
    if not speaker.speaks:
        return {}
    texts = {text for script in catalogue().values() for text in sentences_of(script)}
    return {key: text for text in sorted(texts) if (key := speaker.key(text)) is not None}
