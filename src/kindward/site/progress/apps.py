from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "kindward.site.progress"
    label = "progress"
    verbose_name = "what a person's practice adds up to"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.people.exports import EXPORTERS
        from kindward.site.people.kept import AFTER_TAKING_IN, keep
        from kindward.site.people.services import MOVERS
        from kindward.site.programme.measures import TAKEN
        from kindward.site.progress import receivers  # noqa: F401 - importing connects them
        from kindward.site.progress.exports import EXPORTER
        from kindward.site.progress.kept import KEPT
        from kindward.site.progress.selectors import dates_of
        from kindward.site.progress.services import move
        from kindward.site.progress.totals import rebuild

        keep(KEPT)
        AFTER_TAKING_IN["progress"] = rebuild
        MOVERS["progress"] = move
        EXPORTERS["progress"] = EXPORTER
        # The eight weeks ask for two baselines and two follow-ups, and so for when there were any.
        TAKEN["three-flows"] = lambda person: dates_of(person, "three-flows")
