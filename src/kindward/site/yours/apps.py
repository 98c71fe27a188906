from django.apps import AppConfig


class YoursConfig(AppConfig):
    name = "kindward.site.yours"
    label = "yours"
    verbose_name = "taking along what is one's own, bringing it back, seeing who can read it"
    default_auto_field = "django.db.models.BigAutoField"
