"""A review says how far each line came; the line that goes on knows it. Reviews of their own go."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0013_somebody_else_is_asked"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="came_from",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="goes_on_as",
                to="families.action",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="in_the_way",
            field=models.CharField(blank=True, help_text="In the doer's own words", max_length=300),
        ),
        migrations.AddField(
            model_name="action",
            name="progress",
            field=models.CharField(
                blank=True,
                choices=[("part", "Part done"), ("not_done", "Not done"), ("changed", "Changed")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="came_from",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="families.action",
            ),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="in_the_way",
            field=models.CharField(blank=True, help_text="In the doer's own words", max_length=300),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="progress",
            field=models.CharField(
                blank=True,
                choices=[("part", "Part done"), ("not_done", "Not done"), ("changed", "Changed")],
                max_length=8,
            ),
        ),
        migrations.DeleteModel(
            name="HistoricalReview",
        ),
        migrations.DeleteModel(
            name="Review",
        ),
    ]
