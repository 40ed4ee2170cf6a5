from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "families"
    verbose_name = "Who they are and what was agreed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import families.wall.checks  # registers the system checks
