"""Consent says whose family, and the indexes hold all that the access rule asks
(docs/decisions/0028)."""

import django.db.models.deletion
from django.db import migrations, models

DAYS = ("since", "until", "expires_at")

# Checks that wait for the commit would hold the tables fast until then.
SAID = """SET CONSTRAINTS ALL IMMEDIATE;
UPDATE families_consent c SET family_id = p.family_id
 FROM families_person p WHERE p.id = c.person_id;
UPDATE families_historicalconsent c SET family_id = p.family_id
 FROM families_person p WHERE p.id = c.person_id"""

SAME_FAMILY = """ALTER TABLE families_consent ADD CONSTRAINT consent_says_the_persons_family
 FOREIGN KEY (person_id, family_id) REFERENCES families_person (id, family_id)
 ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"""


def family(**also: object) -> models.ForeignKey:
    """The column, before every row says it and after."""
    return models.ForeignKey(
        editable=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="families.family",
        **also,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0010_reminders"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="consent", name="consent_that_stands"),
        migrations.RemoveIndex(model_name="familyaccess", name="families_of_a_principal"),
        migrations.RemoveIndex(model_name="familyaccess", name="principals_of_a_family"),
        migrations.AddField(model_name="consent", name="family", field=family(null=True)),
        migrations.AddField(
            model_name="historicalconsent",
            name="family",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="families.family",
            ),
        ),
        migrations.RunSQL(SAID, migrations.RunSQL.noop),
        migrations.AlterField(model_name="consent", name="family", field=family()),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                fields=("id", "family"), name="person_of_their_family"
            ),
        ),
        migrations.RunSQL(
            SAME_FAMILY,
            "ALTER TABLE families_consent DROP CONSTRAINT consent_says_the_persons_family",
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(
                condition=models.Q(("replaced_at", None)),
                fields=["agency", "category", "purpose", "family"],
                include=("state", "decided_on", "until"),
                name="consent_that_stands",
            ),
        ),
        migrations.AddIndex(
            model_name="familyaccess",
            index=models.Index(
                fields=["principal", "purpose", "family"],
                include=DAYS,
                name="families_of_a_principal",
            ),
        ),
        migrations.AddIndex(
            model_name="familyaccess",
            index=models.Index(
                fields=["family", "principal"],
                include=("purpose", *DAYS),
                name="principals_of_a_family",
            ),
        ),
    ]
