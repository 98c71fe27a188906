"""Addresses of the person's own page, under ``you/``."""

from django.urls import path

from kindward.site.progress import measure_views, views

urlpatterns = [
    path("", views.you, name="you"),
    path("measure/", measure_views.measures, name="measures"),
    path("measure/<slug:slug>/", measure_views.measure, name="measure"),
    path("measure/<slug:slug>/<str:key>/", measure_views.measured, name="measured"),
    path("sessions.csv", views.sessions_csv, name="sessions-csv"),
    path("sessions.json", views.sessions_json, name="sessions-json"),
    path("answers.csv", views.responses_csv, name="responses-csv"),
    path("answers.fhir.json", views.responses_fhir, name="responses-fhir"),
    path("everything.json", views.everything, name="everything"),
]
