"""Addresses of the pages about practising."""

from django.urls import path

from kindward.site.practice import offline_views, views

urlpatterns = [
    path("practices/", views.practices, name="practices"),
    path("practices/<slug:slug>/", views.practice, name="practice"),
    path("practise/<slug:slug>/", views.practise, name="practise"),
    path("hard-moment/", views.hard_moment, name="hard-moment"),
    path("settings/", views.device_settings, name="settings"),
    path("offline/", views.offline, name="offline"),
    path("about/", views.about, name="about"),
    path("sw.js", offline_views.service_worker, name="service-worker"),
    path("manifest.webmanifest", offline_views.manifest, name="manifest"),
]
