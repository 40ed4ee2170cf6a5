"""Tests. The servers' addresses come from tests/pgplugin.py; what needs no server needs none."""

import os

for name, value in {
    "SECRET_KEY": "for-tests-only-" * 4,
    "DATABASE_URL": "postgresql:///tests_are_started_with_make_test",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "CACHE_URL": "redis://127.0.0.1:1/1",
}.items():
    os.environ.setdefault(name, value)

from coordination.settings.base import *  # noqa: E402
from coordination.settings.base import DATABASES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; nobody's password
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # looks for files when asked, so none need be collected first
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# The plugin has migrated this database already; each test process starts from a copy of it.
DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ.get("TEST_TEMPLATE")}
