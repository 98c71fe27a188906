"""Addresses of the editing desk."""

from django.urls import path

from kindward.site.learn import desk_views

urlpatterns = [
    path("", desk_views.editing, name="editing"),
    path("<slug:kind>/<slug:slug>/", desk_views.text, name="editing-text"),
    path("<slug:kind>/<slug:slug>/review/", desk_views.review, name="editing-review"),
    path("<slug:kind>/<slug:slug>/state/", desk_views.word, name="editing-state"),
]
