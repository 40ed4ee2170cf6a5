from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "Who asked whom for help"
    default_auto_field = "django.db.models.BigAutoField"
