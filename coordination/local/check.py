"""`make check`: every check that needs no test, all of them, then one answer."""

import os
import subprocess
import sys
from pathlib import Path

from coordination.local.servers import PROJECT
from coordination.local.supervisor import say

TOOLS = Path(sys.executable).parent
PRETENDED = {
    "DJANGO_SETTINGS_MODULE": "coordination.settings.production",
    "SECRET_KEY": "pretended-for-check-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
    "DATABASE_URL": "postgresql://nobody@db.example.org/whole_family",
    "REDIS_URL": "redis://broker.example.org/0",
    "CACHE_URL": "redis://broker.example.org/1",
    "ALLOWED_HOSTS": "families.example.org",
    "EMAIL_URL": "smtp+starttls://mail.example.org",
    "FROM_EMAIL": "whole-family@example.org",
}


def python(*arguments: str) -> list[str]:
    """A command of the virtual environment."""
    return [sys.executable, *arguments]


def templates() -> list[str]:
    """The templates, as djade wants them named."""
    return [str(path.relative_to(PROJECT)) for path in (PROJECT / "templates").rglob("*.html")]


def checks() -> dict[str, list[str]]:
    """What is checked, and by which command."""
    with_servers = python("-m", "coordination.local.run", "manage.py")
    return {
        "lint": python("-m", "ruff", "check", "."),
        "format": python("-m", "ruff", "format", "--check", "."),
        "templates": [str(TOOLS / "djade"), "--check", "--target-version", "5.2", *templates()],
        "types": python("-m", "mypy"),
        "import contracts": python(str(TOOLS / "lint-imports")),
        "migrations": [*with_servers, "makemigrations", "--check", "--dry-run"],
        "deployment": python("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
    }


def main() -> int:
    """How many failed."""
    failed = []
    for name, command in checks().items():
        env = os.environ | PRETENDED if name == "deployment" else None
        ran = subprocess.run(
            command, cwd=PROJECT, env=env, text=True, capture_output=True, check=False
        )
        say(f"{'ok    ' if ran.returncode == 0 else 'FAILED'} {name}")
        if ran.returncode:
            failed.append(name)
            say((ran.stdout + ran.stderr).rstrip())
    if failed:
        say(f"Failed: {', '.join(failed)}. `make fix` mends lint, format and templates.")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
