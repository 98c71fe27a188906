from django.apps import AppConfig


class TrainerConfig(AppConfig):
    name = "kindward.site.trainer"
    label = "trainer"
    verbose_name = "today's practice: what is chosen, why, and what a person wishes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.people.exports import EXPORTERS
        from kindward.site.people.kept import keep
        from kindward.site.people.services import MOVERS
        from kindward.site.practice.offline import ALSO_KEPT
        from kindward.site.progress.expected import EXPECTED
        from kindward.site.trainer import receivers  # noqa: F401 - importing connects them
        from kindward.site.trainer.exports import EXPORTER
        from kindward.site.trainer.kept import ABOUT_NOBODY, KEPT
        from kindward.site.trainer.selectors import soothing_for
        from kindward.site.trainer.services import move
        from kindward.site.trainer.today import first_address

        keep(KEPT, ABOUT_NOBODY)
        MOVERS["trainer"] = move
        EXPORTERS["trainer"] = EXPORTER
        EXPECTED["soothing"] = soothing_for
        ALSO_KEPT.append(first_address)
