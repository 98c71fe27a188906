from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "kindward.site.safety"
    label = "safety"
    verbose_name = "safety: help under the text while somebody writes"
