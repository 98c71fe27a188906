from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kindward.site.people"
    label = "people"
    verbose_name = "who somebody is here: a device's person or an account"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.people import (
            kept_here,
            receivers,  # noqa: F401 - connects the signals
        )
        from kindward.site.people.kept import keep

        keep(kept_here.KEPT, kept_here.ABOUT_NOBODY)
