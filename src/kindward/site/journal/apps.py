from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "kindward.site.journal"
    label = "journal"
    verbose_name = "what people write: guided, sealed, and a plan for hard moments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.journal import checks, offline  # noqa: F401 - registers what is checked at start
        from kindward.site.journal.exports import EXPORTER
        from kindward.site.journal.kept import KEPT
        from kindward.site.journal.services import move
        from kindward.site.people.exports import EXPORTERS
        from kindward.site.people.kept import keep
        from kindward.site.people.services import MOVERS

        keep(KEPT)
        MOVERS["journal"] = move
        EXPORTERS["journal"] = EXPORTER
        offline.keep_on_devices()
