"""Every model says whose its rows are and of what kind."""

from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from sharing.checks import STOREYS, _problem, every_model_declares_its_sharing
from sharing.models import OpenToAll


def models_of_the_house():
    for storey in STOREYS:
        for model in apps.get_app_config(storey).get_models():
            if not model.__name__.startswith("Historical"):
                yield model


def test_every_model_declares_its_sharing():
    assert every_model_declares_its_sharing(None) == []
    assert not [problem for problem in run_checks() if problem.id == "sharing.E001"]


def test_a_model_without_a_declaration_is_caught():
    class Undeclared(models.Model):
        class Meta:
            app_label = "sharing"
            abstract = True

    assert _problem(Undeclared) == "declares no class Sharing"


def test_what_is_about_a_family_points_at_it_and_has_an_owner():
    for model in models_of_the_house():
        if issubclass(model.Sharing, OpenToAll):
            continue
        field = model
        for step in filter(None, model.Sharing.family.split("__")):
            field = field._meta.get_field(step).related_model
        assert field._meta.label == "families.Family", model
        assert (
            model._meta.get_field(model.Sharing.owner).related_model._meta.label == "sharing.Agency"
        )


def test_whoever_is_about_a_person_says_so():
    """A row with a `person` that forgets Sharing.person would ignore that person's consent."""
    for model in models_of_the_house():
        if issubclass(model.Sharing, OpenToAll) or model.__name__ in (
            "ReferredPerson",
            "ClaimedPerson",
        ):
            continue
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        if "person" in names:
            assert getattr(model.Sharing, "person", None) == "person", model


def test_the_record_of_a_family_is_these_four_and_names_nobody():
    """One yes opens them, whoever said no (docs/decisions/0013)."""
    record = {m for m in models_of_the_house() if getattr(m.Sharing, "record", False)}
    assert {m.__name__ for m in record} == {"Family", "Household", "Involvement", "Case"}
    assert not any(getattr(m.Sharing, "person", None) for m in record)
