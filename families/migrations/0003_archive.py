"""A closed family's last day before the archive, also of those closed already (0040)."""

import django.db.models.deletion
from django.db import migrations, models


LAST_DAYS = """INSERT INTO families_lastday (family_id, day)
 SELECT family_id, (max(closed_on) + interval '1 year')::date FROM families_case
 WHERE closing_reason <> 'Opened by mistake' GROUP BY family_id HAVING bool_and(closed_on IS NOT NULL)"""
#: What each involvement shows ends with it; an audit has its own window.
CUT = """UPDATE families_familyaccess a SET until = least(a.until, d.day)
 FROM families_lastday d, families_involvement i
 WHERE d.family_id = a.family_id AND i.id = a.involvement_id AND i.kind <> 'audit'"""


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0002_consent_of_its_family"),
    ]

    operations = [
        migrations.CreateModel(
            name="LastDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "family",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="last_day",
                        to="families.family",
                    ),
                ),
            ],
        ),
        migrations.AlterField(
            model_name="historicalinvolvement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lead_worker", "Lead worker"),
                    ("team_around", "Team around the family"),
                    ("hub_duty", "Hub duty"),
                    ("panel", "Allocation panel"),
                    ("results", "Results and claims"),
                    ("audit", "Auditor of a sample"),
                    ("emergency", "Opened in an emergency"),
                    ("records", "Keeps the archive"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="involvement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("lead_worker", "Lead worker"),
                    ("team_around", "Team around the family"),
                    ("hub_duty", "Hub duty"),
                    ("panel", "Allocation panel"),
                    ("results", "Results and claims"),
                    ("audit", "Auditor of a sample"),
                    ("emergency", "Opened in an emergency"),
                    ("records", "Keeps the archive"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunSQL(LAST_DAYS, migrations.RunSQL.noop),
        migrations.RunSQL(CUT, migrations.RunSQL.noop),
    ]
