from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kindward.site.audit"
    label = "audit"
    verbose_name = "who did what, in a log that only grows"
    default_auto_field = "django.db.models.BigAutoField"
