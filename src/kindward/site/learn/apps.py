from django.apps import AppConfig


class LearnConfig(AppConfig):
    name = "kindward.site.learn"
    label = "learn"
    verbose_name = "articles, and who reviewed what"
    default_auto_field = "django.db.models.BigAutoField"
