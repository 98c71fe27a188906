"""Addresses of crisis help. The middleware ``HelpFirst`` answers them before this table is asked."""

from django.urls import URLPattern, URLResolver, path

from kindward.site.help.views import show_help

urlpatterns: list[URLPattern | URLResolver] = [
    path("help/", show_help, name="help"),
    path("help/choose/", show_help, {"place": "choose"}, name="help-choose"),
    path("help/<str:place>/", show_help, name="help-country"),
]
