"""How soon a changed fact has turned its verdict: from the act, through a broker and a worker."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.measured import Measured
from coordination.local.postgres import WORKER
from coordination.local.supervisor import Child
from families.models import Case
from outcomes.acts import record_evidence
from outcomes.models import CaseStatus
from sharing.models import User

TIMES, PATIENCE = 20, 60.0  # facts, and seconds to wait for the worker
COMMAND = ["celery", "-A", "coordination.worker", "worker", "--pool", "threads"]
OPTIONS = ["--concurrency", "2", "--without-mingle", "--without-gossip", "--loglevel", "INFO"]


def a_fact() -> Iterator[Measured]:
    """The middle and the slowest of some facts, one after another."""
    with tempfile.TemporaryDirectory() as folder:
        child = worker(Path(folder, "worker.log"))
        child.start()
        try:
            wait(lambda: child.log.exists() and " ready." in child.log.read_text())
            cold, *took = [turned(case) for case in Case.objects.order_by("-pk")[: TIMES + 1]]
        finally:
            child.stop()
    note = f"median {statistics.median(took):.2f} s; the first after its start {cold:.1f} s"
    yield Measured("B17", "seconds from a fact to its verdict, slowest", max(took), 5, "s", note)


def worker(log: Path) -> Child:
    """As in the demo, on the database that is measured."""
    url = urlsplit(os.environ["DATABASE_URL"])
    url = url._replace(netloc=f"{WORKER}@", path=f"/{connection.settings_dict['NAME']}")
    env = os.environ | {"DATABASE_URL": url.geturl()}
    return Child([*COMMAND, *OPTIONS], log=log, env=env, cwd=settings.BASE_DIR)


def turned(case: Case) -> float:
    """Seconds until a child who went missing today is found not to have stayed."""
    need = case.needs.select_related("person").get(code="7c")
    before = CaseStatus.objects.current().get(case=case).pk
    record_evidence(
        family=case.family,
        person=need.person,
        kind="missing",
        fact={"on": timezone.localdate().isoformat()},
        source="police",
        by=User.objects.system(),
    )
    began = time.perf_counter()
    wait(lambda: CaseStatus.objects.current().get(case=case).pk != before)
    return time.perf_counter() - began


def wait(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError("The worker did not do it")
        time.sleep(0.01)
