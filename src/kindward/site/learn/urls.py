"""Addresses of the pages to read."""

from django.urls import path

from kindward.site.learn import views

urlpatterns = [
    path("", views.learn, name="learn"),
    path("feed.xml", views.feed, name="learn-feed"),
    path("<slug:slug>/", views.article, name="article"),
]
