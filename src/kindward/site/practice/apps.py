from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "kindward.site.practice"
    label = "practice"
    verbose_name = "practising: the player, sessions, check-ins, clips"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kindward.site.people.kept import keep
        from kindward.site.people.services import MOVERS
        from kindward.site.practice.kept import KEPT
        from kindward.site.practice.services import move

        keep(KEPT)
        MOVERS["practice"] = move
