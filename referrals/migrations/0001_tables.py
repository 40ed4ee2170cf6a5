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
        ("referrals", "0001_initial"),
        ("referrals", "0002_undone_decisions"),
        ("referrals", "0003_meeting_clock"),
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
                    name="AllocationMeeting",
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
                        ("held_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("closed", "Closed")],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        (
                            "minutes_each",
                            models.PositiveSmallIntegerField(
                                default=8, help_text="For each family"
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "attendees",
                            models.ManyToManyField(
                                blank=True, related_name="meetings", to="sharing.post"
                            ),
                        ),
                        (
                            "chair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-held_on",),
                    },
                ),
                migrations.CreateModel(
                    name="Capacity",
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
                        ("families_at_most", models.PositiveIntegerField(default=8)),
                        ("wards", models.JSONField(blank=True, default=list)),
                        ("languages", models.JSONField(blank=True, default=list)),
                        (
                            "woman",
                            models.BooleanField(
                                help_text="Where a family asks for a woman or a man", null=True
                            ),
                        ),
                        ("away_until", models.DateField(blank=True, null=True)),
                        (
                            "post",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="capacity",
                                to="sharing.post",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "capacities",
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAllocationMeeting",
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
                        ("held_on", models.DateField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("closed", "Closed")],
                                default="planned",
                                max_length=10,
                            ),
                        ),
                        (
                            "minutes_each",
                            models.PositiveSmallIntegerField(
                                default=8, help_text="For each family"
                            ),
                        ),
                        ("started_at", models.DateTimeField(blank=True, null=True)),
                        ("closed_at", models.DateTimeField(blank=True, null=True)),
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
                            "chair",
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
                        "verbose_name": "historical allocation meeting",
                        "verbose_name_plural": "historical allocation meetings",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCapacity",
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
                        ("families_at_most", models.PositiveIntegerField(default=8)),
                        ("wards", models.JSONField(blank=True, default=list)),
                        ("languages", models.JSONField(blank=True, default=list)),
                        (
                            "woman",
                            models.BooleanField(
                                help_text="Where a family asks for a woman or a man", null=True
                            ),
                        ),
                        ("away_until", models.DateField(blank=True, null=True)),
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
                        "verbose_name": "historical capacity",
                        "verbose_name_plural": "historical capacities",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalItem",
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
                        ("position", models.PositiveIntegerField(default=0)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("allocated", "Allocated"),
                                    ("deferred", "Bring back later"),
                                    ("more_facts", "Needs more facts"),
                                    ("not_allocated", "Do not allocate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "not_allocated",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lower_level", "Needs can be met by one service"),
                                    ("social_care", "Social care leads"),
                                    ("declined", "The family said no"),
                                    ("moved", "Moved out of the area"),
                                    ("already_helped", "Already being helped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("look_again_on", models.DateField(blank=True, null=True)),
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
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="referrals.allocationmeeting",
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
                        "verbose_name": "historical item",
                        "verbose_name_plural": "historical items",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReferral",
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
                                help_text="Like R-3391; tells no order",
                                max_length=12,
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("sent", "With the hub"),
                                    ("more_detail", "More detail asked for"),
                                    ("decided", "Decided"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        (
                            "return_code",
                            models.CharField(
                                blank=True,
                                help_text="Hash of the code to come back with",
                                max_length=64,
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        (
                            "knows",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agrees", "Yes, and they agree"),
                                    ("unsure", "They know, not sure yet"),
                                    ("no", "No"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "prefers",
                            models.CharField(
                                blank=True,
                                choices=[("woman", "A woman"), ("man", "A man")],
                                help_text="Whom the family would rather talk to",
                                max_length=10,
                            ),
                        ),
                        ("what_seen", models.TextField(blank=True)),
                        (
                            "what_wanted",
                            models.TextField(blank=True, help_text="In the family's own words"),
                        ),
                        ("who_helps", models.TextField(blank=True)),
                        (
                            "everyone_named",
                            models.BooleanField(default=False, help_text="Nobody else lives there"),
                        ),
                        ("started_at", models.DateTimeField(blank=True, editable=False)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "paused_at",
                            models.DateTimeField(
                                blank=True, help_text="The clock stops here", null=True
                            ),
                        ),
                        (
                            "paused_minutes",
                            models.PositiveIntegerField(
                                default=0, help_text="Working minutes not counted"
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
                            "from_agency",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Empty: a member of the public",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "held_by",
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
                            "sent_by",
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
                            "to_agency",
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
                        "verbose_name": "historical referral",
                        "verbose_name_plural": "historical referrals",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Item",
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
                        ("position", models.PositiveIntegerField(default=0)),
                        (
                            "outcome",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("allocated", "Allocated"),
                                    ("deferred", "Bring back later"),
                                    ("more_facts", "Needs more facts"),
                                    ("not_allocated", "Do not allocate"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "not_allocated",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("lower_level", "Needs can be met by one service"),
                                    ("social_care", "Social care leads"),
                                    ("declined", "The family said no"),
                                    ("moved", "Moved out of the area"),
                                    ("already_helped", "Already being helped"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("look_again_on", models.DateField(blank=True, null=True)),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
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
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.post",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="referrals.allocationmeeting",
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
                        "ordering": ("position", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Referral",
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
                                help_text="Like R-3391; tells no order", max_length=12, unique=True
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("sent", "With the hub"),
                                    ("more_detail", "More detail asked for"),
                                    ("decided", "Decided"),
                                ],
                                default="draft",
                                max_length=20,
                            ),
                        ),
                        (
                            "return_code",
                            models.CharField(
                                blank=True,
                                help_text="Hash of the code to come back with",
                                max_length=64,
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=30)),
                        (
                            "knows",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("agrees", "Yes, and they agree"),
                                    ("unsure", "They know, not sure yet"),
                                    ("no", "No"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "prefers",
                            models.CharField(
                                blank=True,
                                choices=[("woman", "A woman"), ("man", "A man")],
                                help_text="Whom the family would rather talk to",
                                max_length=10,
                            ),
                        ),
                        ("what_seen", models.TextField(blank=True)),
                        (
                            "what_wanted",
                            models.TextField(blank=True, help_text="In the family's own words"),
                        ),
                        ("who_helps", models.TextField(blank=True)),
                        (
                            "everyone_named",
                            models.BooleanField(default=False, help_text="Nobody else lives there"),
                        ),
                        ("started_at", models.DateTimeField(auto_now_add=True)),
                        ("sent_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "paused_at",
                            models.DateTimeField(
                                blank=True, help_text="The clock stops here", null=True
                            ),
                        ),
                        (
                            "paused_minutes",
                            models.PositiveIntegerField(
                                default=0, help_text="Working minutes not counted"
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to="families.family",
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                blank=True,
                                help_text="Empty: a member of the public",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "held_by",
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
                            "sent_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="referrals_received",
                                to="sharing.agency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("sent_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTriageDecision",
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
                                    ("lead_worker", "Find a lead worker"),
                                    ("one_agency", "One agency can help"),
                                    ("mash", "Send to MASH"),
                                    ("more_detail", "Ask for more detail"),
                                    ("no_more", "No more from us"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("several_needs", "Three or more needs together"),
                                    ("one_need", "One need, one service"),
                                    ("safety", "Someone may be at risk of harm"),
                                    ("too_little", "Too little is known"),
                                    ("already_helped", "Already being helped"),
                                    ("declined", "The family said no"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("why", models.TextField()),
                        (
                            "offer",
                            models.CharField(
                                blank=True,
                                help_text="What the family was offered instead",
                                max_length=200,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "undone_at",
                            models.DateTimeField(
                                blank=True, help_text="By who decided, at once", null=True
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
                                help_text="That it opened",
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
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical triage decision",
                        "verbose_name_plural": "historical triage decisions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReferredPerson",
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
                        ("born", models.DateField(blank=True, null=True)),
                        ("expected", models.DateField(blank=True, null=True)),
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
                        (
                            "relation",
                            models.CharField(
                                blank=True,
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
                        ("called", models.CharField(blank=True, max_length=40)),
                        ("school", models.CharField(blank=True, max_length=120)),
                        ("is_focus", models.BooleanField(default=False)),
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
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical referred person",
                        "verbose_name_plural": "historical referred people",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalCheck",
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
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
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
                            "asked_by",
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
                            "referral",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical check",
                        "verbose_name_plural": "historical checks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Check",
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
                        ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("answer", models.TextField(blank=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="checks",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("asked_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="ReferredPerson",
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
                        ("born", models.DateField(blank=True, null=True)),
                        ("expected", models.DateField(blank=True, null=True)),
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
                        (
                            "relation",
                            models.CharField(
                                blank=True,
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
                        ("called", models.CharField(blank=True, max_length=40)),
                        ("school", models.CharField(blank=True, max_length=120)),
                        ("is_focus", models.BooleanField(default=False)),
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
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="people",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "referred people",
                        "ordering": ("pk",),
                    },
                ),
                migrations.CreateModel(
                    name="TriageDecision",
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
                                    ("lead_worker", "Find a lead worker"),
                                    ("one_agency", "One agency can help"),
                                    ("mash", "Send to MASH"),
                                    ("more_detail", "Ask for more detail"),
                                    ("no_more", "No more from us"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                choices=[
                                    ("several_needs", "Three or more needs together"),
                                    ("one_need", "One need, one service"),
                                    ("safety", "Someone may be at risk of harm"),
                                    ("too_little", "Too little is known"),
                                    ("already_helped", "Already being helped"),
                                    ("declined", "The family said no"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("why", models.TextField()),
                        (
                            "offer",
                            models.CharField(
                                blank=True,
                                help_text="What the family was offered instead",
                                max_length=200,
                            ),
                        ),
                        ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "undone_at",
                            models.DateTimeField(
                                blank=True, help_text="By who decided, at once", null=True
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                blank=True,
                                help_text="That it opened",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="families.case",
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
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "referral",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decisions",
                                to="referrals.referral",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-decided_at", "-pk"),
                    },
                ),
                migrations.AddConstraint(
                    model_name="allocationmeeting",
                    constraint=models.UniqueConstraint(
                        fields=("agency", "held_on"), name="one_meeting_of_a_hub_on_a_day"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.UniqueConstraint(
                        fields=("meeting", "case"), name="a_family_is_on_the_agenda_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "allocated"), _negated=True),
                            ("lead__isnull", False),
                            _connector="OR",
                        ),
                        name="allocated_to_someone",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ("deferred", "not_allocated")), _negated=True),
                            ("look_again_on__isnull", False),
                            _connector="OR",
                        ),
                        name="put_off_until_a_day",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referral",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"), ("sent_at__isnull", False), _connector="OR"
                        ),
                        name="a_sent_referral_has_its_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="check",
                    constraint=models.UniqueConstraint(
                        fields=("referral", "agency"), name="an_agency_is_asked_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="triagedecision",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "no_more"), _negated=True),
                            models.Q(("offer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_more_from_us_needs_an_offer",
                    ),
                ),
            ]
        )
    ]
