"""Addresses of what the player plays and of what can be kept; the pages are in ``urls``."""

from django.urls import path, re_path

from kindward.site.practice import clip_views, download_views, timeline_views

urlpatterns = [
    re_path(
        r"^voice/(?P<voice>[a-z-]{1,24})/(?P<key>[0-9a-f]{20})\.(?P<format>opus|mp3)$",
        clip_views.clip,
        name="clip",
    ),
    re_path(
        r"^voice/(?P<voice>[a-z-]{1,24})/own/(?P<token>[A-Za-z0-9_-]{40,1200})\.(?P<format>opus|mp3)$",
        clip_views.own_clip,
        name="own-clip",
    ),
    path("practise/<slug:slug>/timeline/", timeline_views.timeline, name="timeline"),
    path("practise/<slug:slug>/captions.vtt", timeline_views.captions, name="captions"),
    path("practise/<slug:slug>/transcript.txt", timeline_views.transcript, name="transcript"),
    re_path(
        r"^practise/(?P<slug>[a-z0-9-]{1,64})/download\.(?P<format>opus|mp3)$",
        download_views.download,
        name="download",
    ),
]
