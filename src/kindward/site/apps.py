from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "kindward.site"
    label = "site"
    verbose_name = "what the rooms share: layout, commands, checks"

    def ready(self) -> None:
        from kindward.site import checks  # noqa: F401 - importing registers them
