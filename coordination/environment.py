"""What the machine tells the application: one variable read, or refused in a sentence."""

import importlib
import os
import re
import sys
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

POSTGRESQL_SCHEMES = ("postgresql", "postgres")
BROKER_SCHEMES = ("redis", "rediss", "redis+socket")
CACHE_SCHEMES = ("redis", "rediss", "unix")
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*|\[[0-9A-Fa-f:.]+\]")
SENDER = re.compile(r"[^@\s]+@[^@\s]+")
BOOT_FAILED = 3  # the code on which gunicorn gives up, instead of trying for ever


class BadEnvironment(ImproperlyConfigured):
    """A variable is missing or wrong; the message names it and says what it should be."""


def text(name: str, default: str | None = None, *, at_least: int = 1) -> str:
    """A text of at least so many characters."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise BadEnvironment(f"Set the variable {name}; docs/operate/install.md says how.")
    if len(value) < at_least:
        raise BadEnvironment(f"{name} must have at least {at_least} characters, not {len(value)}.")
    return value


def number(name: str, default: int, *, least: int = 0, most: int = 1_000_000) -> int:
    """A whole number between two limits."""
    value = text(name, str(default))
    if not value.isascii() or not value.isdecimal() or not least <= int(value) <= most:
        raise BadEnvironment(f"{name} must be a number from {least} to {most}, not “{value}”.")
    return int(value)


def names(name: str, default: str | None = None) -> list[str]:
    """A list separated by commas."""
    listed = [part.strip() for part in text(name, default).split(",") if part.strip()]
    if not listed:
        raise BadEnvironment(f"{name} must name at least one, separated by commas.")
    return listed


def hosts(name: str) -> list[str]:
    """Names that people type into a browser: no address, no port, and never everything."""
    listed = names(name)
    for host in listed:
        if not HOST.fullmatch(host):
            raise BadEnvironment(
                f"{name} must hold names like families.example.org, separated by commas; "
                f"“{host}” is none."
            )
    return listed


def sender(name: str) -> str:
    """Who letters come from: an address, or a name and an address in angle brackets."""
    value = text(name)
    if not SENDER.fullmatch(parseaddr(value)[1]):
        raise BadEnvironment(
            f"{name} must be an email address, like help@example.org, not “{value}”."
        )
    return value


def folder(name: str, default: Path | None = None) -> Path:
    """A folder that exists or can be made, and written to."""
    path = Path(text(name, str(default) if default else None)).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadEnvironment(f"{name}: {path} can't be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK):
        raise BadEnvironment(f"{name}: the folder {path} can't be written to.")
    return path


def database(name: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL given as postgresql://user:password@host:port/name."""
    url = _url(name, POSTGRESQL_SCHEMES)
    options: dict[str, object] = {"connect_timeout": 5}
    options.update(parse_qsl(url.query))
    database_name = unquote(url.path.lstrip("/"))
    if not database_name:
        raise BadEnvironment(f"{name} must end with the name of a database, as in /whole_family.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", url.hostname or ""),
        "PORT": options.pop("port", url.port or ""),
        "OPTIONS": options,
    }


def broker(name: str) -> str:
    """The address of Redis or Valkey, as Celery takes it."""
    _url(name, BROKER_SCHEMES)
    return text(name)


def cache(name: str) -> str:
    """The address of Redis or Valkey, as Django's cache takes it."""
    _url(name, CACHE_SCHEMES)
    return text(name)


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail(name: str) -> MailServer:
    """A server given as smtp://, smtp+starttls:// or smtps://user:password@host:port."""
    url = _url(name, tuple(MAIL_PORTS))
    if not url.hostname:
        raise BadEnvironment(f"{name} must name a mail server, as in smtp://mail.example.org:25.")
    return MailServer(
        host=url.hostname,
        port=url.port or MAIL_PORTS[url.scheme],
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        starttls=url.scheme == "smtp+starttls",
        tls=url.scheme == "smtps",
    )


def _url(name: str, schemes: tuple[str, ...]) -> SplitResult:
    """The address; what it holds may be a password, so a refusal never repeats it."""
    try:
        url = urlsplit(text(name))
        url.port  # noqa: B018 - parsed only when asked for, and refused here if it is no number
    except ValueError as error:
        raise BadEnvironment(f"{name} is not an address that can be read.") from error
    if url.scheme not in schemes:
        raise BadEnvironment(f"{name} must start with {' or '.join(f'{s}://' for s in schemes)}.")
    return url


def load_settings() -> None:
    """Load the settings now, so that a wrong variable ends the process with its sentence only."""
    module = os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings.production")
    try:
        importlib.import_module(module)
    except BadEnvironment as refusal:
        sys.stderr.write(f"{refusal}\n")
        raise SystemExit(BOOT_FAILED) from None
