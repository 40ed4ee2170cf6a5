"""Every table of this app as it stood before the first release (docs/decisions/0039)."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from sharing.tables import Tables


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("outcomes", "0001_initial"),
        ("outcomes", "0002_presenting_needs"),
        ("outcomes", "0003_local_plans"),
        ("outcomes", "0004_standing"),
        ("outcomes", "0005_evidence_by_day"),
        ("outcomes", "0006_paid_and_agreed"),
    ]

    dependencies = [
        ("families", "0001_tables"),
        ("sharing", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables(
            [
                migrations.CreateModel(
                    name="CaseStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("judged_at", models.DateTimeField(auto_now_add=True)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "eligible",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                help_text="Of the best route",
                                max_length=20,
                            ),
                        ),
                        (
                            "payment",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("earliest", models.DateField(blank=True, null=True)),
                        ("verdicts", models.JSONField(help_text="As judge prints them (facts.md)")),
                        ("facts_sha256", models.CharField(max_length=64)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statuses",
                                to="families.case",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "case statuses",
                        "ordering": ("-judged_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Framework",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("slug", models.SlugField(max_length=40, unique=True)),
                        ("title", models.CharField(max_length=160)),
                        ("valid_from", models.DateField()),
                        (
                            "valid_until",
                            models.DateField(blank=True, help_text="Last day", null=True),
                        ),
                        ("sha256", models.CharField(max_length=64)),
                    ],
                    options={
                        "ordering": ("valid_from",),
                    },
                ),
                migrations.CreateModel(
                    name="AuditSample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reference", models.CharField(max_length=20, unique=True)),
                        ("opens_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("closes_on", models.DateField(help_text="Last day")),
                        ("seed", models.CharField(max_length=40)),
                        ("population", models.PositiveIntegerField()),
                        ("population_sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("drawn_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "auditor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audit_samples",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-drawn_at",),
                    },
                ),
                migrations.CreateModel(
                    name="Standing",
                    fields=[
                        (
                            "status",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="standing",
                                serialize=False,
                                to="outcomes.casestatus",
                            ),
                        ),
                        (
                            "rows",
                            models.BigIntegerField(
                                help_text="Hash of all rows that the facts are gathered from"
                            ),
                        ),
                        (
                            "found",
                            models.CharField(help_text="Hash of what was found", max_length=64),
                        ),
                        (
                            "until",
                            models.DateField(
                                help_text="The first day on which time alone may turn it"
                            ),
                        ),
                        (
                            "soonest",
                            models.DateField(
                                help_text="The first day told that may not be shown once it is past"
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Claim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("reference", models.CharField(max_length=12, unique=True)),
                        ("route", models.CharField(max_length=40)),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, help_text="Pounds", max_digits=9),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a second person"),
                                    ("approved", "Approved"),
                                    ("rejected", "Rejected"),
                                    ("paid", "Paid"),
                                    ("refused", "Refused by the payer"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("as_of", models.DateField(help_text="The judging day")),
                        ("prepared_at", models.DateTimeField(auto_now_add=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "why",
                            models.TextField(blank=True, help_text="Reason where it was rejected"),
                        ),
                        (
                            "facts",
                            models.JSONField(help_text="Frozen, as judge takes them (facts.md)"),
                        ),
                        (
                            "plan",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="The local plan's overlay, frozen; empty without one",
                            ),
                        ),
                        ("verdicts", models.JSONField(help_text="Frozen, as judge prints them")),
                        ("facts_sha256", models.CharField(max_length=64)),
                        ("framework_sha256", models.CharField(max_length=64)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="families.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="outcomes.framework",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-prepared_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ClaimedPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("programme", models.CharField(max_length=40)),
                        ("standing", models.BooleanField(default=True)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claimed",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "claimed people",
                    },
                ),
                migrations.CreateModel(
                    name="Coverage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("kind", models.CharField(max_length=20)),
                        (
                            "category",
                            models.CharField(
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
                                max_length=20,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("school", "School"),
                                    ("police", "Police"),
                                    ("yot", "Youth offending team"),
                                    ("housing", "Housing"),
                                    ("dwp", "Jobcentre"),
                                    ("health", "Health"),
                                    ("social_care", "Children's social care"),
                                    ("key_worker", "Key worker"),
                                    ("family", "The family"),
                                    ("other", "Someone else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField()),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="Last day; empty while it goes on", null=True
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("counted", "Counted"),
                                    ("none_found", "Looked, and none found"),
                                    ("not_known", "Not known"),
                                    ("no_access", "We may not look"),
                                    ("not_applicable", "Does not apply"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverage",
                                to="families.family",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="coverage",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "coverage",
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("kind", models.CharField(max_length=20)),
                        (
                            "category",
                            models.CharField(
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
                                max_length=20,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("school", "School"),
                                    ("police", "Police"),
                                    ("yot", "Youth offending team"),
                                    ("housing", "Housing"),
                                    ("dwp", "Jobcentre"),
                                    ("health", "Health"),
                                    ("social_care", "Children's social care"),
                                    ("key_worker", "Key worker"),
                                    ("family", "The family"),
                                    ("other", "Someone else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "slot",
                            models.CharField(
                                help_text="Like attendance:2025-autumn", max_length=80
                            ),
                        ),
                        (
                            "fact",
                            models.JSONField(
                                help_text="The fields of its kind in facts.md, without person"
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="families.family",
                            ),
                        ),
                        (
                            "match",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="families.match",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evidence",
                                to="families.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "evidence",
                        "ordering": ("recorded_on", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAuditSample",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("reference", models.CharField(db_index=True, max_length=20)),
                        ("opens_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("closes_on", models.DateField(help_text="Last day")),
                        ("seed", models.CharField(max_length=40)),
                        ("population", models.PositiveIntegerField()),
                        ("population_sha256", models.CharField(max_length=64)),
                        ("size", models.PositiveIntegerField()),
                        ("drawn_at", models.DateTimeField(blank=True, editable=False)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "auditor",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "drawn_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical audit sample",
                        "verbose_name_plural": "historical audit samples",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCaseStatus",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("judged_at", models.DateTimeField(blank=True, editable=False)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "eligible",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                help_text="Of the best route",
                                max_length=20,
                            ),
                        ),
                        (
                            "payment",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("earliest", models.DateField(blank=True, null=True)),
                        ("verdicts", models.JSONField(help_text="As judge prints them (facts.md)")),
                        ("facts_sha256", models.CharField(max_length=64)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical case status",
                        "verbose_name_plural": "historical case statuses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalClaim",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("reference", models.CharField(db_index=True, max_length=12)),
                        ("route", models.CharField(max_length=40)),
                        (
                            "amount",
                            models.DecimalField(decimal_places=2, help_text="Pounds", max_digits=9),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a second person"),
                                    ("approved", "Approved"),
                                    ("rejected", "Rejected"),
                                    ("paid", "Paid"),
                                    ("refused", "Refused by the payer"),
                                ],
                                default="proposed",
                                max_length=10,
                            ),
                        ),
                        ("as_of", models.DateField(help_text="The judging day")),
                        ("prepared_at", models.DateTimeField(blank=True, editable=False)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "why",
                            models.TextField(blank=True, help_text="Reason where it was rejected"),
                        ),
                        (
                            "facts",
                            models.JSONField(help_text="Frozen, as judge takes them (facts.md)"),
                        ),
                        (
                            "plan",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="The local plan's overlay, frozen; empty without one",
                            ),
                        ),
                        ("verdicts", models.JSONField(help_text="Frozen, as judge prints them")),
                        ("facts_sha256", models.CharField(max_length=64)),
                        ("framework_sha256", models.CharField(max_length=64)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.case",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.framework",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "prepared_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical claim",
                        "verbose_name_plural": "historical claims",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalClaimedPerson",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("programme", models.CharField(max_length=40)),
                        ("standing", models.BooleanField(default=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical claimed person",
                        "verbose_name_plural": "historical claimed people",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCoverage",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        (
                            "category",
                            models.CharField(
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
                                max_length=20,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("school", "School"),
                                    ("police", "Police"),
                                    ("yot", "Youth offending team"),
                                    ("housing", "Housing"),
                                    ("dwp", "Jobcentre"),
                                    ("health", "Health"),
                                    ("social_care", "Children's social care"),
                                    ("key_worker", "Key worker"),
                                    ("family", "The family"),
                                    ("other", "Someone else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField()),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="Last day; empty while it goes on", null=True
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("counted", "Counted"),
                                    ("none_found", "Looked, and none found"),
                                    ("not_known", "Not known"),
                                    ("no_access", "We may not look"),
                                    ("not_applicable", "Does not apply"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical coverage",
                        "verbose_name_plural": "historical coverage",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("kind", models.CharField(max_length=20)),
                        (
                            "category",
                            models.CharField(
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
                                max_length=20,
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("school", "School"),
                                    ("police", "Police"),
                                    ("yot", "Youth offending team"),
                                    ("housing", "Housing"),
                                    ("dwp", "Jobcentre"),
                                    ("health", "Health"),
                                    ("social_care", "Children's social care"),
                                    ("key_worker", "Key worker"),
                                    ("family", "The family"),
                                    ("other", "Someone else"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "slot",
                            models.CharField(
                                help_text="Like attendance:2025-autumn", max_length=80
                            ),
                        ),
                        (
                            "fact",
                            models.JSONField(
                                help_text="The fields of its kind in facts.md, without person"
                            ),
                        ),
                        ("recorded_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "match",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.match",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical evidence",
                        "verbose_name_plural": "historical evidence",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNeed",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "code",
                            models.CharField(help_text="1a ... 10c for nsfof-2022", max_length=10),
                        ),
                        (
                            "identified_on",
                            models.DateField(default=django.utils.timezone.localdate),
                        ),
                        ("why", models.TextField(blank=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.case",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "identified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical need",
                        "verbose_name_plural": "historical needs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPayerAnswer",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "letter",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[("paid", "Paid"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        (
                            "on",
                            models.DateField(
                                default=django.utils.timezone.localdate,
                                help_text="The day that the payer names",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, default=0, help_text="Pounds", max_digits=9
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="The payer's own", max_length=40
                            ),
                        ),
                        (
                            "why",
                            models.TextField(
                                blank=True, help_text="Why refused, or why less than approved"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "Waits for a second person"),
                                    ("agreed", "Agreed by a second person"),
                                    ("taken_back", "Taken back as a mistake"),
                                ],
                                default="recorded",
                                max_length=10,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_why", models.TextField(blank=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical payer answer",
                        "verbose_name_plural": "historical payer answers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSampledClaim",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("position", models.PositiveIntegerField()),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.auditsample",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical sampled claim",
                        "verbose_name_plural": "historical sampled claims",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="LocalPlan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        (
                            "valid_until",
                            models.DateField(blank=True, help_text="Last day", null=True),
                        ),
                        (
                            "overlay",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="As `--plan` of judge takes it (facts.md)",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="Why this version was written", max_length=300
                            ),
                        ),
                        (
                            "discretion_roles",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Roles that may judge equivalent progress",
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_why", models.CharField(blank=True, max_length=300)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_plans",
                                to="sharing.authority",
                            ),
                        ),
                        (
                            "discretion_people",
                            models.ManyToManyField(
                                blank=True, related_name="+", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="local_plans",
                                to="outcomes.framework",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="later",
                                to="outcomes.localplan",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("framework__valid_from", "version"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalLocalPlan",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        ("valid_from", models.DateField()),
                        (
                            "valid_until",
                            models.DateField(blank=True, help_text="Last day", null=True),
                        ),
                        (
                            "overlay",
                            models.JSONField(
                                blank=True,
                                default=dict,
                                help_text="As `--plan` of judge takes it (facts.md)",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="Why this version was written", max_length=300
                            ),
                        ),
                        (
                            "discretion_roles",
                            models.JSONField(
                                blank=True,
                                default=list,
                                help_text="Roles that may judge equivalent progress",
                            ),
                        ),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("ended_why", models.CharField(blank=True, max_length=300)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "authority",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.authority",
                            ),
                        ),
                        (
                            "framework",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.framework",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.localplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical local plan",
                        "verbose_name_plural": "historical local plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Need",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "code",
                            models.CharField(help_text="1a ... 10c for nsfof-2022", max_length=10),
                        ),
                        (
                            "identified_on",
                            models.DateField(default=django.utils.timezone.localdate),
                        ),
                        ("why", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="families.case",
                            ),
                        ),
                        (
                            "identified_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("code", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalPresentingNeed",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "framework",
                            models.SlugField(
                                help_text="The version whose code this is", max_length=40
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        (
                            "identified_on",
                            models.DateField(default=django.utils.timezone.localdate),
                        ),
                        ("why", models.TextField(blank=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "identified_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.need",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical presenting need",
                        "verbose_name_plural": "historical presenting needs",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNeedStatus",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("missing", models.JSONField(default=list)),
                        ("since", models.DateField(blank=True, null=True)),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="Must be sustained until", null=True
                            ),
                        ),
                        ("earliest", models.DateField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "status",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.casestatus",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.need",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical need status",
                        "verbose_name_plural": "historical need statuses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEqualJudgement",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "on",
                            models.DateField(
                                default=django.utils.timezone.localdate, help_text="As of which day"
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField(blank=True, editable=False)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for the second person"),
                                    ("agreed", "Agreed by the second person"),
                                    ("declined", "Not agreed"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.TextField(
                                blank=True, help_text="Why they agree or not, or why taken back"
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "approver",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.evidence",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.need",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical equal judgement",
                        "verbose_name_plural": "historical equal judgements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalClaimLine",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        (
                            "evidence",
                            models.JSONField(
                                default=list, help_text="[{source, what, on}] as it stood"
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.need",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical claim line",
                        "verbose_name_plural": "historical claim lines",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="EqualJudgement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "on",
                            models.DateField(
                                default=django.utils.timezone.localdate, help_text="As of which day"
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Waits for the second person"),
                                    ("agreed", "Agreed by the second person"),
                                    ("declined", "Not agreed"),
                                    ("taken_back", "Taken back"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answer",
                            models.TextField(
                                blank=True, help_text="Why they agree or not, or why taken back"
                            ),
                        ),
                        (
                            "approver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "judged_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="outcomes.evidence",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="outcomes.need",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-asked_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ClaimLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        (
                            "evidence",
                            models.JSONField(
                                default=list, help_text="[{source, what, on}] as it stood"
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claim_lines",
                                to="outcomes.need",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("need__code", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="NeedStatus",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "verdict",
                            models.CharField(
                                choices=[
                                    ("met", "Met"),
                                    ("not_met", "Not met"),
                                    ("not_known", "Not known"),
                                    ("not_applicable", "Not applicable"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reasons", models.JSONField(default=list)),
                        ("missing", models.JSONField(default=list)),
                        ("since", models.DateField(blank=True, null=True)),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="Must be sustained until", null=True
                            ),
                        ),
                        ("earliest", models.DateField(blank=True, null=True)),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statuses",
                                to="outcomes.need",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "status",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="needs",
                                to="outcomes.casestatus",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "need statuses",
                        "ordering": ("need__code", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PayerAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "letter",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[("paid", "Paid"), ("refused", "Refused")], max_length=10
                            ),
                        ),
                        (
                            "on",
                            models.DateField(
                                default=django.utils.timezone.localdate,
                                help_text="The day that the payer names",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                decimal_places=2, default=0, help_text="Pounds", max_digits=9
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(
                                blank=True, help_text="The payer's own", max_length=40
                            ),
                        ),
                        (
                            "why",
                            models.TextField(
                                blank=True, help_text="Why refused, or why less than approved"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("recorded", "Waits for a second person"),
                                    ("agreed", "Agreed by a second person"),
                                    ("taken_back", "Taken back as a mistake"),
                                ],
                                default="recorded",
                                max_length=10,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        ("taken_back_why", models.TextField(blank=True)),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "taken_back_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-recorded_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PlanTrial",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("fingerprint", models.CharField(max_length=64)),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("as_of", models.DateField(default=django.utils.timezone.localdate)),
                        ("total", models.PositiveIntegerField(default=0)),
                        ("done", models.PositiveIntegerField(default=0)),
                        ("passed_over", models.PositiveIntegerField(default=0)),
                        ("reached", models.BigIntegerField(default=0)),
                        ("finished_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "refused",
                            models.BooleanField(
                                default=False, help_text="Whoever asked may not any more"
                            ),
                        ),
                        (
                            "asked_as",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "asked_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="trials",
                                to="outcomes.localplan",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-asked_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="PresentingNeed",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "framework",
                            models.SlugField(
                                help_text="The version whose code this is", max_length=40
                            ),
                        ),
                        ("code", models.CharField(max_length=10)),
                        (
                            "identified_on",
                            models.DateField(default=django.utils.timezone.localdate),
                        ),
                        ("why", models.TextField(blank=True)),
                        ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presenting_needs",
                                to="families.family",
                            ),
                        ),
                        (
                            "identified_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="presented_as",
                                to="outcomes.need",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("code", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="SampledClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("position", models.PositiveIntegerField()),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="outcomes.claim",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="claims",
                                to="outcomes.auditsample",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("position",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAuditFinding",
                    fields=[
                        (
                            "id",
                            models.BigIntegerField(
                                auto_created=True, blank=True, db_index=True, verbose_name="ID"
                            ),
                        ),
                        (
                            "key",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
                        ),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("agree", "Agree"),
                                    ("question", "Ask a question"),
                                    ("not_valid", "Not valid"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("found_at", models.DateTimeField(blank=True, editable=False)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        ("history_change_reason", models.CharField(max_length=100, null=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")],
                                max_length=1,
                            ),
                        ),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.claimline",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "sampled",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="outcomes.sampledclaim",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical audit finding",
                        "verbose_name_plural": "historical audit findings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="AuditFinding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "result",
                            models.CharField(
                                choices=[
                                    ("agree", "Agree"),
                                    ("question", "Ask a question"),
                                    ("not_valid", "Not valid"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("found_at", models.DateTimeField(auto_now_add=True)),
                        ("answer", models.TextField(blank=True)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "answered_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "found_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="findings",
                                to="outcomes.claimline",
                            ),
                        ),
                        (
                            "sampled",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findings",
                                to="outcomes.sampledclaim",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-found_at",),
                    },
                ),
                migrations.CreateModel(
                    name="TrialChange",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("eligible", "May count"),
                                    ("claim", "May be claimed for"),
                                    ("amount", "What is paid"),
                                    ("day", "First possible day"),
                                    ("need", "A need"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("code", models.CharField(blank=True, max_length=10)),
                        (
                            "way",
                            models.CharField(
                                help_text="Gain or lose, or from which verdict to which",
                                max_length=40,
                            ),
                        ),
                        ("before", models.CharField(max_length=20)),
                        ("after", models.CharField(max_length=20)),
                        ("why_before", models.JSONField(blank=True, default=list)),
                        ("why_after", models.JSONField(blank=True, default=list)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.case",
                            ),
                        ),
                        (
                            "need",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="outcomes.need",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "trial",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="changes",
                                to="outcomes.plantrial",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                    },
                ),
                migrations.AddConstraint(
                    model_name="auditsample",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="a_sample_closes_after_it_opens",
                    ),
                ),
                migrations.AddField(
                    model_name="standing",
                    name="owner",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.agency",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casestatus",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("case",),
                        name="one_current_judgement_of_a_case",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="claimedperson",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("standing", True)),
                        fields=("programme", "person"),
                        name="a_person_is_claimed_for_once_in_a_programme",
                    ),
                ),
                migrations.AddIndex(
                    model_name="evidence",
                    index=models.Index(fields=["recorded_on"], name="evidence_by_day"),
                ),
                migrations.AddConstraint(
                    model_name="evidence",
                    constraint=models.UniqueConstraint(
                        fields=("family", "person", "kind", "slot", "source", "owner"),
                        name="a_fact_is_held_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="claim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "proposed"),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decided_claim_says_by_whom",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="claim",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(("decided_by", models.F("prepared_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_people_make_a_claim",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localplan",
                    constraint=models.UniqueConstraint(
                        fields=("authority", "framework", "version"),
                        name="one_local_plan_of_a_version",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localplan",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("authority", "framework"),
                        name="one_draft_of_a_local_plan",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="localplan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            ("state", "ended"),
                            _connector="OR",
                        ),
                        name="local_plan_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="need",
                    constraint=models.UniqueConstraint(
                        fields=("case", "code", "person"),
                        name="a_need_is_named_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equaljudgement",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("need",),
                        name="one_judgement_of_a_need_waits_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equaljudgement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("approver", models.F("judged_by")), _negated=True),
                        name="two_people_judge_equal_to_met",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equaljudgement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "asked"),
                            models.Q(
                                ("answered_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_to_a_judgement_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="equaljudgement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("evidence__isnull", False), ("state", "agreed")),
                            models.Q(
                                models.Q(("state", "agreed"), _negated=True), ("evidence", None)
                            ),
                            _connector="OR",
                        ),
                        name="only_an_agreed_judgement_is_a_fact",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payeranswer",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "taken_back"), _negated=True),
                        fields=("claim",),
                        name="the_payer_answers_a_claim_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payeranswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount__gt", 0),
                                ("result", "paid"),
                                models.Q(("reference", ""), _negated=True),
                            ),
                            models.Q(
                                ("amount", 0),
                                ("result", "refused"),
                                models.Q(("why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_says_how_much_or_why_not",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payeranswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "agreed"), _negated=True),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_agreed_answer_says_by_whom",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payeranswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by", None),
                            models.Q(("agreed_by", models.F("recorded_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="two_people_say_what_the_payer_said",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="payeranswer",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken_back"), _negated=True),
                            models.Q(
                                ("taken_back_by__isnull", False),
                                models.Q(("taken_back_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="an_answer_taken_back_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="presentingneed",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("need", None), ("taken_back_at", None)),
                        fields=("family", "code", "person"),
                        name="a_need_waits_once",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sampledclaim",
                    constraint=models.UniqueConstraint(
                        fields=("sample", "claim"), name="a_claim_is_sampled_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="auditfinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("result", "agree"),
                            models.Q(("text", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_question_is_put_in_words",
                    ),
                ),
                migrations.AddIndex(
                    model_name="trialchange",
                    index=models.Index(
                        fields=["trial", "what", "code", "way"],
                        name="outcomes_tr_trial_i_489ebf_idx",
                    ),
                ),
            ]
        )
    ]
