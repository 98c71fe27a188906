from django.apps import AppConfig


class SelftalkConfig(AppConfig):
    name = "kindward.site.selftalk"
    label = "selftalk"
    verbose_name = "how harsh or warm words are"
    default_auto_field = "django.db.models.BigAutoField"
