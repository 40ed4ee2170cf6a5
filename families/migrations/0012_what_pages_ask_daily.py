"""Indexes for what the home page asks every day: what is to do, what is new since yesterday."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0011_consent_by_family"),
    ]

    operations = [
        migrations.AlterField(
            model_name="familyaccess",
            name="family",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="families.family",
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(
                condition=models.Q(("done_on", None)),
                fields=["doer_post", "due_on"],
                name="actions_to_do",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(
                condition=models.Q(("replaced_at", None)),
                fields=["recorded_at"],
                name="consent_as_recorded",
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["recorded_at"], name="visits_as_recorded"),
        ),
    ]
