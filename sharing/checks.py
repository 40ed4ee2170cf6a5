"""System checks: every model says what it holds and whose it is."""

from typing import Any

from django.apps import apps
from django.core import checks

from sharing.models import Category, OpenToAll

STOREYS = ("sharing", "families", "referrals", "outcomes")


@checks.register
def every_model_declares_its_sharing(app_configs: Any, **_: Any) -> list[checks.CheckMessage]:
    """A model without a Sharing declaration could be shown to anyone by mistake."""
    problems: list[checks.CheckMessage] = []
    for storey in STOREYS:
        if not apps.is_installed(storey):
            continue
        for model in apps.get_app_config(storey).get_models():
            if model.__name__.startswith("Historical"):
                continue
            if problem := _problem(model):
                problems.append(checks.Error(problem, obj=model, id="sharing.E001"))
    return problems


def _problem(model: Any) -> str | None:
    declared = model.__dict__.get("Sharing") or getattr(model, "Sharing", None)
    if declared is None:
        return "declares no class Sharing"
    if issubclass(declared, OpenToAll):
        return None
    category = getattr(declared, "category", None)
    fields = {f.name for f in model._meta.get_fields()}
    if category not in Category.values and category not in fields:
        return "has a Sharing.category that is neither a category nor one of its fields"
    if not hasattr(model._default_manager, "visible_to"):
        return "holds facts about families but its manager has no visible_to"
    return None
