"""A session as one audio file, to keep: GET /practise/<slug>/download.<format>?seconds=&voice=."""

from __future__ import annotations

import tempfile
from threading import BoundedSemaphore

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kindward.practice import Timeline, UnknownPractice
from kindward.site.errors import Invalid, error_answer
from kindward.site.limits import Rate
from kindward.site.practice.clip_views import MEDIA_TYPES
from kindward.site.practice.timeline_views import made_from_query
from kindward.site.practice.timelines import voice_named
from kindward.voice import VoiceError

DOWNLOADS = Rate("download", times=30, seconds=600)

#: Joining a long session keeps one core busy for seconds. One at a time in each process: pages come first.
_TURN = BoundedSemaphore(1)
_PATIENCE_SECONDS = 20.0


@require_safe
def download(request: HttpRequest, slug: str, format: str) -> HttpResponseBase:
    """The whole session with voice, silences and bells. 503 with Retry-After while others are being made."""
    try:
        made = made_from_query(request, slug)
    except UnknownPractice:
        raise Http404 from None
    except Invalid as problem:
        return error_answer(request, 422, "invalid", str(problem), problem.field)
    if not voice_named(made.voice).speaks:
        return error_answer(request, 422, "invalid", "This voice makes no sound; choose another.", "voice")
    DOWNLOADS.count(request)
    if not _TURN.acquire(timeout=_PATIENCE_SECONDS):
        response: HttpResponseBase = error_answer(
            request, 503, "busy", "Other files are being made right now."
        )
        response.headers["Retry-After"] = "30"
        return response
    try:
        return _file(made, format)
    except VoiceError:
        return error_answer(request, 503, "unavailable", "The voice cannot speak on this server right now.")
    finally:
        _TURN.release()


def _file(made: Timeline, format: str) -> FileResponse:
    from kindward.voice.audio import write_audio

    minutes = f"{made.seconds / 60:.1f}".rstrip("0").rstrip(".")
    # The file has no name on disk and is gone when the answer has been sent.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_audio(made, voice_named(made.voice), file, format)
    file.seek(0)
    response = FileResponse(
        file,
        as_attachment=True,
        filename=f"kindward-{made.practice}-{minutes}-min.{format}",
        content_type=MEDIA_TYPES[format],
    )
    patch_cache_control(response, public=True, max_age=3600)
    return response
