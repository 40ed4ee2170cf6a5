"""A consent says the family of its person, and no other (docs/decisions/0028)."""

from django.db import migrations

SAME_FAMILY = """ALTER TABLE families_consent ADD CONSTRAINT consent_says_the_persons_family
 FOREIGN KEY (person_id, family_id) REFERENCES families_person (id, family_id)
 ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED"""


class Migration(migrations.Migration):
    replaces = [("families", "0011_consent_by_family")]
    dependencies = [("families", "0001_tables")]

    operations = [
        migrations.RunSQL(
            SAME_FAMILY,
            "ALTER TABLE families_consent DROP CONSTRAINT consent_says_the_persons_family",
        ),
    ]
