"""Every table of this app as it stood before the first release (docs/decisions/0039)."""

import django.contrib.auth.validators
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.fields.json
import django.utils.timezone
import sharing.models.agency
import sharing.models.paper
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models

from sharing.tables import Tables


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("sharing", "0001_initial"),
        ("sharing", "0003_living_agreements"),
        ("sharing", "0004_when_activated"),
        ("sharing", "0005_who_was_shown"),
        ("sharing", "0006_ways_in"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        Tables(
            [
                migrations.CreateModel(
                    name="Agency",
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
                        ("name", models.CharField(max_length=120, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("council", "Council service"),
                                    ("school", "School"),
                                    ("police", "Police"),
                                    ("health", "Health"),
                                    ("housing", "Housing"),
                                    ("jobcentre", "Jobcentre"),
                                    ("social_care", "Children's social care"),
                                    ("charity", "Charity"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        ("is_active", models.BooleanField(default=True)),
                    ],
                    options={
                        "verbose_name_plural": "agencies",
                        "ordering": ("name",),
                    },
                ),
                migrations.CreateModel(
                    name="User",
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
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={
                                    "unique": "A user with that username already exists."
                                },
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[
                                    django.contrib.auth.validators.UnicodeUsernameValidator()
                                ],
                                verbose_name="username",
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="email address"
                            ),
                        ),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="date joined"
                            ),
                        ),
                        ("full_name", models.CharField(max_length=120)),
                        ("phone", models.CharField(blank=True, max_length=20)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "user",
                        "verbose_name_plural": "users",
                        "abstract": False,
                    },
                    managers=[
                        ("objects", sharing.models.agency.PeopleWhoSignIn()),
                    ],
                ),
                migrations.CreateModel(
                    name="Agreement",
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
                        ("title", models.CharField(max_length=160)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("active", "In force"),
                                    ("suspended", "Suspended"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("state_since", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "activated_on",
                            models.DateField(
                                blank=True, help_text="When it was let take effect", null=True
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="Why suspended or ended", max_length=300
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, help_text="Last day", null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "replaced_from",
                            models.DateField(
                                blank=True,
                                help_text="First day of the later version that took its place",
                                null=True,
                            ),
                        ),
                        (
                            "left",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Parties that left it since",
                                related_name="agreements_left",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "parties",
                            models.ManyToManyField(related_name="agreements", to="sharing.agency"),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                help_text="Earlier version",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="later",
                                to="sharing.agreement",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Authority",
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
                        ("name", models.CharField(max_length=120, unique=True)),
                        (
                            "code",
                            models.CharField(
                                help_text="ONS code, like E08000003", max_length=9, unique=True
                            ),
                        ),
                        (
                            "above",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="below",
                                to="sharing.authority",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.AddField(
                    model_name="agency",
                    name="authorities",
                    field=models.ManyToManyField(related_name="agencies", to="sharing.authority"),
                ),
                migrations.CreateModel(
                    name="Document",
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
                        ("title", models.CharField(max_length=120)),
                        ("file", models.FileField(upload_to=sharing.models.paper.random_name)),
                        (
                            "ending",
                            models.CharField(
                                help_text="pdf, docx or odt, told by its bytes", max_length=4
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("attached_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="documents",
                                to="sharing.agreement",
                            ),
                        ),
                        (
                            "attached_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("attached_at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="FeedFile",
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
                                    ("education", "School roll (education)"),
                                    ("attendance", "Attendance by term"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
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
                                default="education",
                                max_length=20,
                            ),
                        ),
                        ("received_at", models.DateTimeField(auto_now_add=True)),
                        ("encoding", models.CharField(blank=True, max_length=20)),
                        ("matched_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files_sent",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "received_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files_received",
                                to="sharing.agency",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-received_at",),
                    },
                ),
                migrations.CreateModel(
                    name="FeedRow",
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
                            "number",
                            models.PositiveIntegerField(
                                help_text="As a spreadsheet shows it; the heading is row 1"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("read", "Read"), ("bad", "Could not be read")],
                                max_length=10,
                            ),
                        ),
                        (
                            "typed",
                            models.JSONField(default=dict, help_text="What was read, by field"),
                        ),
                        (
                            "problems",
                            models.JSONField(default=list, help_text="[{column, reason}]"),
                        ),
                        (
                            "file",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rows",
                                to="sharing.feedfile",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("file", "number"),
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAgreement",
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
                        ("title", models.CharField(max_length=160)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("active", "In force"),
                                    ("suspended", "Suspended"),
                                    ("ended", "Ended"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("state_since", models.DateField(default=django.utils.timezone.localdate)),
                        (
                            "activated_on",
                            models.DateField(
                                blank=True, help_text="When it was let take effect", null=True
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, help_text="Why suspended or ended", max_length=300
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField(blank=True, help_text="Last day", null=True)),
                        ("review_on", models.DateField(blank=True, null=True)),
                        ("version", models.PositiveSmallIntegerField(default=1)),
                        (
                            "replaced_from",
                            models.DateField(
                                blank=True,
                                help_text="First day of the later version that took its place",
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="Earlier version",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agreement",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical agreement",
                        "verbose_name_plural": "historical agreements",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalDocument",
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
                        ("title", models.CharField(max_length=120)),
                        ("file", models.TextField(max_length=100)),
                        (
                            "ending",
                            models.CharField(
                                help_text="pdf, docx or odt, told by its bytes", max_length=4
                            ),
                        ),
                        ("size", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("attached_at", models.DateTimeField(blank=True, editable=False)),
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
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agreement",
                            ),
                        ),
                        (
                            "attached_by",
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
                        "verbose_name": "historical document",
                        "verbose_name_plural": "historical documents",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalFeedFile",
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
                                    ("education", "School roll (education)"),
                                    ("attendance", "Attendance by term"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("sha256", models.CharField(max_length=64)),
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
                                default="education",
                                max_length=20,
                            ),
                        ),
                        ("received_at", models.DateTimeField(blank=True, editable=False)),
                        ("encoding", models.CharField(blank=True, max_length=20)),
                        ("matched_at", models.DateTimeField(blank=True, null=True)),
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
                            "from_agency",
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
                            "received_by",
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
                        "verbose_name": "historical feed file",
                        "verbose_name_plural": "historical feed files",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLine",
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
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("team", "Everyone who works with the family"),
                                    ("manager", "The manager only"),
                                    ("named", "One named person"),
                                ],
                                default="team",
                                max_length=10,
                            ),
                        ),
                        ("consent_needed", models.BooleanField(default=True)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("6.1.a", "Consent, Article 6(1)(a)"),
                                    ("6.1.c", "Legal obligation, Article 6(1)(c)"),
                                    ("6.1.d", "Vital interests, Article 6(1)(d)"),
                                    ("6.1.e", "Public task, Article 6(1)(e)"),
                                    ("6.1.f", "Legitimate interests, Article 6(1)(f)"),
                                ],
                                default="6.1.e",
                                max_length=10,
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "None needed"),
                                    ("9.2.a", "Explicit consent, Article 9(2)(a)"),
                                    ("9.2.c", "Vital interests, Article 9(2)(c)"),
                                    (
                                        "9.2.g.6",
                                        "Substantial public interest: a function of law, Article 9(2)(g)",
                                    ),
                                    (
                                        "9.2.g.18",
                                        "Substantial public interest: safeguarding, Article 9(2)(g)",
                                    ),
                                    ("9.2.h", "Health or social care, Article 9(2)(h)"),
                                    ("10.official", "Offences: official authority, Article 10"),
                                    (
                                        "10.law",
                                        "Offences: a condition of the Data Protection Act 2018, Article 10",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "gateway",
                            models.CharField(
                                blank=True,
                                help_text="A title of sharing/rules/gateways.toml",
                                max_length=160,
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
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agreement",
                            ),
                        ),
                        (
                            "from_agency",
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
                            "named",
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
                        "verbose_name": "historical line",
                        "verbose_name_plural": "historical lines",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSignature",
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
                        ("at", models.DateTimeField(blank=True, editable=False)),
                        (
                            "fingerprint",
                            models.CharField(help_text="Of the text that they read", max_length=64),
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
                            "agreement",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="sharing.agreement",
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
                        "verbose_name": "historical signature",
                        "verbose_name_plural": "historical signatures",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="JournalEntry",
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
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("did", "Did"),
                                    ("saw", "Saw"),
                                    ("refused", "Was refused"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "post_id",
                            models.BigIntegerField(help_text="The post they acted in", null=True),
                        ),
                        ("verb", models.CharField(max_length=60)),
                        ("subject_type", models.CharField(max_length=60)),
                        ("subject_id", models.BigIntegerField()),
                        ("family_id", models.BigIntegerField(null=True)),
                        ("why", models.TextField(blank=True)),
                        ("data", models.JSONField(default=dict)),
                        (
                            "previous_hash",
                            models.CharField(default="", editable=False, max_length=64),
                        ),
                        ("hash", models.CharField(default="", editable=False, max_length=64)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name_plural": "journal entries",
                    },
                ),
                migrations.CreateModel(
                    name="Line",
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
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("team", "Everyone who works with the family"),
                                    ("manager", "The manager only"),
                                    ("named", "One named person"),
                                ],
                                default="team",
                                max_length=10,
                            ),
                        ),
                        ("consent_needed", models.BooleanField(default=True)),
                        (
                            "basis",
                            models.CharField(
                                choices=[
                                    ("6.1.a", "Consent, Article 6(1)(a)"),
                                    ("6.1.c", "Legal obligation, Article 6(1)(c)"),
                                    ("6.1.d", "Vital interests, Article 6(1)(d)"),
                                    ("6.1.e", "Public task, Article 6(1)(e)"),
                                    ("6.1.f", "Legitimate interests, Article 6(1)(f)"),
                                ],
                                default="6.1.e",
                                max_length=10,
                            ),
                        ),
                        (
                            "condition",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "None needed"),
                                    ("9.2.a", "Explicit consent, Article 9(2)(a)"),
                                    ("9.2.c", "Vital interests, Article 9(2)(c)"),
                                    (
                                        "9.2.g.6",
                                        "Substantial public interest: a function of law, Article 9(2)(g)",
                                    ),
                                    (
                                        "9.2.g.18",
                                        "Substantial public interest: safeguarding, Article 9(2)(g)",
                                    ),
                                    ("9.2.h", "Health or social care, Article 9(2)(h)"),
                                    ("10.official", "Offences: official authority, Article 10"),
                                    (
                                        "10.law",
                                        "Offences: a condition of the Data Protection Act 2018, Article 10",
                                    ),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "gateway",
                            models.CharField(
                                blank=True,
                                help_text="A title of sharing/rules/gateways.toml",
                                max_length=160,
                            ),
                        ),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lines",
                                to="sharing.agreement",
                            ),
                        ),
                        (
                            "from_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines_out",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "named",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "to_agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines_in",
                                to="sharing.agency",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Post",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("key_worker", "Key worker"),
                                    ("practitioner", "Practitioner"),
                                    ("hub_officer", "Hub officer"),
                                    ("supervisor", "Supervisor"),
                                    ("coordinator", "Coordinator"),
                                    ("analyst", "Analyst"),
                                    ("auditor", "Auditor"),
                                    ("sharing_lead", "Sharing lead"),
                                    ("administrator", "Administrator"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True,
                                help_text="Their own words: Safeguarding lead",
                                max_length=80,
                            ),
                        ),
                        ("starts_on", models.DateField(default=django.utils.timezone.localdate)),
                        ("ends_on", models.DateField(blank=True, help_text="Last day", null=True)),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ApiToken",
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
                        ("name", models.CharField(max_length=60)),
                        ("hash", models.CharField(editable=False, max_length=64, unique=True)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("expires_on", models.DateField(help_text="Last day")),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                        ("revoked_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tokens",
                                to="sharing.post",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-made_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Reading",
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
                        ("reader", models.CharField(max_length=60)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "entry",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="readings",
                                to="sharing.journalentry",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Signature",
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
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "fingerprint",
                            models.CharField(help_text="Of the text that they read", max_length=64),
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
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="signatures",
                                to="sharing.agreement",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("at", "pk"),
                    },
                ),
                migrations.CreateModel(
                    name="SignIn",
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
                        ("session_key", models.CharField(db_index=True, max_length=40)),
                        ("device", models.CharField(help_text="Firefox on Windows", max_length=60)),
                        ("began_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_ins",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("-seen_at", "-pk"),
                    },
                ),
                migrations.CreateModel(
                    name="Team",
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
                        ("name", models.CharField(max_length=120)),
                        (
                            "duty",
                            models.CharField(
                                choices=[
                                    ("casework", "Works with families"),
                                    ("hub", "Family hub: triage and allocation"),
                                    ("results", "Results and claims"),
                                    ("audit", "Internal audit"),
                                ],
                                default="casework",
                                max_length=20,
                            ),
                        ),
                        (
                            "agency",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="teams",
                                to="sharing.agency",
                            ),
                        ),
                        (
                            "group",
                            models.OneToOneField(
                                help_text="Carries grants",
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team",
                                to="auth.group",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("name",),
                    },
                ),
                migrations.AddField(
                    model_name="post",
                    name="team",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="sharing.team",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agreement",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="agreement_ends_after_it_starts",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="agreement",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("supersedes",),
                        name="one_new_version_is_written_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="document",
                    constraint=models.UniqueConstraint(
                        fields=("agreement", "sha256"), name="a_document_is_attached_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="feedfile",
                    constraint=models.UniqueConstraint(
                        fields=("kind", "from_agency", "to_agency", "sha256"),
                        name="the_same_file_is_taken_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="feedrow",
                    constraint=models.UniqueConstraint(
                        fields=("file", "number"), name="one_feed_row_of_a_number"
                    ),
                ),
                migrations.AddIndex(
                    model_name="journalentry",
                    index=models.Index(fields=["family_id", "-id"], name="journal_of_a_family"),
                ),
                migrations.AddIndex(
                    model_name="journalentry",
                    index=models.Index(fields=["by", "-id"], name="journal_of_a_person"),
                ),
                migrations.AddIndex(
                    model_name="journalentry",
                    index=models.Index(
                        fields=["subject_type", "subject_id"], name="journal_of_a_subject"
                    ),
                ),
                migrations.AddIndex(
                    model_name="journalentry",
                    index=django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.fields.json.KeyTransform("families", "data"),
                            name="jsonb_path_ops",
                        ),
                        condition=models.Q(("data__has_key", "families")),
                        name="journal_of_those_shown",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="line",
                    constraint=models.UniqueConstraint(
                        fields=(
                            "agreement",
                            "from_agency",
                            "to_agency",
                            "category",
                            "purpose",
                            "audience",
                            "named",
                        ),
                        name="one_line_of_a_kind_in_an_agreement",
                        nulls_distinct=False,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="line",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("from_agency", models.F("to_agency")), _negated=True),
                        name="line_joins_two_agencies",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="apitoken",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("post", "name"),
                        name="one_token_of_a_name",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reading",
                    constraint=models.UniqueConstraint(
                        fields=("entry", "reader"), name="an_entry_is_read_once_by_each"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="signature",
                    constraint=models.UniqueConstraint(
                        fields=("agreement", "agency"), name="a_party_signs_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="signature",
                    constraint=models.UniqueConstraint(
                        fields=("agreement", "by"), name="a_person_signs_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="team",
                    constraint=models.UniqueConstraint(
                        fields=("agency", "name"), name="one_team_of_a_name_in_an_agency"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="post",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="post_ends_after_it_starts",
                    ),
                ),
            ]
        )
    ]
