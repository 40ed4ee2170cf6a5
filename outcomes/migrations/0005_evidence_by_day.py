"""An index for the facts that are new since yesterday."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("outcomes", "0004_standing"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["recorded_on"], name="evidence_by_day"),
        ),
    ]
