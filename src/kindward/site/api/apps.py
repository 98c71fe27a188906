from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kindward.site.api"
    label = "api"
    verbose_name = "the JSON interface under /api/v1/"
    default_auto_field = "django.db.models.BigAutoField"
