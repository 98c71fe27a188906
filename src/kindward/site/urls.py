"""Every address of the site, room by room."""

from django.urls import include, path

from kindward.site import health, metrics
from kindward.site.trainer.views import first

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.show_metrics, name="metrics"),
    path("", include("kindward.site.practice.media_urls")),
    path("", first, name="first"),
    path("", include("kindward.site.practice.urls")),
    path("", include("kindward.site.journal.urls")),
    path("", include("kindward.site.help.urls")),
    path("", include("kindward.site.care.urls")),
    path("programme/", include("kindward.site.programme.urls")),
    path("learn/", include("kindward.site.learn.urls")),
    path("desk/editing/", include("kindward.site.learn.desk_urls")),
    path("desk/", include("kindward.site.care.desk_urls")),
    path("you/", include("kindward.site.people.urls")),
    path("you/", include("kindward.site.yours.urls")),
    path("you/", include("kindward.site.progress.urls")),
    path("you/", include("kindward.site.trainer.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/keys/", include("allauth.mfa.urls")),
    path("api/v1/", include("kindward.site.api.urls")),
]

handler400 = "kindward.site.errors.bad_request"
handler403 = "kindward.site.errors.denied"
handler404 = "kindward.site.errors.not_found"
handler500 = "kindward.site.errors.broken"
