"""Records officers, and the teams that they are in (docs/decisions/0040)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0002_journal_chain"),
    ]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="role",
            field=models.CharField(
                choices=[
                    ("key_worker", "Key worker"),
                    ("practitioner", "Practitioner"),
                    ("hub_officer", "Hub officer"),
                    ("supervisor", "Supervisor"),
                    ("coordinator", "Coordinator"),
                    ("analyst", "Analyst"),
                    ("auditor", "Auditor"),
                    ("sharing_lead", "Sharing lead"),
                    ("records_officer", "Records officer"),
                    ("administrator", "Administrator"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="team",
            name="duty",
            field=models.CharField(
                choices=[
                    ("casework", "Works with families"),
                    ("hub", "Family hub: triage and allocation"),
                    ("results", "Results and claims"),
                    ("audit", "Internal audit"),
                    ("records", "Archive of closed records"),
                ],
                default="casework",
                max_length=20,
            ),
        ),
    ]
