from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "kindward.site.programme"
    label = "programme"
    verbose_name = "the eight weeks, their calendar and their reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.people.exports import EXPORTERS
        from kindward.site.people.kept import keep
        from kindward.site.people.services import MOVERS
        from kindward.site.programme import checks  # noqa: F401 - registers what is checked at start
        from kindward.site.programme.exports import EXPORTER
        from kindward.site.programme.kept import KEPT
        from kindward.site.programme.services import move

        keep(KEPT)
        MOVERS["programme"] = move
        EXPORTERS["programme"] = EXPORTER
