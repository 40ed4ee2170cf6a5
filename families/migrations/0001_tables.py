"""Every table of this app as it stood before the first release (docs/decisions/0039)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import families.models.export
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from sharing.tables import Tables


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("families", "0001_initial"),
        ("families", "0002_families_by_name"),
        ("families", "0003_consent_for_a_purpose"),
        ("families", "0004_consent_as_a_conversation"),
        ("families", "0005_viewing_as"),
        ("families", "0006_reasons_that_stand_above"),
        ("families", "0007_exports"),
        ("families", "0008_who_looks_at_ties"),
        ("families", "0009_unusual_looks"),
        ("families", "0010_reminders"),
        ("families", "0012_what_pages_ask_daily"),
        ("families", "0013_somebody_else_is_asked"),
        ("families", "0014_plan_review"),
        ("families", "0015_booked_visits"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("sharing", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Tables(
            [
                migrations.CreateModel(
                    name="Case",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for a lead worker"),
                                    ("offered", "A worker has been asked"),
                                    ("active", "Being helped"),
                                    ("not_allocated", "Not allocated"),
                                    ("closed", "Closed"),
                                ],
                                default="waiting",
                                max_length=20,
                            ),
                        ),
                        (
                            "framework",
                            models.SlugField(
                                help_text="The version in force when it began", max_length=40
                            ),
                        ),
                        ("opened_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("lead_since", models.DateField(blank=True, null=True)),
                        ("look_again_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("closing_reason", models.CharField(blank=True, max_length=60)),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_led",
                                to="sharing.post",
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
                        "ordering": ("-opened_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Assessment",
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
                        ("completed_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("what_is_happening", models.TextField()),
                        ("strengths", models.TextField(blank=True)),
                        (
                            "family_words",
                            models.TextField(blank=True, help_text="In their own words"),
                        ),
                        (
                            "completed_by",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="assessments",
                                to="families.case",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-completed_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Export",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("families", "My families"),
                                    ("results", "The results list"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Being prepared"),
                                    ("ready", "Ready"),
                                    ("refused", "Not prepared"),
                                    ("gone", "Deleted"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("ready_at", models.DateTimeField(blank=True, null=True)),
                        ("collected_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "file",
                            models.FileField(
                                blank=True, upload_to=families.models.export.random_name
                            ),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        ("rows", models.PositiveIntegerField(default=0)),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-asked_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Family",
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
                            "reference",
                            models.CharField(
                                help_text="Like WF-20417; tells no order",
                                max_length=12,
                                unique=True,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "authority",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="families",
                                to="sharing.authority",
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
                        "verbose_name_plural": "families",
                        "ordering": ("name", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Conflict",
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
                        ("tie", models.CharField(help_text="Cousin, neighbour", max_length=120)),
                        ("declared_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=200)),
                        (
                            "declared_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="Or who confirmed it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
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
                                help_text="The family's agency",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conflicts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conflicts",
                                to="families.family",
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="case",
                    name="family",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="families.family",
                    ),
                ),
                migrations.CreateModel(
                    name="Address",
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
                        ("lines", models.CharField(max_length=200)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("ward", models.CharField(blank=True, max_length=60)),
                        ("confidential", models.BooleanField(default=False)),
                        (
                            "not_safe",
                            models.BooleanField(
                                default=False,
                                help_text="Nobody writes or goes there: someone who lives there is a risk",
                            ),
                        ),
                        (
                            "named",
                            models.ManyToManyField(
                                blank=True, related_name="+", to=settings.AUTH_USER_MODEL
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
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="addresses",
                                to="families.family",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "addresses",
                    },
                ),
                migrations.CreateModel(
                    name="FamilyGroupPermission",
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
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="families.family"
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.group"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="FamilyUserPermission",
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
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="families.family"
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Goal",
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
                        ("words", models.CharField(max_length=300)),
                        ("need", models.CharField(blank=True, max_length=10)),
                        ("position", models.PositiveIntegerField(default=0)),
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
                        "ordering": ("position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAddress",
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
                        ("lines", models.CharField(max_length=200)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("ward", models.CharField(blank=True, max_length=60)),
                        ("confidential", models.BooleanField(default=False)),
                        (
                            "not_safe",
                            models.BooleanField(
                                default=False,
                                help_text="Nobody writes or goes there: someone who lives there is a risk",
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
                    ],
                    options={
                        "verbose_name": "historical address",
                        "verbose_name_plural": "historical addresses",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAssessment",
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
                        ("completed_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("what_is_happening", models.TextField()),
                        ("strengths", models.TextField(blank=True)),
                        (
                            "family_words",
                            models.TextField(blank=True, help_text="In their own words"),
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
                            "completed_by",
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
                        "verbose_name": "historical assessment",
                        "verbose_name_plural": "historical assessments",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCase",
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
                            "stage",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for a lead worker"),
                                    ("offered", "A worker has been asked"),
                                    ("active", "Being helped"),
                                    ("not_allocated", "Not allocated"),
                                    ("closed", "Closed"),
                                ],
                                default="waiting",
                                max_length=20,
                            ),
                        ),
                        (
                            "framework",
                            models.SlugField(
                                help_text="The version in force when it began", max_length=40
                            ),
                        ),
                        ("opened_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("offered_at", models.DateTimeField(blank=True, null=True)),
                        ("lead_since", models.DateField(blank=True, null=True)),
                        ("look_again_on", models.DateField(blank=True, null=True)),
                        ("closed_on", models.DateField(blank=True, null=True)),
                        ("closing_reason", models.CharField(blank=True, max_length=60)),
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
                            "lead",
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
                        "verbose_name": "historical case",
                        "verbose_name_plural": "historical cases",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConflict",
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
                        ("tie", models.CharField(help_text="Cousin, neighbour", max_length=120)),
                        ("declared_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("ended_because", models.CharField(blank=True, max_length=200)),
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
                            "declared_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Or who confirmed it",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "ended_by",
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
                                help_text="The family's agency",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "user",
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
                        "verbose_name": "historical conflict",
                        "verbose_name_plural": "historical conflicts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFamily",
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
                            "reference",
                            models.CharField(
                                db_index=True,
                                help_text="Like WF-20417; tells no order",
                                max_length=12,
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        "verbose_name": "historical family",
                        "verbose_name_plural": "historical families",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalHousehold",
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
                        ("label", models.CharField(help_text="Mum's home, Home 1", max_length=60)),
                        ("is_main", models.BooleanField(default=False)),
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
                            "address",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.address",
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
                    ],
                    options={
                        "verbose_name": "historical household",
                        "verbose_name_plural": "historical households",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInvolvement",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lead_worker", "Lead worker"),
                                    ("team_around", "Team around the family"),
                                    ("hub_duty", "Hub duty"),
                                    ("panel", "Allocation panel"),
                                    ("results", "Results and claims"),
                                    ("audit", "Auditor of a sample"),
                                    ("emergency", "Opened in an emergency"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField(default=django.utils.timezone.localdate)),
                        ("until", models.DateField(blank=True, help_text="Last day", null=True)),
                        (
                            "expires_at",
                            models.DateTimeField(blank=True, help_text="To the minute", null=True),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Ended by someone, at once", null=True
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
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
                            "post",
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
                            "team",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.team",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical involvement",
                        "verbose_name_plural": "historical involvements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOwnHome",
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
                        ("lines", models.CharField(blank=True, max_length=200)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("phone", models.CharField(blank=True, max_length=20)),
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
                            "user",
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
                        "verbose_name": "historical own home",
                        "verbose_name_plural": "historical own homes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPerson",
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
                            "given_name",
                            models.CharField(
                                blank=True, help_text="A single name goes here", max_length=80
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=80)),
                        ("known_as", models.CharField(blank=True, max_length=80)),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("f", "Female"),
                                    ("m", "Male"),
                                    ("x", "Another way"),
                                    ("", "Not known"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("born", models.DateField(blank=True, null=True)),
                        (
                            "expected",
                            models.DateField(
                                blank=True, help_text="Due date of an unborn child", null=True
                            ),
                        ),
                        ("died", models.DateField(blank=True, null=True)),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("parent", "Parent"),
                                    ("step_parent", "Step-parent"),
                                    ("partner", "Partner"),
                                    ("grandparent", "Grandparent"),
                                    ("other_adult", "Other adult"),
                                    ("child", "Child"),
                                    ("sibling", "Brother or sister"),
                                    ("unborn", "Not born yet"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "called",
                            models.CharField(
                                blank=True,
                                help_text="Mum, Stepdad, Gran: the family's word",
                                max_length=40,
                            ),
                        ),
                        (
                            "is_focus",
                            models.BooleanField(
                                default=False,
                                help_text="The main focus: double line in the picture",
                            ),
                        ),
                        ("parental_duties", models.BooleanField(default=False)),
                        (
                            "language",
                            models.CharField(
                                blank=True, help_text="If they need an interpreter", max_length=40
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
                    ],
                    options={
                        "verbose_name": "historical person",
                        "verbose_name_plural": "historical people",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPlan",
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
                                    ("agreed", "Agreed"),
                                    ("replaced", "Replaced"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "family_words",
                            models.TextField(
                                blank=True, help_text="What they want, in their own words"
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        (
                            "form_key",
                            models.UUIDField(
                                blank=True,
                                db_index=True,
                                help_text="A form sent twice makes one plan",
                                null=True,
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
                        "verbose_name": "historical plan",
                        "verbose_name_plural": "historical plans",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalPossibleConflict",
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
                            "source",
                            models.CharField(
                                choices=[("said", "They told us"), ("noticed", "Noticed")],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Whom they know, as they said it",
                                max_length=120,
                            ),
                        ),
                        ("tie", models.CharField(blank=True, max_length=120)),
                        ("reasons", models.JSONField(blank=True, default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for a decision"),
                                    ("confirmed", "A conflict"),
                                    ("dismissed", "No conflict"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("found_at", models.DateTimeField(blank=True, editable=False)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_because", models.CharField(blank=True, max_length=200)),
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
                            "looked_at_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The family hub’s agency, where a partner named someone",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
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
                            "user",
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
                        "verbose_name": "historical possible conflict",
                        "verbose_name_plural": "historical possible conflicts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRestriction",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("staff", "A staff member’s own family"),
                                    ("high_profile", "People would look out of curiosity"),
                                    ("adoption", "Adoption"),
                                    ("high_risk", "Someone is looking for them"),
                                ],
                                default="high_risk",
                                max_length=20,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("placed_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField()),
                        ("lifted_on", models.DateField(blank=True, null=True)),
                        ("lifted_because", models.CharField(blank=True, max_length=200)),
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
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Who reviews it",
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
                            "placed_by",
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
                        "verbose_name": "historical restriction",
                        "verbose_name_plural": "historical restrictions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSharingDecision",
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
                            "outcome",
                            models.CharField(
                                choices=[("share", "Share"), ("not_share", "Do not share")],
                                max_length=10,
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                size=None,
                            ),
                        ),
                        (
                            "danger",
                            models.CharField(
                                help_text="A code of families/rules/lawful.py", max_length=20
                            ),
                        ),
                        ("reason", models.TextField(help_text="Why, and why no less would do")),
                        ("kept_back", models.TextField(blank=True, help_text="What is not shared")),
                        ("article_6", models.CharField(max_length=10)),
                        ("article_9", models.CharField(blank=True, max_length=10)),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("told", "Yes"),
                                    ("later", "Not yet, later"),
                                    ("not_told", "No, it would not be safe"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "told_words",
                            models.TextField(blank=True, help_text="Who was told, or why not"),
                        ),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="Last day; for a yes", null=True
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                blank=True,
                                choices=[("stands", "It was right"), ("ends", "It must end now")],
                                max_length=10,
                            ),
                        ),
                        ("finding_words", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
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
                                help_text="Who asks, or is told",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
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
                            "reviewed_by",
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
                        "verbose_name": "historical sharing decision",
                        "verbose_name_plural": "historical sharing decisions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUnusualLook",
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
                            "reference",
                            models.CharField(
                                db_index=True,
                                help_text="Like UL-40417; tells no one",
                                max_length=12,
                            ),
                        ),
                        ("week", models.DateField(help_text="Its Monday")),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("surname", "The same last name"),
                                        ("street", "The same street"),
                                        ("relatives", "Relatives of a family they help"),
                                        ("tied", "Tied to this family"),
                                        ("volume", "Many more than usual"),
                                        ("hours", "Outside working hours"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "reasons",
                            models.JSONField(default=list, help_text="Sentences without a name"),
                        ),
                        ("found_at", models.DateTimeField(blank=True, editable=False)),
                        ("review_by", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("explained", "It is explained"),
                                    ("pursued", "It must be looked into"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("outcome_words", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
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
                                help_text="Whose reviewers ask",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "post",
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
                            "reviewed_by",
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
                            "user",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Who looked",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical unusual look",
                        "verbose_name_plural": "historical unusual looks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalViewAs",
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
                        ("reason", models.TextField()),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ends_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                            "by",
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
                            "post",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical view as",
                        "verbose_name_plural": "historical viewings as another post",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVisit",
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
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school"),
                                    ("office", "At our office"),
                                    ("elsewhere", "Somewhere else"),
                                    ("phone", "By phone"),
                                ],
                                default="home",
                                max_length=20,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("met", "We met"), ("no_one_in", "No one in")],
                                default="met",
                                max_length=20,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        (
                            "form_key",
                            models.UUIDField(
                                blank=True,
                                db_index=True,
                                help_text="A form sent twice makes one visit",
                                null=True,
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
                        "verbose_name": "historical visit",
                        "verbose_name_plural": "historical visits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVisitWarning",
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
                        ("text", models.CharField(max_length=200)),
                        ("noted_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("ended_on", models.DateField(blank=True, null=True)),
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
                    ],
                    options={
                        "verbose_name": "historical visit warning",
                        "verbose_name_plural": "historical visit warnings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Household",
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
                        ("label", models.CharField(help_text="Mum's home, Home 1", max_length=60)),
                        ("is_main", models.BooleanField(default=False)),
                        (
                            "address",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
                                to="families.address",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="households",
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
                    ],
                    options={
                        "ordering": ("-is_main", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Involvement",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("lead_worker", "Lead worker"),
                                    ("team_around", "Team around the family"),
                                    ("hub_duty", "Hub duty"),
                                    ("panel", "Allocation panel"),
                                    ("results", "Results and claims"),
                                    ("audit", "Auditor of a sample"),
                                    ("emergency", "Opened in an emergency"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField(default=django.utils.timezone.localdate)),
                        ("until", models.DateField(blank=True, help_text="Last day", null=True)),
                        (
                            "expires_at",
                            models.DateTimeField(blank=True, help_text="To the minute", null=True),
                        ),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Ended by someone, at once", null=True
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=200)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involvements",
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
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involvements",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "team",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involvements",
                                to="sharing.team",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HistoricalBreakGlass",
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
                            "reference",
                            models.CharField(
                                db_index=True,
                                help_text="Like BG-40417; tells no one",
                                max_length=12,
                            ),
                        ),
                        (
                            "danger",
                            models.CharField(
                                choices=[
                                    ("child", "A child may be in danger now"),
                                    ("adult", "An adult may be in danger now"),
                                    ("asked", "Police, hospital or social care ask now"),
                                    ("nobody", "Nobody who works with them can be reached"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ends_at", models.DateTimeField()),
                        ("review_by", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("justified", "It was needed"),
                                    ("not_justified", "It was not needed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("outcome_words", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
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
                            "post",
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
                            "reviewed_by",
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
                            "user",
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
                            "involvement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.involvement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical break glass",
                        "verbose_name_plural": "historical records opened in an emergency",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="FamilyAccess",
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
                        (
                            "principal",
                            models.BigIntegerField(help_text="A post's id, or minus a team's"),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Helping the family"),
                                    ("results", "Showing what changed"),
                                    ("audit", "Checking claims"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("since", models.DateField()),
                        ("until", models.DateField(null=True)),
                        ("expires_at", models.DateTimeField(null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "involvement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="projection",
                                to="families.involvement",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="BreakGlass",
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
                            "reference",
                            models.CharField(
                                help_text="Like BG-40417; tells no one", max_length=12, unique=True
                            ),
                        ),
                        (
                            "danger",
                            models.CharField(
                                choices=[
                                    ("child", "A child may be in danger now"),
                                    ("adult", "An adult may be in danger now"),
                                    ("asked", "Police, hospital or social care ask now"),
                                    ("nobody", "Nobody who works with them can be reached"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("reason", models.TextField()),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ends_at", models.DateTimeField()),
                        ("review_by", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("justified", "It was needed"),
                                    ("not_justified", "It was not needed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("outcome_words", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Where it is shut to all others who could",
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
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "involvement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="break_glass",
                                to="families.involvement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "records opened in an emergency",
                        "ordering": ("-started_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("emergency", "A record was opened in an emergency"),
                                    (
                                        "reminded",
                                        "A record opened in an emergency waits to be looked at",
                                    ),
                                    ("reminded_again", "It still waits to be looked at"),
                                    ("late", "Nobody has looked at it in five working days"),
                                    ("looks", "Looks at records to ask about"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reference", models.CharField(max_length=12)),
                        ("told_at", models.DateTimeField(auto_now_add=True)),
                        ("mailed_at", models.DateTimeField(blank=True, null=True)),
                        ("read_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-told_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="OwnHome",
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
                        ("lines", models.CharField(blank=True, max_length=200)),
                        ("postcode", models.CharField(blank=True, max_length=10)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        (
                            "user",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="own_home",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Person",
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
                            "given_name",
                            models.CharField(
                                blank=True, help_text="A single name goes here", max_length=80
                            ),
                        ),
                        ("family_name", models.CharField(blank=True, max_length=80)),
                        ("known_as", models.CharField(blank=True, max_length=80)),
                        (
                            "sex",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("f", "Female"),
                                    ("m", "Male"),
                                    ("x", "Another way"),
                                    ("", "Not known"),
                                ],
                                max_length=1,
                            ),
                        ),
                        ("born", models.DateField(blank=True, null=True)),
                        (
                            "expected",
                            models.DateField(
                                blank=True, help_text="Due date of an unborn child", null=True
                            ),
                        ),
                        ("died", models.DateField(blank=True, null=True)),
                        (
                            "relation",
                            models.CharField(
                                choices=[
                                    ("parent", "Parent"),
                                    ("step_parent", "Step-parent"),
                                    ("partner", "Partner"),
                                    ("grandparent", "Grandparent"),
                                    ("other_adult", "Other adult"),
                                    ("child", "Child"),
                                    ("sibling", "Brother or sister"),
                                    ("unborn", "Not born yet"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "called",
                            models.CharField(
                                blank=True,
                                help_text="Mum, Stepdad, Gran: the family's word",
                                max_length=40,
                            ),
                        ),
                        (
                            "is_focus",
                            models.BooleanField(
                                default=False,
                                help_text="The main focus: double line in the picture",
                            ),
                        ),
                        ("parental_duties", models.BooleanField(default=False)),
                        (
                            "language",
                            models.CharField(
                                blank=True, help_text="If they need an interpreter", max_length=40
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
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
                    ],
                    options={
                        "verbose_name_plural": "people",
                        "ordering": ("born", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Match",
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
                            "kind",
                            models.CharField(
                                choices=[("exact", "Exact"), ("likely", "Likely")], max_length=10
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("confirmed", "The same person"),
                                    ("rejected", "Someone else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("score", models.FloatField(help_text="0 to 1")),
                        ("reasons", models.JSONField(default=list)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                            "row",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="sharing.feedrow",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="matches",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "matches",
                        "ordering": ("row__file", "row__number", "-score"),
                    },
                ),
                migrations.CreateModel(
                    name="Identifier",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("upn", "Unique pupil number"),
                                    ("cms", "Case management system id"),
                                    ("nhs", "NHS number"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=40)),
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
                                related_name="identifiers",
                                to="families.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="HistoricalStay",
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
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, help_text="Last day", null=True)),
                        (
                            "share",
                            models.DecimalField(
                                decimal_places=2,
                                default=1,
                                help_text="0 to 1 of the week",
                                max_digits=3,
                            ),
                        ),
                        (
                            "days",
                            models.CharField(blank=True, help_text="Fri to Sun", max_length=60),
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
                            "household",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.household",
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
                        "verbose_name": "historical stay",
                        "verbose_name_plural": "historical stays",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalServiceInvolved",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("school", "School"),
                                    ("health", "Health"),
                                    ("mental_health", "Mental health"),
                                    ("housing", "Housing"),
                                    ("social_care", "Social care"),
                                    ("police", "Police"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("now", "Now"),
                                    ("past", "Past"),
                                    ("none_found", "None found"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="Larkmoor Academy", max_length=120
                            ),
                        ),
                        ("contact", models.CharField(blank=True, max_length=80)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "as_of",
                            models.DateField(
                                default=django.utils.timezone.localdate, help_text="Correct as of"
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
                        "verbose_name": "historical service involved",
                        "verbose_name_plural": "historical services involved",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMatch",
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
                            "kind",
                            models.CharField(
                                choices=[("exact", "Exact"), ("likely", "Likely")], max_length=10
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("proposed", "Waits for a decision"),
                                    ("confirmed", "The same person"),
                                    ("rejected", "Someone else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("score", models.FloatField(help_text="0 to 1")),
                        ("reasons", models.JSONField(default=list)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
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
                            "row",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.feedrow",
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
                        "verbose_name": "historical match",
                        "verbose_name_plural": "historical matches",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIdentifier",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("upn", "Unique pupil number"),
                                    ("cms", "Case management system id"),
                                    ("nhs", "NHS number"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=40)),
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
                        "verbose_name": "historical identifier",
                        "verbose_name_plural": "historical identifiers",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFormerName",
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
                        ("given_name", models.CharField(blank=True, max_length=80)),
                        ("family_name", models.CharField(blank=True, max_length=80)),
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
                        "verbose_name": "historical former name",
                        "verbose_name_plural": "historical former names",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalContactPoint",
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
                            "kind",
                            models.CharField(
                                choices=[("phone", "Phone"), ("email", "Email")],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=120)),
                        (
                            "safe",
                            models.BooleanField(
                                default=True, help_text="Safe to use: nobody else picks it up"
                            ),
                        ),
                        (
                            "confidential",
                            models.BooleanField(
                                default=False,
                                help_text="Never in anything that leaves: it could lead someone to them",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120)),
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
                        "verbose_name": "historical contact point",
                        "verbose_name_plural": "historical contact points",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalConsent",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Helping the family"),
                                    ("results", "Showing what changed"),
                                    ("audit", "Checking claims"),
                                ],
                                db_default="support",
                                default="support",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("given", "Said yes"),
                                    ("refused", "Said no"),
                                    ("withdrawn", "Changed to no"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                help_text="Last day; the day before 18 where a parent decided",
                                null=True,
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, help_text="The day to ask again", null=True
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("face_to_face", "Face to face"),
                                    ("phone", "By phone"),
                                    ("writing", "In writing"),
                                ],
                                default="face_to_face",
                                max_length=20,
                            ),
                        ),
                        ("words", models.TextField(blank=True, help_text="What they said")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                help_text="Where it is written: a signed form, a letter",
                                max_length=200,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
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
                                help_text="Who may know",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
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
                            "given_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Themselves or a parent",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.person",
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
                        "verbose_name": "historical consent",
                        "verbose_name_plural": "historical consents",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCompetence",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Helping the family"),
                                    ("results", "Showing what changed"),
                                    ("audit", "Checking claims"),
                                ],
                                default="support",
                                max_length=10,
                            ),
                        ),
                        ("able", models.BooleanField()),
                        (
                            "ground",
                            models.TextField(
                                help_text="What they understood, in a sentence or two"
                            ),
                        ),
                        ("judged_on", models.DateField(default=django.utils.timezone.localdate)),
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
                    ],
                    options={
                        "verbose_name": "historical competence",
                        "verbose_name_plural": "historical competence",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBond",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("parent_of", "Parent of"),
                                    ("married", "Married"),
                                    ("living_together", "Living together"),
                                    ("apart", "Apart"),
                                    ("sibling", "Brother or sister"),
                                    ("twin", "Twin"),
                                    ("cares_for", "Cares for"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
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
                            "one",
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
                            "other",
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
                        "verbose_name": "historical bond",
                        "verbose_name_plural": "historical bonds",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAttempt",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked, no answer yet"),
                                    ("thinking", "Wants to think about it"),
                                    ("not_in", "No one was in"),
                                    ("not_reached", "Could not be reached"),
                                    ("bad_time", "Not a good or safe time to ask"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tried_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField(blank=True, editable=False)),
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
                                help_text="Empty: about all",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
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
                        "verbose_name": "historical attempt",
                        "verbose_name_plural": "historical attempts",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="FormerName",
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
                        ("given_name", models.CharField(blank=True, max_length=80)),
                        ("family_name", models.CharField(blank=True, max_length=80)),
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
                                related_name="former_names",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ContactPoint",
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
                            "kind",
                            models.CharField(
                                choices=[("phone", "Phone"), ("email", "Email")],
                                default="phone",
                                max_length=10,
                            ),
                        ),
                        ("value", models.CharField(max_length=120)),
                        (
                            "safe",
                            models.BooleanField(
                                default=True, help_text="Safe to use: nobody else picks it up"
                            ),
                        ),
                        (
                            "confidential",
                            models.BooleanField(
                                default=False,
                                help_text="Never in anything that leaves: it could lead someone to them",
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=120)),
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
                                related_name="contact_points",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Helping the family"),
                                    ("results", "Showing what changed"),
                                    ("audit", "Checking claims"),
                                ],
                                db_default="support",
                                default="support",
                                max_length=10,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("given", "Said yes"),
                                    ("refused", "Said no"),
                                    ("withdrawn", "Changed to no"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "until",
                            models.DateField(
                                blank=True,
                                help_text="Last day; the day before 18 where a parent decided",
                                null=True,
                            ),
                        ),
                        (
                            "review_on",
                            models.DateField(
                                blank=True, help_text="The day to ask again", null=True
                            ),
                        ),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("face_to_face", "Face to face"),
                                    ("phone", "By phone"),
                                    ("writing", "In writing"),
                                ],
                                default="face_to_face",
                                max_length=20,
                            ),
                        ),
                        ("words", models.TextField(blank=True, help_text="What they said")),
                        (
                            "evidence",
                            models.CharField(
                                blank=True,
                                help_text="Where it is written: a signed form, a letter",
                                max_length=200,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        ("replaced_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="Who may know",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
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
                            "family",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "given_by",
                            models.ForeignKey(
                                help_text="Themselves or a parent",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.person",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-recorded_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Competence",
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
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("support", "Helping the family"),
                                    ("results", "Showing what changed"),
                                    ("audit", "Checking claims"),
                                ],
                                default="support",
                                max_length=10,
                            ),
                        ),
                        ("able", models.BooleanField()),
                        (
                            "ground",
                            models.TextField(
                                help_text="What they understood, in a sentence or two"
                            ),
                        ),
                        ("judged_on", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="competence",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "competence",
                        "ordering": ("-judged_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Bond",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("parent_of", "Parent of"),
                                    ("married", "Married"),
                                    ("living_together", "Living together"),
                                    ("apart", "Apart"),
                                    ("sibling", "Brother or sister"),
                                    ("twin", "Twin"),
                                    ("cares_for", "Cares for"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "one",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bonds",
                                to="families.person",
                            ),
                        ),
                        (
                            "other",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="bonds_back",
                                to="families.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Attempt",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked, no answer yet"),
                                    ("thinking", "Wants to think about it"),
                                    ("not_in", "No one was in"),
                                    ("not_reached", "Could not be reached"),
                                    ("bad_time", "Not a good or safe time to ask"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("tried_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("note", models.CharField(blank=True, max_length=300)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: about all",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
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
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consent_attempts",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-tried_on", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Action",
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
                        ("what", models.CharField(max_length=200)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "progress",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("part", "Part done"),
                                    ("not_done", "Not done"),
                                    ("changed", "Changed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "in_the_way",
                            models.CharField(
                                blank=True, help_text="In the doer's own words", max_length=300
                            ),
                        ),
                        (
                            "came_from",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="goes_on_as",
                                to="families.action",
                            ),
                        ),
                        (
                            "doer_post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "done_by",
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
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="families.case",
                            ),
                        ),
                        (
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="families.goal",
                            ),
                        ),
                        (
                            "doer_person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actions",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": (models.OrderBy(models.F("due_on"), nulls_last=True), "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Plan",
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
                                    ("agreed", "Agreed"),
                                    ("replaced", "Replaced"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "family_words",
                            models.TextField(
                                blank=True, help_text="What they want, in their own words"
                            ),
                        ),
                        ("agreed_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        (
                            "form_key",
                            models.UUIDField(
                                blank=True,
                                help_text="A form sent twice makes one plan",
                                null=True,
                                unique=True,
                            ),
                        ),
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
                            "agreed_with",
                            models.ManyToManyField(
                                blank=True, related_name="plans_agreed", to="families.person"
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
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
                        "ordering": ("-version",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalGoal",
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
                        ("words", models.CharField(max_length=300)),
                        ("need", models.CharField(blank=True, max_length=10)),
                        ("position", models.PositiveIntegerField(default=0)),
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.plan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical goal",
                        "verbose_name_plural": "historical goals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.AddField(
                    model_name="goal",
                    name="plan",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="families.plan",
                    ),
                ),
                migrations.CreateModel(
                    name="PossibleConflict",
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
                            "source",
                            models.CharField(
                                choices=[("said", "They told us"), ("noticed", "Noticed")],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True,
                                help_text="Whom they know, as they said it",
                                max_length=120,
                            ),
                        ),
                        ("tie", models.CharField(blank=True, max_length=120)),
                        ("reasons", models.JSONField(blank=True, default=list)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waits for a decision"),
                                    ("confirmed", "A conflict"),
                                    ("dismissed", "No conflict"),
                                ],
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("found_at", models.DateTimeField(auto_now_add=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        ("decided_because", models.CharField(blank=True, max_length=200)),
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
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "looked_at_by",
                            models.ForeignKey(
                                blank=True,
                                help_text="The family hub’s agency, where a partner named someone",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
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
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="possible_conflicts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("found_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Restriction",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("staff", "A staff member’s own family"),
                                    ("high_profile", "People would look out of curiosity"),
                                    ("adoption", "Adoption"),
                                    ("high_risk", "Someone is looking for them"),
                                ],
                                default="high_risk",
                                max_length=20,
                            ),
                        ),
                        ("reason", models.CharField(max_length=200)),
                        ("placed_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("reviewed_on", models.DateField(blank=True, null=True)),
                        ("review_on", models.DateField()),
                        ("lifted_on", models.DateField(blank=True, null=True)),
                        ("lifted_because", models.CharField(blank=True, max_length=200)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="restrictions",
                                to="families.family",
                            ),
                        ),
                        (
                            "keeper",
                            models.ForeignKey(
                                blank=True,
                                help_text="Who reviews it",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "named",
                            models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
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
                            "placed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ServiceInvolved",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("school", "School"),
                                    ("health", "Health"),
                                    ("mental_health", "Mental health"),
                                    ("housing", "Housing"),
                                    ("social_care", "Social care"),
                                    ("police", "Police"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("now", "Now"),
                                    ("past", "Past"),
                                    ("none_found", "None found"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                blank=True, help_text="Larkmoor Academy", max_length=120
                            ),
                        ),
                        ("contact", models.CharField(blank=True, max_length=80)),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        ("since", models.DateField(blank=True, null=True)),
                        ("until", models.DateField(blank=True, null=True)),
                        (
                            "as_of",
                            models.DateField(
                                default=django.utils.timezone.localdate, help_text="Correct as of"
                            ),
                        ),
                        (
                            "match",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="services",
                                to="families.person",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "services involved",
                        "ordering": ("kind", "-as_of", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="SharingDecision",
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
                            "outcome",
                            models.CharField(
                                choices=[("share", "Share"), ("not_share", "Do not share")],
                                max_length=10,
                            ),
                        ),
                        (
                            "categories",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
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
                                size=None,
                            ),
                        ),
                        (
                            "danger",
                            models.CharField(
                                help_text="A code of families/rules/lawful.py", max_length=20
                            ),
                        ),
                        ("reason", models.TextField(help_text="Why, and why no less would do")),
                        ("kept_back", models.TextField(blank=True, help_text="What is not shared")),
                        ("article_6", models.CharField(max_length=10)),
                        ("article_9", models.CharField(blank=True, max_length=10)),
                        (
                            "told",
                            models.CharField(
                                choices=[
                                    ("told", "Yes"),
                                    ("later", "Not yet, later"),
                                    ("not_told", "No, it would not be safe"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "told_words",
                            models.TextField(blank=True, help_text="Who was told, or why not"),
                        ),
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "until",
                            models.DateField(
                                blank=True, help_text="Last day; for a yes", null=True
                            ),
                        ),
                        (
                            "finding",
                            models.CharField(
                                blank=True,
                                choices=[("stands", "It was right"), ("ends", "It must end now")],
                                max_length=10,
                            ),
                        ),
                        ("finding_words", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                help_text="Who asks, or is told",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sharing_decisions",
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
                            "reviewed_by",
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
                        "ordering": ("-happened_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Override",
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
                        ("reason", models.TextField()),
                        ("basis", models.CharField(max_length=120)),
                        ("since", models.DateField(default=django.utils.timezone.localdate)),
                        ("until", models.DateField(help_text="Last day")),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Ended by a review, at once", null=True
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
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
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="overrides",
                                to="families.sharingdecision",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalOverride",
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
                        ("reason", models.TextField()),
                        ("basis", models.CharField(max_length=120)),
                        ("since", models.DateField(default=django.utils.timezone.localdate)),
                        ("until", models.DateField(help_text="Last day")),
                        (
                            "ended_at",
                            models.DateTimeField(
                                blank=True, help_text="Ended by a review, at once", null=True
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
                            "decision",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.sharingdecision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical override",
                        "verbose_name_plural": "historical overrides",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Stay",
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
                        ("since", models.DateField()),
                        ("until", models.DateField(blank=True, help_text="Last day", null=True)),
                        (
                            "share",
                            models.DecimalField(
                                decimal_places=2,
                                default=1,
                                help_text="0 to 1 of the week",
                                max_digits=3,
                            ),
                        ),
                        (
                            "days",
                            models.CharField(blank=True, help_text="Fri to Sun", max_length=60),
                        ),
                        (
                            "household",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stays",
                                to="families.household",
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
                                related_name="stays",
                                to="families.person",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="UnusualLook",
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
                            "reference",
                            models.CharField(
                                help_text="Like UL-40417; tells no one", max_length=12, unique=True
                            ),
                        ),
                        ("week", models.DateField(help_text="Its Monday")),
                        (
                            "rules",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("surname", "The same last name"),
                                        ("street", "The same street"),
                                        ("relatives", "Relatives of a family they help"),
                                        ("tied", "Tied to this family"),
                                        ("volume", "Many more than usual"),
                                        ("hours", "Outside working hours"),
                                    ],
                                    max_length=10,
                                ),
                                size=None,
                            ),
                        ),
                        (
                            "reasons",
                            models.JSONField(default=list, help_text="Sentences without a name"),
                        ),
                        ("found_at", models.DateTimeField(auto_now_add=True)),
                        ("review_by", models.DateField()),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("explained", "It is explained"),
                                    ("pursued", "It must be looked into"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("outcome_words", models.TextField(blank=True)),
                        ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Where it is shut to all others who could",
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.family",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                help_text="Whose reviewers ask",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "post",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "reviewed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                help_text="Who looked",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-week", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ViewAs",
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
                        ("reason", models.TextField()),
                        ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ends_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
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
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "viewings as another post",
                        "ordering": ("-started_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Visit",
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
                        ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school"),
                                    ("office", "At our office"),
                                    ("elsewhere", "Somewhere else"),
                                    ("phone", "By phone"),
                                ],
                                default="home",
                                max_length=20,
                            ),
                        ),
                        (
                            "outcome",
                            models.CharField(
                                choices=[("met", "We met"), ("no_one_in", "No one in")],
                                default="met",
                                max_length=20,
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "form_key",
                            models.UUIDField(
                                blank=True,
                                help_text="A form sent twice makes one visit",
                                null=True,
                                unique=True,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
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
                        "ordering": ("-happened_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Seen",
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
                        ("alone", models.BooleanField(default=False)),
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
                                related_name="seen_at",
                                to="families.person",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="seen",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "seen",
                    },
                ),
                migrations.CreateModel(
                    name="Note",
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
                            "heading",
                            models.CharField(
                                choices=[
                                    ("what_happened", "What happened"),
                                    ("home", "The home"),
                                    ("child_voice", "The child's own words"),
                                    ("worries", "Worries"),
                                    ("strengths", "Strengths"),
                                    ("agreed", "What we agreed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
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
                                default="case_notes",
                                max_length=20,
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
                                related_name="notes",
                                to="families.person",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSeen",
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
                        ("alone", models.BooleanField(default=False)),
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
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical seen",
                        "verbose_name_plural": "historical seen",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNote",
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
                            "heading",
                            models.CharField(
                                choices=[
                                    ("what_happened", "What happened"),
                                    ("home", "The home"),
                                    ("child_voice", "The child's own words"),
                                    ("worries", "Worries"),
                                    ("strengths", "Strengths"),
                                    ("agreed", "What we agreed"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("text", models.TextField()),
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
                                default="case_notes",
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
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical note",
                        "verbose_name_plural": "historical notes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalBookedVisit",
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
                        ("at", models.DateTimeField()),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school"),
                                    ("office", "At our office"),
                                    ("elsewhere", "Somewhere else"),
                                    ("phone", "By phone"),
                                ],
                                default="home",
                                max_length=20,
                            ),
                        ),
                        (
                            "remember",
                            models.CharField(
                                blank=True, help_text="What to bring or to ask", max_length=200
                            ),
                        ),
                        ("called_off_at", models.DateTimeField(blank=True, null=True)),
                        ("called_off_why", models.CharField(blank=True, max_length=200)),
                        (
                            "form_key",
                            models.UUIDField(
                                blank=True,
                                db_index=True,
                                help_text="A form sent twice books one visit",
                                null=True,
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
                        (
                            "visitor",
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
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical booked visit",
                        "verbose_name_plural": "historical booked visits",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAction",
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
                        ("what", models.CharField(max_length=200)),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("done_on", models.DateField(blank=True, null=True)),
                        (
                            "progress",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("part", "Part done"),
                                    ("not_done", "Not done"),
                                    ("changed", "Changed"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "in_the_way",
                            models.CharField(
                                blank=True, help_text="In the doer's own words", max_length=300
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
                            "came_from",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.action",
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
                            "doer_post",
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
                            "done_by",
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
                            "goal",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.goal",
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
                            "doer_person",
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
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical action",
                        "verbose_name_plural": "historical actions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="BookedVisit",
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
                        ("at", models.DateTimeField()),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("home", "At home"),
                                    ("school", "At school"),
                                    ("office", "At our office"),
                                    ("elsewhere", "Somewhere else"),
                                    ("phone", "By phone"),
                                ],
                                default="home",
                                max_length=20,
                            ),
                        ),
                        (
                            "remember",
                            models.CharField(
                                blank=True, help_text="What to bring or to ask", max_length=200
                            ),
                        ),
                        ("called_off_at", models.DateTimeField(blank=True, null=True)),
                        ("called_off_why", models.CharField(blank=True, max_length=200)),
                        (
                            "form_key",
                            models.UUIDField(
                                blank=True,
                                help_text="A form sent twice books one visit",
                                null=True,
                                unique=True,
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
                            "visitor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="booked_visits",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="booked_visits",
                                to="families.case",
                            ),
                        ),
                        (
                            "visit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="booked_as",
                                to="families.visit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("at", "pk"),
                    },
                ),
                migrations.AddField(
                    model_name="action",
                    name="visit",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="families.visit",
                    ),
                ),
                migrations.CreateModel(
                    name="VisitWarning",
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
                        ("text", models.CharField(max_length=200)),
                        ("noted_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="warnings",
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
                    ],
                    options={
                        "ordering": ("-noted_on", "pk"),
                    },
                ),
                migrations.AddIndex(
                    model_name="family",
                    index=models.Index(fields=["name", "id"], name="families_by_name"),
                ),
                migrations.AddConstraint(
                    model_name="conflict",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_on", None)),
                        fields=("user", "family"),
                        name="one_standing_conflict",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="conflict",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ended_by", None),
                            models.Q(("ended_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_ends_their_own_conflict",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("closed_on", None)),
                        fields=("family",),
                        name="one_open_case_in_a_family",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on", None),
                            ("closed_on__gte", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="case_closes_after_it_opens",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ("offered", "active")), _negated=True),
                            ("lead__isnull", False),
                            _connector="OR",
                        ),
                        name="an_offered_or_active_case_has_a_lead",
                    ),
                ),
                migrations.AlterUniqueTogether(
                    name="familygrouppermission",
                    unique_together={("group", "permission", "content_object")},
                ),
                migrations.AlterUniqueTogether(
                    name="familyuserpermission",
                    unique_together={("user", "permission", "content_object")},
                ),
                migrations.AddConstraint(
                    model_name="household",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("is_main", True)),
                        fields=("family",),
                        name="one_main_home_in_a_family",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="involvement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("post", None), ("team", None), _connector="XOR"),
                        name="involvement_of_a_post_or_a_team",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="involvement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="involvement_ends_after_it_starts",
                    ),
                ),
                migrations.AddIndex(
                    model_name="familyaccess",
                    index=models.Index(
                        fields=["principal", "purpose", "family"],
                        include=("since", "until", "expires_at"),
                        name="families_of_a_principal",
                    ),
                ),
                migrations.AddIndex(
                    model_name="familyaccess",
                    index=models.Index(
                        fields=["family", "principal"],
                        include=("purpose", "since", "until", "expires_at"),
                        name="principals_of_a_family",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="breakglass",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_second_person_reviews_an_emergency",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="notice",
                    constraint=models.UniqueConstraint(
                        fields=("to", "kind", "reference"), name="a_person_is_told_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.UniqueConstraint(
                        fields=("id", "family"), name="person_of_their_family"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("born", None),
                            ("died", None),
                            ("died__gte", models.F("born")),
                            _connector="OR",
                        ),
                        name="person_dies_after_birth",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="person",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("relation", "unborn"), _negated=True),
                            models.Q(("born", None), ("expected__isnull", False)),
                            _connector="OR",
                        ),
                        name="unborn_has_a_due_date_and_no_birthday",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="match",
                    constraint=models.UniqueConstraint(
                        fields=("row", "person"), name="a_row_meets_a_person_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="match",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "confirmed")),
                        fields=("row",),
                        name="a_row_is_about_one_person",
                    ),
                ),
                migrations.AddIndex(
                    model_name="identifier",
                    index=models.Index(fields=["kind", "value"], name="identifier_by_value"),
                ),
                migrations.AddConstraint(
                    model_name="identifier",
                    constraint=models.UniqueConstraint(
                        fields=("person", "kind", "value"), name="one_identifier_of_a_value"
                    ),
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
                    model_name="consent",
                    index=models.Index(
                        condition=models.Q(("replaced_at", None)),
                        fields=["recorded_at"],
                        name="consent_as_recorded",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="consent",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("person", "agency", "category", "purpose"),
                        name="one_standing_decision_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bond",
                    constraint=models.UniqueConstraint(
                        fields=("one", "other", "kind"), name="one_bond_of_a_kind"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bond",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("one", models.F("other")), _negated=True),
                        name="bond_joins_two_people",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.UniqueConstraint(
                        fields=("case", "version"), name="one_plan_of_a_version"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "agreed")),
                        fields=("case",),
                        name="one_agreed_plan_in_a_case",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="plan",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(("agreed_on__isnull", False), ("review_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="an_agreed_plan_has_its_dates",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="possibleconflict",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("source", "noticed")),
                        fields=("user", "family"),
                        name="a_tie_is_noticed_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="restriction",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("lifted_on", None)),
                        fields=("family",),
                        name="one_restriction_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="serviceinvolved",
                    constraint=models.UniqueConstraint(
                        fields=("person", "kind", "name", "owner"),
                        name="one_row_for_a_service_and_person",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="sharingdecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("decided_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_second_person_reviews_a_decision_to_share",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stay",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="stay_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stay",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 1)),
                        name="stay_is_part_of_a_week",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unusuallook",
                    constraint=models.UniqueConstraint(
                        fields=("week", "user", "family"),
                        name="a_look_is_noted_once_a_week",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unusuallook",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by", None),
                            models.Q(("reviewed_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="a_second_person_reviews_a_look",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="viewas",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("started_at"))),
                        name="a_viewing_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="viewas",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("by",),
                        name="one_views_as_one_at_a_time",
                    ),
                ),
                migrations.AddIndex(
                    model_name="visit",
                    index=models.Index(fields=["recorded_at"], name="visits_as_recorded"),
                ),
                migrations.AddConstraint(
                    model_name="seen",
                    constraint=models.UniqueConstraint(
                        fields=("visit", "person"), name="seen_once_at_a_visit"
                    ),
                ),
                migrations.AddIndex(
                    model_name="bookedvisit",
                    index=models.Index(
                        condition=models.Q(("called_off_at", None), ("visit", None)),
                        fields=["visitor", "at"],
                        name="visits_to_come",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bookedvisit",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("visit", None), ("called_off_at", None), _connector="OR"
                        ),
                        name="held_or_called_off_not_both",
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
                migrations.AddConstraint(
                    model_name="action",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("doer_person", None), ("doer_post", None), _connector="XOR"
                        ),
                        name="an_action_has_one_doer",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="action",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_by", None), ("done_on", None)),
                            models.Q(("done_by__isnull", False), ("done_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_done_action_says_by_whom",
                    ),
                ),
            ]
        )
    ]
