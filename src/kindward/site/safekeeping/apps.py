"""This room, to Django."""

from django.apps import AppConfig


class SafekeepingConfig(AppConfig):
    name = "kindward.site.safekeeping"
    label = "safekeeping"
