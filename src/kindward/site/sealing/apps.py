from django.apps import AppConfig


class SealingConfig(AppConfig):
    name = "kindward.site.sealing"
    label = "sealing"
    verbose_name = "data keys, and fields that are sealed under them"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.sealing import checks  # noqa: F401 - importing registers them
