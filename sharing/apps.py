from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "sharing"
    verbose_name = "Who may know"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import sharing.checks  # registers the system checks
