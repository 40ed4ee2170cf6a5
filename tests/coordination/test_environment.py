"""A variable that is missing or wrong ends the start with one sentence that names it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coordination import environment
from coordination.environment import BadEnvironment
from coordination.local.check import PRETENDED
from coordination.local.servers import PROJECT

NAME = "WHOLE_FAMILY_TRIES_THIS"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch):
    """Sets the variable that a test reads."""

    def give(value: str) -> None:
        monkeypatch.setenv(NAME, value)

    return give


def test_a_missing_variable_is_named():
    with pytest.raises(BadEnvironment, match=f"Set the variable {NAME}"):
        environment.text(NAME)


def test_a_blank_variable_is_a_missing_one(given):
    given("   ")
    with pytest.raises(BadEnvironment, match="Set the variable"):
        environment.text(NAME)


def test_a_default_stands_in():
    assert environment.text(NAME, "quiet") == "quiet"


def test_a_short_secret_is_refused_and_not_repeated(given):
    given("hunter2")
    with pytest.raises(BadEnvironment, match="at least 50 characters, not 7") as refusal:
        environment.text(NAME, at_least=50)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("value", ["many", "-1", "6", "1.5", "²"])
def test_a_number_out_of_bounds_is_refused(given, value):
    given(value)
    with pytest.raises(BadEnvironment, match=f"{NAME} must be a number from 0 to 5"):
        environment.number(NAME, 1, most=5)


def test_a_number_is_read(given):
    given("4")
    assert environment.number(NAME, 1, most=5) == 4


def test_names_are_separated_by_commas(given):
    given(" a.example.org, b.example.org,")
    assert environment.names(NAME) == ["a.example.org", "b.example.org"]


def test_names_that_name_nobody_are_refused(given):
    given(",")
    with pytest.raises(BadEnvironment, match=f"{NAME} must name at least one"):
        environment.names(NAME)


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("families.example.org, .example.org,[::1],127.0.0.1", ""),
        ("*", "*"),
        ("families.example.org,https://families.example.org/", "https://families.example.org/"),
        ("families.example.org:8000", "families.example.org:8000"),
    ],
)
def test_hosts_are_names_and_never_everything(given, value, refused):
    given(value)
    if not refused:
        assert len(environment.hosts(NAME)) == 4
        return
    with pytest.raises(BadEnvironment, match=f"{NAME} must hold names.*“{re.escape(refused)}”"):
        environment.hosts(NAME)


@pytest.mark.parametrize("value", ["nobody", "a b@", "@example.org"])
def test_who_letters_come_from_is_an_address(given, value):
    given("Whole Family <help@example.org>")
    assert environment.sender(NAME) == "Whole Family <help@example.org>"
    given(value)
    with pytest.raises(BadEnvironment, match=f"{NAME} must be an email address"):
        environment.sender(NAME)


def test_a_folder_is_made(given, tmp_path):
    given(str(tmp_path / "a" / "b"))
    assert environment.folder(NAME).is_dir()


def test_a_folder_that_is_a_file_is_refused(given, tmp_path):
    (tmp_path / "file").touch()
    given(str(tmp_path / "file" / "b"))
    with pytest.raises(BadEnvironment, match=f"{NAME}: .* can't be made"):
        environment.folder(NAME)


def test_a_database_is_read_with_its_escapes(given):
    given("postgresql://us%40er:p%2Fss@db.example.org:5433/families?sslmode=require")
    assert environment.database(NAME) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "families",
        "USER": "us@er",
        "PASSWORD": "p/ss",
        "HOST": "db.example.org",
        "PORT": 5433,
        "OPTIONS": {"connect_timeout": 5, "sslmode": "require"},
    }


def test_a_database_on_a_socket_is_read(given):
    given("postgresql://postgres@/families?host=%2Ftmp%2Fa%20b&port=5432")
    read = environment.database(NAME)
    assert (read["HOST"], read["PORT"]) == ("/tmp/a b", "5432")  # noqa: S108 - not opened


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("mysql://x/y", "must start with postgresql:// or postgres://"),
        ("postgresql://host", "must end with the name of a database"),
        ("postgresql://u:secret@host:port/x", "is not an address that can be read"),
    ],
)
def test_a_wrong_database_is_refused_and_not_repeated(given, value, sentence):
    given(value)
    with pytest.raises(BadEnvironment, match=sentence) as refusal:
        environment.database(NAME)
    assert "secret" not in str(refusal.value)


def test_a_mail_server_is_read(given):
    given("smtp+starttls://post:s%40fe@mail.example.org")
    server = environment.mail(NAME)
    assert (server.host, server.port, server.user) == ("mail.example.org", 587, "post")
    assert (server.password, server.starttls, server.tls) == ("s@fe", True, False)


def test_a_mail_server_has_a_host(given):
    given("smtp://")
    with pytest.raises(BadEnvironment, match="must name a mail server"):
        environment.mail(NAME)


def test_broker_and_cache_take_a_socket(given):
    given("redis+socket:///run/v.sock?virtual_host=0")
    assert environment.broker(NAME) == "redis+socket:///run/v.sock?virtual_host=0"
    with pytest.raises(BadEnvironment, match="redis:// or rediss:// or unix://"):
        environment.cache(NAME)


DOORS = {
    "manage.py": ["manage.py", "check"],
    "gunicorn": ["-m", "gunicorn", "--check-config", "coordination.wsgi"],
    "celery": ["-m", "celery", "-A", "coordination.worker", "report"],
}


def start(door: str, folder: Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Start one process as production does, with some variables changed or taken away."""
    env = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)} | PRETENDED | changes
    env = {name: value for name, value in env.items() if value is not None}
    command = [sys.executable, *DOORS[door]]
    return subprocess.run(
        command, env=env, cwd=PROJECT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("door", DOORS)
def test_every_process_refuses_with_the_sentence_and_without_a_traceback(door, tmp_path):
    ran = start(door, tmp_path, SECRET_KEY=None)
    assert ran.returncode != 0
    assert "Set the variable SECRET_KEY; docs/operate/install.md says how." in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "CACHE_URL", "ALLOWED_HOSTS", "EMAIL_URL"]
)
def test_production_needs_each_of_its_variables(name, tmp_path):
    ran = start("manage.py", tmp_path, **{name: None})
    assert ran.returncode == environment.BOOT_FAILED
    assert ran.stderr == f"Set the variable {name}; docs/operate/install.md says how.\n"


def test_production_starts_when_all_are_there(tmp_path):
    assert start("manage.py", tmp_path).returncode == 0
