"""Settings that hold everywhere. What differs by machine comes from the environment."""

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF

from coordination import environment

# 1. Where things lie
BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")
MEDIA_ROOT = DATA_DIR / "uploads"
MEDIA_URL = ""  # uploads are handed out by views that ask who may see them, never by address

# 2. What it is made of
SECRET_KEY = environment.text("SECRET_KEY", at_least=50)
DEBUG = False
ALLOWED_HOSTS: list[str] = []
PUBLIC_URL = "http://127.0.0.1:8000"  # what a link in an e-mail begins with
ROOT_URLCONF = "coordination.urls"
WSGI_APPLICATION = "coordination.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "coordination",  # before django.forms, so that its form templates come first
    "outcomes",
    "referrals",
    "families",
    "sharing",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "guardian",
    "simple_history",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sharing.signing_in.tokens.Tokens",
    "sharing.middleware.ActingPostMiddleware",
    "sharing.signing_in.sessions.Sessions",
    "families.middleware.BehindTheWall",
    "families.middleware.ViewingAs",
    "sharing.turned_away.TurnedAway",
    "coordination.middleware.PrivacyHeaders",
    "coordination.middleware.CacheAway",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coordination.shell.shell",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "coordination.govuk.GovukRenderer"

COUNCIL_NAME = environment.text("COUNCIL_NAME", "Merrowby Borough Council")
HELP_DESK = environment.text("HELP_DESK", "01632 960100, 8am to 6pm")

# 3. Language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False  # the house speaks English: nothing is looked up in a catalogue

# 4. Database, cache, broker
DATABASES = {
    "default": environment.database("DATABASE_URL")
    # long enough for the plans that a session keeps (sharing/questions) to be worth drawing
    | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": environment.cache("CACHE_URL"),
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}
CELERY_BROKER_URL = environment.broker("REDIS_URL")
# The journal in the database is the truth and beat sweeps it, so a page never waits for a broker
# that is away: the nudge is lost, its effect is only late.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "max_retries": 0,
    "visibility_timeout": 600,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "deliver-news": {"task": "coordination.deliver_news", "schedule": 20.0},
    "forget-sent-forms": {
        "task": "coordination.forget_sent_forms",
        "schedule": crontab(hour=2, minute=10),
    },
    "clear-exports": {"task": "families.clear_exports", "schedule": crontab(minute=7)},
    "judge-everyone": {
        "task": "outcomes.judge_everyone",
        "schedule": crontab(hour=3, minute=15),
    },
    "shut-emergencies": {"task": "families.shut_emergencies", "schedule": 300.0},
    "hand-to-records": {
        "task": "families.hand_to_records",
        "schedule": crontab(hour=1, minute=20),
    },
    "help-who-came": {
        "task": "families.help_who_came",
        "schedule": crontab(hour=1, minute=30),
    },
    "notice-ties": {"task": "families.notice_ties", "schedule": crontab(hour=2, minute=45)},
    "remind-of-emergencies": {
        "task": "families.remind_of_emergencies",
        "schedule": crontab(hour=7, minute=30),
    },
    "weekly-digest": {
        "task": "families.weekly_digest",
        "schedule": crontab(day_of_week="mon", hour=4, minute=30),
    },
}

# 5. Who signs in, and how
AUTH_USER_MODEL = "sharing.User"
AUTHENTICATION_BACKENDS = [
    "sharing.signing_in.backends.Accounts",
    "guardian.backends.ObjectPermissionBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}"}
    for validator in (
        "UserAttributeSimilarityValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "coordination.accounts.AccountAdapter"
ACCOUNT_FORMS = {"login": "coordination.sign_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key", "login": "60/m/ip"}
SESSION_ENGINE = "sharing.signing_in.session_store"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# a line like "Done: ..." tells of a family: it ends with the sign-in, a cookie would outlast it
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
ANONYMOUS_USER_NAME = None  # guardian makes no row for people who have not signed in

# 6. What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# 7. Static files and uploads
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes
DOCUMENT_LIMIT = 10 * 1024 * 1024  # bytes, of a document kept with an agreement
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# 8. API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "sharing.signing_in.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
    "PAGE_SIZE": 50,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Whole Family",
    "DESCRIPTION": "One endpoint an act; what you may see and do is the same as on the pages.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {  # two nouns may call a field by the same word
        "Categories": "sharing.models.agreement.Category",
        "DangerNow": "families.models.emergency.BreakGlass.Danger",
        "DangerToShareFor": "families.api.protection.DANGER_CHOICES",
        "SameFamily": "families.api.merging.SAME",
        "RestrictionKind": "families.models.protection.Restriction.Kind",
        "NoticeKind": "families.models.emergency.Notice.Kind",
        "EmergencyOutcome": "families.models.emergency.BreakGlass.Outcome",
        "SharingOutcome": "families.models.protection.SharingDecision.Outcome",
        "LookOutcome": "families.models.unusual.UnusualLook.Outcome",
        "LookRule": "families.models.unusual.UnusualLook.Rule",
        "PayerResult": "outcomes.models.paying.PayerAnswer.Result",
        "EvidenceSource": "outcomes.models.evidence.Source",
        "TieSource": "families.models.conflict.PossibleConflict.Source",
        "TieState": "families.models.conflict.PossibleConflict.State",
        "AgencyKind": "sharing.models.agency.Agency.Kind",
        "FileKind": "sharing.models.feed.FeedFile.Kind",
        "AgreementState": "sharing.models.agreement.Agreement.State",
        "RowState": "sharing.models.feed.FeedRow.State",
        "InvolvementKind": "families.models.involvement.Involvement.Kind",
        "BondKind": "families.models.person.Bond.Kind",
        "ContactKind": "families.models.person.ContactPoint.Kind",
        "ServiceKind": "families.models.service.ServiceInvolved.Kind",
        "ServiceState": "families.models.service.ServiceInvolved.State",
        "ExportKind": "families.models.export.Export.Kind",
        "ExportState": "families.models.export.Export.State",
        "MatchKind": "families.models.service.Match.Kind",
        "MatchState": "families.models.service.Match.State",
        "ConsentState": "families.models.consent.Consent.State",
        "PlanState": "families.models.plan.Plan.State",
        "VisitOutcome": "families.models.visit.Visit.Outcome",
        "ReferralState": "referrals.models.referral.Referral.State",
        "DecisionOutcome": "referrals.models.referral.TriageDecision.Outcome",
        "ItemOutcome": "referrals.models.meeting.Item.Outcome",
        "MeetingState": "referrals.models.meeting.AllocationMeeting.State",
        "ClaimState": "outcomes.models.claim.Claim.State",
        "FactKind": "outcomes.api.facts.FACT_KINDS",
        "FindingResult": "outcomes.models.audit.AuditFinding.Result",
        "Verdict": "outcomes.models.progress.VERDICTS",
    },
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}

# 9. Logs: ids and kinds of error, never names (see coordination/logs.py)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "coordination.logs.PlainFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"no_task_data": {"()": "coordination.logs.NoTaskData"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["no_task_data"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
