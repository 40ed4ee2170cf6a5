"""Each fact holds a number of all that a judgement may rest on of it (docs/decisions/0052).

The column is the database's own: nothing writes it, no version keeps it and no model reads it.
`outcomes/judging/fingerprints.py` asks for it from the index alone.
"""

import django.db.models.deletion
from django.db import migrations, models

# One hash is the seed of the next: a quarter faster than a record.
NUMBERED = """ALTER TABLE outcomes_evidence ADD COLUMN number bigint NOT NULL
 GENERATED ALWAYS AS (hashint8extended(id, jsonb_hash_extended(fact, hashtextextended(kind,
  hashtextextended(source, hashint8extended(coalesce(person_id, 0),
  recorded_on - DATE '2000-01-01')))))) STORED"""
OF_A_FAMILY = "CREATE INDEX evidence_of_a_family ON outcomes_evidence (family_id) INCLUDE (number)"


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_needs_guarded")]

    operations = [
        migrations.RunSQL(NUMBERED, "ALTER TABLE outcomes_evidence DROP COLUMN number"),
        migrations.RunSQL(OF_A_FAMILY, "DROP INDEX evidence_of_a_family"),
        migrations.AlterField(
            model_name="evidence",
            name="family",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence",
                to="families.family",
            ),
        ),
    ]
