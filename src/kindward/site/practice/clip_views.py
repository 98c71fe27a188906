"""Clips of the voice: GET /voice/<voice>/<key>.<format>, with ranges, kept by browsers for ever."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kindward.site.practice.library import known_clips
from kindward.site.practice.own_words import unkept_voice, unseal
from kindward.site.practice.timelines import CLIP_FORMATS, voice_named
from kindward.site.ranges import ranged
from kindward.voice import VOICE_NAMES, Voice, VoiceError

MEDIA_TYPES = {"opus": "audio/ogg", "mp3": "audio/mpeg"}


@require_safe
def clip(request: HttpRequest, voice: str, key: str, format: str) -> HttpResponse:
    """A sentence of a practice. From the cache, or spoken now; 404 for a name no practice has."""
    text = _known(voice).get(key)
    if text is None:
        raise Http404
    response = _spoken(request, voice_named(voice), text, format)
    # The name is a hash of all that makes the sound, so the sound under a name never changes.
    patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response


@require_safe
def own_clip(request: HttpRequest, voice: str, token: str, format: str) -> HttpResponse:
    """A sentence with somebody's own words, opened from its sealed name, spoken, kept nowhere."""
    text = unseal(token, voice) if voice in VOICE_NAMES else None
    if text is None:
        raise Http404
    response = _spoken(request, unkept_voice(voice), text, format)
    patch_cache_control(response, private=True, no_store=True)
    return response


def _known(voice: str) -> dict[str, str]:
    if voice not in VOICE_NAMES:
        return {}
    try:
        return known_clips(voice)
    except VoiceError:
        return {}


def _spoken(request: HttpRequest, voice: Voice, text: str, format: str) -> HttpResponse:
    if format not in CLIP_FORMATS or not voice.speaks:
        raise Http404
    data = voice.clip_bytes(text, format)  # type: ignore[arg-type]
    return ranged(request, data, MEDIA_TYPES[format])
