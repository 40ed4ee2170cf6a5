"""A need's name is guarded by its own category (docs/decisions/0046)."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from outcomes.frameworks.loader import framework, frameworks
from outcomes.rules.categories import PLAN, TOOLS, category_of_need
from outcomes.rules.framework import with_local
from outcomes.rules.plans import read_plan


def guard(apps: Any, _: Any) -> None:
    """What was named before is guarded from now on, in its versions too."""
    for version in frameworks():
        for need in version.needs:
            _guard(apps, version.slug, need.code, category_of_need(version, need.code))
    for plan in apps.get_model("outcomes", "LocalPlan").objects.select_related("framework"):
        slug = plan.framework.slug
        for need in read_plan(plan.overlay).local_needs:
            measure = with_local(framework(slug), [need])
            _guard(apps, slug, need.code, category_of_need(measure, need.code), plan.authority_id)
    for tool, category in TOOLS.items():
        scores = apps.get_model("outcomes", "Evidence").objects.filter(kind="score")
        _write(apps, scores.filter(fact__tool__iexact=tool), category)


def _guard(apps: Any, slug: str, code: str, category: str, authority: int | None = None) -> None:
    if category == PLAN:
        return
    named = apps.get_model("outcomes", "Need").objects.filter(case__framework=slug, code=code)
    noted = apps.get_model("outcomes", "PresentingNeed").objects.filter(framework=slug, code=code)
    if authority is not None:
        named = named.filter(case__family__authority=authority)
        noted = noted.filter(family__authority=authority)
    said = apps.get_model("outcomes", "Evidence").objects.filter(
        fact__need=code, family__in=named.values("case__family")
    )
    for rows in (said, noted, named):
        _write(apps, rows, category)


def _write(apps: Any, rows: Any, category: str) -> None:
    keys = list(rows.values_list("pk", flat=True))
    versions = apps.get_model("outcomes", f"Historical{rows.model.__name__}").objects
    versions.filter(id__in=keys).update(category=category)
    rows.model.objects.filter(pk__in=keys).update(category=category)


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalneed",
            name="category",
            field=models.CharField(
                choices=[
                    ("identity", "Who they are"),
                    ("contact", "How to reach them"),
                    ("services", "Services involved"),
                    ("education", "Education"),
                    ("health", "Health"),
                    ("mental_health", "Mental health"),
                    ("substance_use", "Substance use"),
                    ("offending", "Offending"),
                    ("domestic_abuse", "Domestic abuse"),
                    ("housing", "Housing"),
                    ("employment", "Benefits and employment"),
                    ("social_care", "Children's social care"),
                    ("case_notes", "Case notes"),
                    ("plan", "Assessment and plan"),
                    ("claim_evidence", "Claim evidence"),
                ],
                default="plan",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="historicalpresentingneed",
            name="category",
            field=models.CharField(
                choices=[
                    ("identity", "Who they are"),
                    ("contact", "How to reach them"),
                    ("services", "Services involved"),
                    ("education", "Education"),
                    ("health", "Health"),
                    ("mental_health", "Mental health"),
                    ("substance_use", "Substance use"),
                    ("offending", "Offending"),
                    ("domestic_abuse", "Domestic abuse"),
                    ("housing", "Housing"),
                    ("employment", "Benefits and employment"),
                    ("social_care", "Children's social care"),
                    ("case_notes", "Case notes"),
                    ("plan", "Assessment and plan"),
                    ("claim_evidence", "Claim evidence"),
                ],
                default="plan",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="need",
            name="category",
            field=models.CharField(
                choices=[
                    ("identity", "Who they are"),
                    ("contact", "How to reach them"),
                    ("services", "Services involved"),
                    ("education", "Education"),
                    ("health", "Health"),
                    ("mental_health", "Mental health"),
                    ("substance_use", "Substance use"),
                    ("offending", "Offending"),
                    ("domestic_abuse", "Domestic abuse"),
                    ("housing", "Housing"),
                    ("employment", "Benefits and employment"),
                    ("social_care", "Children's social care"),
                    ("case_notes", "Case notes"),
                    ("plan", "Assessment and plan"),
                    ("claim_evidence", "Claim evidence"),
                ],
                default="plan",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="presentingneed",
            name="category",
            field=models.CharField(
                choices=[
                    ("identity", "Who they are"),
                    ("contact", "How to reach them"),
                    ("services", "Services involved"),
                    ("education", "Education"),
                    ("health", "Health"),
                    ("mental_health", "Mental health"),
                    ("substance_use", "Substance use"),
                    ("offending", "Offending"),
                    ("domestic_abuse", "Domestic abuse"),
                    ("housing", "Housing"),
                    ("employment", "Benefits and employment"),
                    ("social_care", "Children's social care"),
                    ("case_notes", "Case notes"),
                    ("plan", "Assessment and plan"),
                    ("claim_evidence", "Claim evidence"),
                ],
                default="plan",
                max_length=20,
            ),
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
