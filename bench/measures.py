"""The measures of bars.md 4.4 that hold from the first day."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.floors import ROWS, Floors
from bench.measured import Measured
from bench.stopwatch import timed
from families.acts import NewAction, SeenPerson, record_visit
from families.models import Action, Family, Person, Seen, Visit
from sharing.models import User

LIST, PAGE = "/families/", "/families/{}/"


@dataclass
class Viewer:
    """A worker with families, and the busiest of those families."""

    user: User
    family: Family
    client: Client


def busiest_viewer() -> Viewer:
    """The key worker who leads most active cases, as they would see their day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.user_id, min(c.family_id) FROM families_case c JOIN sharing_post p"
            " ON p.id = c.lead_id WHERE c.stage = 'active' AND p.role = 'key_worker'"
            " GROUP BY p.user_id ORDER BY count(*) DESC, p.user_id LIMIT 1"
        )
        user_id, family_id = cursor.fetchone()
    user = User.objects.get(pk=user_id)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="sharing.signing_in.backends.Accounts")
    return Viewer(user, Family.objects.get(pk=family_id), client)


def pages(viewer: Viewer, floors: Floors) -> Iterator[Measured]:
    """B01, B02, and B10 for both: the list and the family's page."""
    family = PAGE.format(viewer.family.reference)
    for code, what, url, target, queries in (
        ("B01", f"list of {ROWS} families, permission-filtered, over F3", LIST, 2.0, 8),
        ("B02", "family page over F3", family, 3.0, 12),
    ):
        timing = timed(lambda url=url: get(viewer.client, url))
        yield Measured(code, what, timing.over(floors.f3), target, note=f"{timing.cpu:.1f} ms CPU")
        with CaptureQueriesContext(connection) as asked:
            get(viewer.client, url)
        yield Measured("B10", f"queries, {what.split(',')[0]}", len(asked), queries, unit="")


def get(client: Client, url: str) -> bytes:
    """The page's bytes. Raises AssertionError where it was not shown: no error page is timed."""
    answer = client.get(url)
    if answer.status_code != 200:
        raise AssertionError(f"{url} answered {answer.status_code}")
    return answer.content


def write_amplification(viewer: Viewer) -> Measured:
    """B20: a visit with two actions as an act (history, journal), over saving the same rows."""
    case = viewer.family.open_case or viewer.family.cases.first()
    person = Person.objects.filter(family=viewer.family, born__isnull=False)[0]
    ours = timed(undone(lambda: by_act(viewer, case, person)), times=10)
    plain = timed(undone(lambda: by_saving(viewer, case, person)), times=10)
    note = f"{ours.wall:.1f} ms, plain {plain.wall:.1f} ms"
    return Measured(
        "B20",
        "visit with history and journal over plain saves",
        ours.wall_over(plain),
        4,
        note=note,
    )


def undone(write: Callable[[], object]) -> Callable[[], None]:
    """The same, leaving nothing behind."""

    def run() -> None:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)

    return run


def by_act(viewer: Viewer, case: Any, person: Person) -> None:
    actions = [NewAction(what, doer_post=viewer.user.post) for what in ("Ring school", "Send form")]
    record_visit(
        case=case,
        happened_at=case.family.registered_at,
        place="home",
        seen=[SeenPerson(person)],
        actions=actions,
        by=viewer.user,
    )


def by_saving(viewer: Viewer, case: Any, person: Person) -> None:
    owner, user = viewer.user.agency, viewer.user
    visit = Visit(case=case, recorded_by=user, owner=owner)
    post = user.post
    rows: list[Any] = [visit, Seen(visit=visit, person=person, owner=owner)]
    rows += [Action(case=case, what=what, doer_post=post, owner=owner) for what in ("Ring", "Send")]
    for row in rows:
        row.skip_history_when_saving = True
        row.save()


def cold_start() -> Iterator[Measured]:
    """B25: seconds from nothing to the first answer, and of `manage.py check`."""
    first = (
        "from django.core.wsgi import get_wsgi_application; get_wsgi_application();"
        "from django.test import Client; client = Client(headers={'host': '127.0.0.1'});"
        "assert client.get('/healthz').status_code == 200"
    )
    for what, command, target in (
        ("seconds to the first 200", [sys.executable, "-c", first], 4),
        ("seconds of manage.py check", [sys.executable, "manage.py", "check"], 2),
    ):
        best = min(seconds(command) for _ in range(3))
        yield Measured("B25", what, best, target, unit="s")


def seconds(command: list[str]) -> float:
    """Wall seconds of a command that must succeed. Python keeps what it compiled, as it does where
    nothing forbids it: a second start compiles nothing."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(  # noqa: S603
        command, cwd=settings.BASE_DIR, env=env, check=True, capture_output=True
    )
    return time.perf_counter() - began


def page_weight(viewer: Viewer) -> Iterator[Measured]:
    """B26: kilobytes of the family page, cold and warm, as a browser takes them (gzip)."""
    page = packed(get(viewer.client, PAGE.format(viewer.family.reference)))
    files = [p for p in Path(settings.BASE_DIR, "static", "build").rglob("*") if p.is_file()]
    styles = sum(packed(p.read_bytes()) for p in files if p.suffix == ".css")
    scripts = sum(packed(p.read_bytes()) for p in files if p.suffix == ".js")
    others = sum(p.stat().st_size for p in files if p.suffix in (".svg", ".png", ".woff2"))
    yield Measured(
        "B26", "kB of a cold family page", page + styles + scripts + others / 1000, 100, "kB"
    )
    yield Measured("B26", "kB of a warm family page", page, 25, "kB")
    yield Measured("B26", "kB of CSS", styles, 30, "kB")
    yield Measured("B26", "kB of JavaScript", scripts, 40, "kB")


def packed(content: bytes) -> float:
    """Kilobytes after gzip."""
    return len(gzip.compress(content, 9)) / 1000
