"""A family's last day before the archive (docs/decisions/0040), also of those closed already."""

from django.db import migrations, models


LAST_DAYS = """UPDATE families_family f SET open_until = (c.last + interval '1 year')::date FROM (
 SELECT family_id, max(closed_on) AS last FROM families_case
 WHERE closing_reason <> 'Opened by mistake' GROUP BY family_id HAVING bool_and(closed_on IS NOT NULL)
) c WHERE c.family_id = f.id"""
#: What each involvement shows ends with it; an audit has its own window.
CUT = """UPDATE families_familyaccess a SET until = least(a.until, f.open_until)
 FROM families_family f, families_involvement i
 WHERE f.id = a.family_id AND i.id = a.involvement_id AND f.open_until IS NOT NULL
 AND i.kind <> 'audit'"""


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0002_consent_of_its_family"),
    ]

    operations = [
        migrations.AddField(
            model_name="family",
            name="open_until",
            field=models.DateField(
                blank=True,
                help_text="Last day on which those who worked with it know it; then it is archived",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="historicalfamily",
            name="open_until",
            field=models.DateField(
                blank=True,
                help_text="Last day on which those who worked with it know it; then it is archived",
                null=True,
            ),
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
