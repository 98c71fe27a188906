from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "kindward.site.care"
    label = "care"
    verbose_name = "talking to a therapist"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.audit.selectors import NAMERS
        from kindward.site.audit.words import WHAT
        from kindward.site.care import (
            desk_audit,
            receivers,  # noqa: F401 - importing connects them
        )
        from kindward.site.care.exports import EXPORTER
        from kindward.site.care.kept import ABOUT_NOBODY, KEPT
        from kindward.site.care.services import move
        from kindward.site.people.exports import EXPORTERS
        from kindward.site.people.kept import keep
        from kindward.site.people.services import MOVERS

        keep(KEPT, ABOUT_NOBODY)
        MOVERS["care"] = move
        EXPORTERS["care"] = EXPORTER
        NAMERS["care"] = desk_audit.names
        WHAT.update(desk_audit.WHAT)
