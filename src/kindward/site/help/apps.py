from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "kindward.site.help"
    label = "help"
    verbose_name = "crisis help"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.help import checks  # noqa: F401 - importing registers them
