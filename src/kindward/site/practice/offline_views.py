"""What makes the site work without a network: the service worker and the manifest."""

from __future__ import annotations

from hashlib import sha256

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kindward.site.help.shelf import offline_addresses
from kindward.site.practice.library import catalogue
from kindward.site.practice.offline import ALSO_KEPT, FILES_TOO
from kindward.site.practice.timelines import CLIP_FORMATS, timeline_of, voice_named
from kindward.site.practice.views import DOORS

#: Stylesheets and modules of every page that works offline, and the plain page to leave by then.
STATIC = tuple(
    f"kindward/{name}" for name in (
        "site.css", "first.css", "theme.js", "app.js", "begin.js", "audio.js", "prefs.js", "outbox.js", "who.js",
        "orphans.js", "dom.js", "words.js", "kept.js", "writing-store.js", "offline.js", "settings.js", "forget.js",
        "icon.svg", "blank.html",
    )
) + tuple(
    f"practice/{name}" for name in (
        "player.css", "player.js", "clock.js", "bell.js", "sound.js", "browser-voice.js", "figure.js", "device.js",
        "session.js", "stage.js", "writing.js", "after.js", "try-sound.js",
    )
) + tuple(f"safety/{name}" for name in ("signs.js", "find.js", "signs-data.js", "caret.js")
)  # fmt: skip
PAGES = ("/", "/hard-moment/", "/offline/", "/write/", "/settings/", "/about/", "/help/")


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """GET /sw.js: the service worker, with what it keeps from the first visit on."""
    pages = [
        *PAGES,
        *offline_addresses(),
        *(f"/practise/{door['slug']}/?seconds={door['seconds']}" for door in DOORS),
        *(address() for address in ALSO_KEPT),
    ]
    pages = list(dict.fromkeys(pages))
    files = [static(name) for name in (*STATIC, *FILES_TOO)]
    clips = _clips_of_hard_moment()
    version = sha256("\n".join([*pages, *files, *clips]).encode()).hexdigest()[:12]
    context = {
        "lists": {
            "version": version,
            "pages": pages,
            "files": files,
            "clips": clips,
            "formats": list(CLIP_FORMATS),
        }
    }
    response = render(request, "practice/sw.js", context, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


def _clips_of_hard_moment() -> list[str]:
    """Addresses, without format, of what the usual voice says in the four doors."""
    if not voice_named("").speaks:
        return []
    out: dict[str, None] = {}
    for door in DOORS:
        slug = str(door["slug"])
        if slug in catalogue():
            timeline = timeline_of(slug, float(str(door["seconds"])))
            for cue in timeline.spoken:
                out[f"/voice/{timeline.voice}/{cue.clip}"] = None
    return list(out)


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """GET /manifest.webmanifest: Kindward as an app on the home screen."""
    icon = staticfiles_storage.url
    data = {
        "name": "Kindward",
        "short_name": "Kindward",
        "description": "A few minutes of kindness a day, and help in a hard moment.",
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f7f2e8",
        "theme_color": "#f7f2e8",
        "icons": [
            {
                "src": icon("kindward/icon-192.png"),
                "sizes": "192x192",
                "type": "image/png",
                "purpose": "any maskable",
            },
            {
                "src": icon("kindward/icon-512.png"),
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "any maskable",
            },
            {"src": icon("kindward/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [
            {"name": "One minute", "url": "/practise/self-compassion-break/?seconds=60"},
            {"name": "A hard moment", "url": "/hard-moment/"},
            {"name": "Crisis help", "url": "/help/"},
        ],
    }
    return JsonResponse(data, content_type="application/manifest+json")
