from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "outcomes"
    verbose_name = "What changed and what may be claimed"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import outcomes.earlier  # tells of needs and evidence where a record moves
        import outcomes.exports  # registers the results list among what can be taken out
        import outcomes.judging.in_force  # says which version a case begins under
