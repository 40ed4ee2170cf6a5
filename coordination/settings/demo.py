"""The demo on someone's own machine: real servers, no TLS, mail to the log folder."""

from coordination.settings.base import *
from coordination.settings.base import DATA_DIR

ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
STATIC_ROOT = DATA_DIR / "static"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = "whole-family@example.org"
