"""Bring the database, the static files and the demo borough up to date, in one Django process.

Run by `coordination.local.stack` before the web server starts; doing it twice changes nothing.
"""

import hashlib
import io
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

UNUSED = ["rest_framework", "drf_spectacular", "allauth", "account"]  # the API speaks JSON only


def collect_static() -> None:
    """Collect and compress the front end, unless it is the one that was collected last."""
    state = hashlib.sha256()
    for source in map(Path, settings.STATICFILES_DIRS):
        for path in sorted(source.rglob("*")):
            state.update(f"{path.relative_to(source)} {path.stat().st_size}".encode())
            state.update(path.read_bytes() if path.is_file() else b"")
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return
    options = {"interactive": False, "clear": True, "verbosity": 0}
    call_command("collectstatic", ignore_patterns=UNUSED, **options)
    stamp.write_text(state.hexdigest())


def main() -> None:
    """Migrate, collect, load the borough once, and write down who can sign in."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    collect_static()
    call_command("load_demo")
    people = io.StringIO()
    call_command("demo_people", stdout=people)
    (settings.DATA_DIR / "run" / "people.txt").write_text(people.getvalue())


if __name__ == "__main__":
    main()
